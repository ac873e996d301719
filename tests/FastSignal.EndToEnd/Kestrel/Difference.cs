using System.Text.RegularExpressions;

namespace FastSignal.EndToEnd.Kestrel;

/// <summary>A row of the table of intended differences.</summary>
/// <param name="Cases">The name of a case; <c>*</c> stands for any text.</param>
/// <param name="Ours">How FastSignal answers.</param>
/// <param name="Kestrels">How Kestrel answers.</param>
/// <param name="Rule">The section of an RFC, or the rule of the specification.</param>
/// <param name="Why">One sentence.</param>
internal sealed record Difference(string Cases, string Ours, string Kestrels, string Rule, string Why)
{
    private readonly Regex _pattern = new(
        @"\A" + Regex.Escape(Cases).Replace(@"\*", ".*", StringComparison.Ordinal) + @"\z", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <summary>Reads the table: five columns between bars; empty lines and those that begin with <c>#</c> are for people.</summary>
    public static IReadOnlyList<Difference> Read(string file) =>
    [
        .. File.ReadLines(file).Where(static line => line.Length > 0 && line[0] != '#').Select(static line => line.Split('|', StringSplitOptions.TrimEntries))
        .Select(static columns => columns is [var cases, var ours, var kestrels, { Length: > 0 } rule, { Length: > 0 } why]
            ? new Difference(cases, ours, kestrels, rule, why)
            : throw new InvalidDataException($"'{string.Join(" | ", columns)}' is no row: it takes cases | ours | Kestrel's | rule | why.")),
    ];

    /// <summary>The folder of the corpus that the row is about; a folder that is not there has no rows either.</summary>
    public string Folder => Cases.Split('/')[0];

    /// <summary>Whether this row says how a case is answered.</summary>
    public bool Says(WireCase wire, (string Ours, string Kestrels) answers) => answers == (Ours, Kestrels) && _pattern.IsMatch(wire.Name);
}
