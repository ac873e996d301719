using FastSignal.Log;

namespace FastSignal.Leads;

/// <summary>The log as the consumer's source.</summary>
/// <param name="reader">The reader; disposed with this.</param>
public sealed class LogEntrySource(LogReader reader) : IEntrySource, IDisposable
{
    /// <inheritdoc/>
    public string LogId => reader.LogId;

    /// <inheritdoc/>
    public LogPosition Begin => reader.Begin;

    /// <inheritdoc/>
    public LogPosition Position => reader.Position;

    /// <inheritdoc/>
    public long CommittedUntil => reader.CommittedUntil.Address;

    /// <inheritdoc/>
    public string DamageText => reader.DamageText ?? "";

    /// <inheritdoc/>
    public void Refresh() => reader.Refresh();

    /// <inheritdoc/>
    public void Seek(LogPosition position) => reader.Seek(position);

    /// <inheritdoc/>
    public ReadOutcome Read(out LogEntry entry) => reader.Read(out entry);

    /// <inheritdoc/>
    public void Dispose() => reader.Dispose();
}
