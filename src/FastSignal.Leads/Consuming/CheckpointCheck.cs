using FastSignal.Log;

namespace FastSignal.Leads;

/// <summary>Whether checkpoint and log belong together. Going on where they do not would lose entries or count them twice, so the consumer stops.</summary>
public static class CheckpointCheck
{
    /// <summary>Why a consumer would stop at the checkpoint, for those who only look.</summary>
    /// <param name="checkpoint">Of the store; null before the first batch.</param>
    /// <param name="log">The log.</param>
    /// <returns>Null if they belong together.</returns>
    public static string? Mismatch(Checkpoint? checkpoint, LogReader log) =>
        checkpoint is null ? null : Mismatch(checkpoint, log.LogId, log.Begin, log.CommittedUntil.Address);

    /// <summary>Where to go on.</summary>
    /// <param name="checkpoint">Of the store; null: it has not seen any entry yet, so the log's oldest comes first.</param>
    /// <param name="source">The log.</param>
    /// <exception cref="ConsumerStoppedException">They do not belong together.</exception>
    internal static LogPosition Resume(Checkpoint? checkpoint, IEntrySource source)
    {
        if (checkpoint is null)
            return source.Begin;

        return Mismatch(checkpoint, source.LogId, source.Begin, source.CommittedUntil) is { } mismatch
            ? throw new ConsumerStoppedException(mismatch)
            : checkpoint.Position;
    }

    /// <summary>Whether the entry is the one that comes next.</summary>
    /// <exception cref="ConsumerStoppedException">It is another.</exception>
    internal static void Follows(LogPosition expected, long sequence)
    {
        if (sequence != expected.Sequence)
            throw new ConsumerStoppedException($"Entry {expected.Sequence} comes next at address {expected.Address}, but the log has entry {sequence} there.");
    }

    private static string? Mismatch(Checkpoint checkpoint, string logId, LogPosition begin, long committedUntil)
    {
        var (address, sequence) = checkpoint.Position;
        if (!string.Equals(checkpoint.LogId, logId, StringComparison.OrdinalIgnoreCase))
            return $"The checkpoint in leads.db belongs to log {checkpoint.LogId}, but this log is {logId}.";
        if (address < begin.Address || address > committedUntil)
            return $"The checkpoint in leads.db is at address {address}, but the log reaches from {begin.Address} to {committedUntil}. After a power cut, start the server first: it finds where the log ends. Otherwise log and leads.db are not of one data folder: put both back from one backup.";
        if (address == begin.Address && sequence != begin.Sequence)
            return $"The checkpoint in leads.db expects entry {sequence} at address {address}, but the log begins there with entry {begin.Sequence}.";
        return null;
    }
}
