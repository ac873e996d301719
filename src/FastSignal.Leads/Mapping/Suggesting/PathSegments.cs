namespace FastSignal.Leads;

/// <summary>Cuts a path into its segments. A guess, for a key keeps its dots: nothing but the suggester cuts paths.</summary>
internal static class PathSegments
{
    private static readonly string[] ListEndings =
    [
        "_list", "-list", " list", "List", " List", "_array", "Array", "_lista", "Lista", "_liste", "Liste", "_lijst", "Lijst",
    ];

    /// <summary>The segments of <paramref name="path"/>. A dot before a blank is inside a key (<c>1. Email</c>).</summary>
    public static string[] Of(string path)
    {
        var segments = new List<string>();
        var start = 0;
        for (var dot = Next(path, 0); dot >= 0; dot = Next(path, start))
        {
            segments.Add(path[start..dot]);
            start = dot + 1;
        }

        segments.Add(path[start..]);
        return [.. segments];
    }

    /// <summary>Where the segment that begins at <paramref name="start"/> ends; negative if it is the last.</summary>
    public static int Next(string path, int start)
    {
        var dot = path.IndexOf('.', start);
        while (dot >= 0 && dot + 1 < path.Length && path[dot + 1] == ' ') dot = path.IndexOf('.', dot + 1);
        return dot;
    }

    /// <summary>True if <paramref name="inner"/> is <paramref name="outer"/> or below it; all is below the root, which is empty.</summary>
    public static bool IsInside(string outer, string inner) =>
        outer.Length == 0 || (inner.StartsWith(outer, StringComparison.Ordinal) && (inner.Length == outer.Length || inner[outer.Length] == '.'));

    /// <summary>The path of what holds <paramref name="path"/>; empty at the root.</summary>
    public static string ContainerOf(string path) => path.LastIndexOf('.') is > 0 and var dot ? path[..dot] : "";

    /// <summary>The path and all that hold it, but for the root.</summary>
    public static IEnumerable<string> SelfAndContainers(string path)
    {
        for (; path.Length > 0; path = ContainerOf(path)) yield return path;
    }

    /// <summary>The last segment of <paramref name="path"/> that is a key; empty at the root, and below an array there.</summary>
    public static string LastKey(string path) => Of(path).LastOrDefault(segment => !IsIndex(segment), "");

    /// <summary>The segment <paramref name="at"/> as a key; a list of addresses (<c>address_list.0</c>) is addresses.</summary>
    public static string KeyAt(string[] segments, int at)
    {
        var key = segments[at];
        if (at + 1 >= segments.Length || !IsIndex(segments[at + 1])) return key;
        var ending = Array.Find(ListEndings, ending => key.Length > ending.Length && key.EndsWith(ending, StringComparison.Ordinal));
        return ending is null ? key : key[..^ending.Length];
    }

    /// <summary>True if <paramref name="segment"/> is a place in an array rather than a key.</summary>
    public static bool IsIndex(ReadOnlySpan<char> segment) => !segment.IsEmpty && !segment.ContainsAnyExceptInRange('0', '9');
}
