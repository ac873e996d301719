namespace FastSignal.Leads;

/// <summary>Reads the tables of words and what they mean, which are part of the program: the text files in <c>Vocabularies</c>, whose form
/// <c>fields.txt</c> explains.</summary>
internal static class VocabularyTables
{
    private const char Comment = '#';

    // Two phrases may be one word where nobody writes the blank: then the earlier table decides.
    private static readonly string[] Names = ["fields", "roles", "parties", "things"];

    /// <summary>All words, in the order of the tables.</summary>
    public static IEnumerable<(string Word, Concept Concept)> Read() => Names.SelectMany(name => Read(LinesOf(name)));

    /// <summary>The words of one table.</summary>
    /// <exception cref="FormatException">A row begins with no meaning.</exception>
    public static IEnumerable<(string Word, Concept Concept)> Read(IEnumerable<string> lines)
    {
        var concept = Concept.Unknown;
        foreach (var line in lines.Where(line => line.Length > 0 && line[0] is not Comment))
        {
            var words = line;
            if (line[0] is not ' ') (concept, words) = Row(line);
            foreach (var word in words.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)) yield return (word, concept);
        }
    }

    private static (Concept Concept, string Words) Row(string line) =>
        line.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon && char.IsAsciiLetter(line[0])
        && Enum.TryParse<Concept>(line[..colon], out var concept)
            ? (concept, line[(colon + 1)..])
            : throw new FormatException($"A row of a vocabulary begins with a meaning and a colon, not with '{line}'.");

    private static IEnumerable<string> LinesOf(string name)
    {
        using var reader = new StreamReader(typeof(VocabularyTables).Assembly.GetManifestResourceStream($"{name}.txt")!);
        while (reader.ReadLine() is { } line) yield return line;
    }
}
