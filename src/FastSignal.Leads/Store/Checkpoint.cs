using FastSignal.Log;

namespace FastSignal.Leads;

/// <summary>How far the log has become leads; saved in one transaction with them.</summary>
/// <param name="LogId">Which log, 8 hex digits.</param>
/// <param name="Position">Where the consumer resumes: the address, and the sequence of the entry there.</param>
public sealed record Checkpoint(string LogId, LogPosition Position)
{
    /// <summary>The sequence of the last entry that took effect; 0 if none did.</summary>
    public long LastSequence => Position.Sequence - 1;
}
