using FastSignal.Leads;
using FastSignal.Log;

namespace FastSignal.Benchmarks;

/// <summary>The log as a source that ends behind a given entry, so that a part of it can be measured.</summary>
/// <param name="log">The log; disposed with this.</param>
internal sealed class SectionSource(LogReader log) : IEntrySource, IDisposable
{
    /// <summary>The last entry that it gives.</summary>
    public long LastSequence { get; set; }

    /// <inheritdoc/>
    public string LogId => log.LogId;

    /// <inheritdoc/>
    public LogPosition Begin => log.Begin;

    /// <inheritdoc/>
    public LogPosition Position => log.Position;

    /// <inheritdoc/>
    public long CommittedUntil => log.CommittedUntil.Address;

    /// <inheritdoc/>
    public string DamageText => log.DamageText ?? "";

    /// <inheritdoc/>
    public void Refresh() => log.Refresh();

    /// <inheritdoc/>
    public void Seek(LogPosition position) => log.Seek(position);

    /// <inheritdoc/>
    public ReadOutcome Read(out LogEntry entry)
    {
        entry = default;
        return log.Position.Sequence > LastSequence ? ReadOutcome.End : log.Read(out entry);
    }

    /// <inheritdoc/>
    public void Dispose() => log.Dispose();
}
