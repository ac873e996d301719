using FastSignal.Leads;

namespace FastSignal.Console;

/// <summary>Decides what a snapshot gives cause to say.</summary>
internal static class Notes
{
    /// <summary>The notes, alarms first.</summary>
    internal static IReadOnlyList<Note> Of(StatusSnapshot snapshot) => [.. All(snapshot).OrderByDescending(note => note.IsAlarm)];

    private static IEnumerable<Note> All(StatusSnapshot snapshot)
    {
        if (snapshot.NotTakingText is { } notTaking)
            yield return new Note(IsAlarm: true, $"The server takes no entries: {notTaking}");
        if (snapshot.Consumer.FaultText is { } fault)
            yield return new Note(IsAlarm: true, $"The consumer does not go on: {fault}");
        if (snapshot.Leads.Value?.Total.Count(EntryOutcome.Failed) is > 0 and var failedCount)
            yield return new Note(IsAlarm: true, $"{Words.Count(failedCount, "entry", "entries")} failed by a fault of ours. The records are held.");
        foreach (var unreadable in new[] { snapshot.Log.FaultText, snapshot.Signals.FaultText, snapshot.Leads.FaultText })
        {
            if (unreadable is not null)
                yield return new Note(IsAlarm: false, unreadable);
        }
    }
}
