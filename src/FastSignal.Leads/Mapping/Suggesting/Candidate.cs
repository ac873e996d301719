namespace FastSignal.Leads;

/// <summary>A way to fill a key, and how sure it is.</summary>
/// <param name="Key">The key.</param>
/// <param name="Parts">The paths, joined in this order.</param>
/// <param name="Score">Of 100; below the threshold the key stays unmapped.</param>
/// <param name="Reasons">What spoke for it and against it, in words.</param>
internal sealed record Candidate(LeadKey Key, IReadOnlyList<PathReading> Parts, int Score, IReadOnlyList<string> Reasons)
{
    /// <summary>The person or element that it belongs to.</summary>
    public string Group => Parts[0].Group;

    /// <summary>The first value; empty if no sample has one.</summary>
    public string Value => Parts[0].Value;

    /// <summary>The first values of all parts, joined by a blank.</summary>
    public string Text => string.Join(' ', Parts.Select(part => part.Value));

    /// <summary>This candidate with another <paramref name="points"/>, and why.</summary>
    public Candidate Plus(int points, string reason) => points == 0 ? this : this with { Score = Score + points, Reasons = [.. Reasons, reason] };
}
