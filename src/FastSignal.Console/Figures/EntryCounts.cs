using FastSignal.Leads;

namespace FastSignal.Console;

/// <summary>What became of the entries of one signal, or of all.</summary>
/// <param name="Outcomes">How many had each outcome; those that none had are left out.</param>
/// <param name="LeadCount">The leads.</param>
/// <param name="HeldCount">The entries whose records are held.</param>
internal sealed record EntryCounts(IReadOnlyDictionary<EntryOutcome, long> Outcomes, long LeadCount, long HeldCount)
{
    /// <summary>No entries.</summary>
    internal static EntryCounts None { get; } = new(new Dictionary<EntryOutcome, long>(), LeadCount: 0, HeldCount: 0);

    /// <summary>The entries that had an outcome.</summary>
    internal long EntryCount => Outcomes.Values.Sum();

    /// <summary>How many entries had an outcome.</summary>
    internal long Count(EntryOutcome outcome) => Outcomes.GetValueOrDefault(outcome);

    /// <summary>What is left when these are taken away. Never below zero: the counts may be read a batch apart.</summary>
    internal EntryCounts Less(EntryCounts others) => new(
        Outcomes.Where(pair => pair.Value > others.Count(pair.Key)).ToDictionary(pair => pair.Key, pair => pair.Value - others.Count(pair.Key)),
        Math.Max(0, LeadCount - others.LeadCount),
        Math.Max(0, HeldCount - others.HeldCount));

    /// <summary>Both together.</summary>
    internal EntryCounts Plus(EntryCounts others) => new(
        EntryOutcomes.All.Where(outcome => Count(outcome) + others.Count(outcome) != 0)
            .ToDictionary(outcome => outcome, outcome => Count(outcome) + others.Count(outcome)),
        LeadCount + others.LeadCount,
        HeldCount + others.HeldCount);
}
