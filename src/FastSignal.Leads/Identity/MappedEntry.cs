namespace FastSignal.Leads;

/// <summary>An entry seen through a mapping: ten values, what identifies it, and the rest.</summary>
public sealed class MappedEntry
{
    private readonly string?[] _values;
    private readonly IReadOnlyList<string?> _refused;

    internal MappedEntry(string?[] values, IReadOnlyList<string?> refused, IReadOnlyList<MatchKey> matchKeys, MappingProblem problem,
        string? problemText, IReadOnlyList<Leaf> context)
    {
        _values = values;
        _refused = refused;
        MatchKeys = matchKeys;
        Problem = problem;
        ProblemText = problemText;
        Context = context;
    }

    /// <summary>The value of <paramref name="key"/>, identifiers normalised, names and places as they were sent (less blanks around them); null if
    /// absent.</summary>
    public string? this[LeadKey key] => _values[(int)key];

    /// <summary>Why the text at <paramref name="key"/> was refused, with its beginning; null if it was not, or if there is none.</summary>
    public string? Refusal(LeadKey key) => _refused[(int)key];

    /// <summary>What identifies the lead, strongest first; empty exactly when there is a <see cref="Problem"/>.</summary>
    public IReadOnlyList<MatchKey> MatchKeys { get; }

    /// <summary>Why it identifies nobody, or none.</summary>
    public MappingProblem Problem { get; }

    /// <summary>The problem in words that name key and value; null without one.</summary>
    public string? ProblemText { get; }

    /// <summary>Every leaf that filled no key, in the order of the entry. A mapped leaf whose value was refused is here, too: nothing is lost.</summary>
    public IReadOnlyList<Leaf> Context { get; }

    /// <summary>The value of the match key of <paramref name="kind"/>; null if there is none.</summary>
    public string? MatchValue(MatchKind kind)
    {
        foreach (var key in MatchKeys)
        {
            if (key.Kind == kind) return key.Value;
        }

        return null;
    }
}
