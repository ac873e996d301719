namespace FastSignal.Leads;

/// <summary>The words for <see cref="ReplayChange"/>.</summary>
public static class ReplayChanges
{
    /// <summary>All of them, in the order of their numbers.</summary>
    public static IReadOnlyList<ReplayChange> All { get; } = Enum.GetValues<ReplayChange>();

    /// <summary>The word, such as <c>taken_back</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is no change.</exception>
    public static string Name(this ReplayChange change) => change switch
    {
        ReplayChange.Unchanged => "unchanged",
        ReplayChange.Refreshed => "refreshed",
        ReplayChange.Merged => "merged",
        ReplayChange.Identified => "identified",
        ReplayChange.Moved => "moved",
        ReplayChange.TakenBack => "taken_back",
        ReplayChange.OtherOutcome => "other_outcome",
        ReplayChange.Unknown => "unknown",
        ReplayChange.LeftAlone => "left_alone",
        _ => throw new ArgumentOutOfRangeException(nameof(change), change, "No change of a replay."),
    };
}
