using FastSignal.Log;

namespace FastSignal.Leads;

/// <summary>Where the consumer reads entries from: the log, or a list in tests.</summary>
public interface IEntrySource
{
    /// <summary>Which log, 8 hex digits.</summary>
    string LogId { get; }

    /// <summary>The oldest entry that is left; what was before has been truncated.</summary>
    LogPosition Begin { get; }

    /// <summary>Where the next <see cref="Read"/> goes on.</summary>
    LogPosition Position { get; }

    /// <summary>The address up to which entries are durable, as of the last <see cref="Refresh"/>.</summary>
    long CommittedUntil { get; }

    /// <summary>What is damaged and where, in words, after <see cref="ReadOutcome.Damaged"/>.</summary>
    string DamageText { get; }

    /// <summary>Looks again where the log begins and up to where it is durable.</summary>
    void Refresh();

    /// <summary>Goes to a position.</summary>
    void Seek(LogPosition position);

    /// <summary>Reads the next entry below <see cref="CommittedUntil"/>. Its octets live until the next call.</summary>
    ReadOutcome Read(out LogEntry entry);
}
