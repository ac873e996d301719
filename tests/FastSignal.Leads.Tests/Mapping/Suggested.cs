namespace FastSignal.Leads.Tests;

/// <summary>What is suggested for one sample.</summary>
internal static class Suggested
{
    /// <summary>The only path for <paramref name="key"/>; null if it stays unmapped.</summary>
    public static string? Path(LeadKey key, string json, SignalTarget target = SignalTarget.People) =>
        MappingSuggester.Suggest(target, [TestLeaves.Of(json)]).Mapping.TryGet(key, out var paths) ? Assert.Single(paths) : null;
}
