namespace FastSignal.Leads.Tests;

/// <summary>Replays on the data folder of a <see cref="ConsumerBench"/>.</summary>
internal static class ReplayBench
{
    /// <summary>A mapping: key, path, key, path.</summary>
    public static SignalMapping Mapping(params string[] keysAndPaths) =>
        keysAndPaths.Chunk(2)
            .Aggregate(SignalMapping.Empty, (mapping, pair) => mapping.With(LeadKeys.All.Single(key => LeadKeys.Name(key) == pair[0]), pair[1]));

    /// <summary>Replays all entries of a signal from a time on.</summary>
    public static List<ReplayedEntry> ReplayAll(
        this ConsumerBench bench, long signal, DateTimeOffset? from = null, int batchCount = 3, Action? committing = null)
    {
        var told = new List<ReplayedEntry>();
        using var replay = Replay.Open(bench.Source, bench.Registry, bench.Folder.LeadsFile, signal, from ?? DateTimeOffset.UnixEpoch, TimeProvider.System);
        replay.BatchCount = batchCount;
        replay.Committing = committing ?? (static () => { });
        Assert.True(replay.Run(replay.Find(), told.Add));
        return told;
    }

    /// <summary>What changed, in short: entry, change, leads.</summary>
    public static string Line(this IEnumerable<ReplayedEntry> told) => string.Join(' ', told.Select(entry =>
        $"{entry.Sequence}:{entry.Change.Name()}:{Text(entry.Before.LeadId)}>{Text(entry.After.LeadId)}{(entry.RemovedLead is { } lead ? $"!{lead}" : "")}"));

    /// <summary>The leads and counts, as they matter to people: without the ids.</summary>
    public static string State(this ConsumerBench bench, long signal) => string.Join('\n', bench.LeadsOf(signal)
        .Select(lead => $"{string.Join(',', LeadKeys.All.Select(key => lead[key]))} x{lead.Visits} {lead.FirstSeenAt:O} {lead.LastSeenAt:O} {lead.ContextJson}")
        .Order(StringComparer.Ordinal)
        .Concat(bench.Read(store => store.OutcomeCounts(signal)).OrderBy(count => count.Key).Select(count => $"{count.Key.Name()} {count.Value}")));

    private static string Text(long? lead) => lead is { } id ? $"{id}" : "-";
}
