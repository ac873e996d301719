using FastSignal.Server.Hosting;

namespace FastSignal.Server.Commands;

/// <summary>An entry as somebody names it.</summary>
/// <param name="LogId">The log; null: the one of the data folder.</param>
/// <param name="Sequence">Its sequence.</param>
internal readonly record struct EntryName(string? LogId, long Sequence)
{
    /// <summary>Its sequence, once it is sure that the log is meant.</summary>
    /// <exception cref="RefusedException">It is an entry of another log.</exception>
    public long SequenceIn(string logId) => LogId is null || string.Equals(LogId, logId, StringComparison.OrdinalIgnoreCase)
        ? Sequence
        : throw new RefusedException(
            $"{LogId}-{Sequence} is an entry of another log: the one of this data folder is {logId}. Name the right folder with --data.");
}
