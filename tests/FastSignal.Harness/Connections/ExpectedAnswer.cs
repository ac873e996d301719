using System.Globalization;

namespace FastSignal.Harness.Connections;

/// <summary>One answer that the name of a case promises.</summary>
/// <param name="Statuses">The statuses that are right; more than one where the specification leaves the choice.</param>
/// <param name="IsOptional">No answer is right, too.</param>
/// <param name="IsToHead">It answers a HEAD: no content follows.</param>
internal sealed record ExpectedAnswer(IReadOnlyList<int> Statuses, bool IsOptional, bool IsToHead)
{
    /// <summary>Whether it is a 100, which is no answer to wait for.</summary>
    public bool IsInterim => Statuses is [100];

    /// <summary>Reads <c>202</c>, <c>400or501</c>, <c>noneor400</c>, <c>404h</c>, <c>202x20</c>: as many answers as it says.</summary>
    public static IEnumerable<ExpectedAnswer> Parse(string text)
    {
        var times = text.Split('x');
        var isToHead = times[0].EndsWith('h');
        var alternatives = times[0].TrimEnd('h').Split("or");
        var statuses = alternatives.Where(static word => word != "none")
            .Select(static word => int.Parse(word, NumberStyles.None, CultureInfo.InvariantCulture)).ToArray();
        if (statuses.Length == 0)
            return [];
        var answer = new ExpectedAnswer(statuses, alternatives.Contains("none", StringComparer.Ordinal), isToHead);
        return Enumerable.Repeat(answer, times.Length == 1 ? 1 : int.Parse(times[1], NumberStyles.None, CultureInfo.InvariantCulture));
    }
}
