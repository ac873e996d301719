using FastSignal.Log;

namespace FastSignal.Leads;

/// <summary>Reads the log from its begin on, and notes which entries are a person's.</summary>
/// <param name="source">The log.</param>
/// <param name="search">Decides.</param>
/// <param name="decidedUntil">The sequence up to which the store says for whom each entry was counted.</param>
internal sealed class LogSearch(IEntrySource source, EntrySearch search, long decidedUntil)
{
    private const int ProgressInterval = 4_096;

    private readonly Dictionary<long, Mention> _found = [];

    /// <summary>The entries that are theirs.</summary>
    internal IReadOnlyDictionary<long, Mention> Found => _found;

    /// <summary>Reads up to an address; again to go on from there.</summary>
    /// <param name="end">An entry's address, or where the log ends.</param>
    /// <param name="progress">Told the part that is read, from 0 to 1, now and then.</param>
    /// <exception cref="ForgettingException">The log is damaged in between.</exception>
    internal void ReadTo(long end, Action<double> progress)
    {
        var begin = source.Position.Address;
        while (source.Position.Address < end)
        {
            switch (source.Read(out var entry))
            {
                case ReadOutcome.Entry:
                    if (search.Find(entry.Record, isDecided: entry.Sequence <= decidedUntil) is not Mention.None and var mention)
                        _found[entry.Sequence] = mention;
                    if (entry.Sequence % ProgressInterval == 0)
                        progress((double)(entry.Address - begin) / (end - begin));
                    break;
                case ReadOutcome.End:
                    return;
                case ReadOutcome.Damaged:
                    throw new ForgettingException(
                        $"Nobody was deleted: the log is damaged {source.DamageText}, so not all entries can be looked at. `fastsignal log verify` shows all damage, `fastsignal log repair` gives it up.");
                default:
                    break;
            }
        }
    }
}
