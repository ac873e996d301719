using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace FastSignal.Repository.Tests;

/// <summary>The rules of the house that no compiler knows.</summary>
public partial class RepositoryTests(ITestOutputHelper output)
{
    private const int LongFileLines = 300;
    private const int MaxLineChars = 160; // max_line_length in .editorconfig, which no compiler enforces.

    public static TheoryData<string> Rooms => [.. SourceTree.Arrows.Keys];

    [Theory, MemberData(nameof(Rooms))]
    public void A_room_references_only_the_rooms_it_may_know(string room)
    {
        var project = XDocument.Load(Path.Combine(SourceTree.Root, "src", $"FastSignal.{room}", $"FastSignal.{room}.csproj"));
        var references = project.Descendants("ProjectReference")
            .Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value)["FastSignal.".Length..]);
        Assert.Equal(SourceTree.Arrows[room].Order(StringComparer.Ordinal), references.Order(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(Rooms))]
    public void A_room_uses_only_the_rooms_it_may_know(string room)
    {
        var strangers = SourceTree.Arrows.Keys.Except(SourceTree.Arrows[room], StringComparer.Ordinal).Where(r => r != room).ToList();
        Assert.Empty(SourceTree.Sources(room).SelectMany(f => f.Code
            .Where(line => strangers.Exists(s => line.Contains("FastSignal." + s, StringComparison.Ordinal)))
            .Select(line => $"{f.Path}: {line.Trim()}")));
    }

    [Fact]
    public void Only_the_log_knows_FASTER() => NoneContain("FASTER.core", "Log");

    [Fact]
    public void Only_the_lead_side_knows_SQLite() => NoneContain("Microsoft.Data.Sqlite", "Leads", "Console", "Server");

    [Fact]
    public void Parsing_is_synchronous_and_throws_nothing()
    {
        // The table's throw guards against a number that is no rejection: a fault of the program, not of an input.
        Assert.Empty(SourceTree.Sources("Parsing").Where(f => !f.Path.EndsWith("RejectionTable.cs", StringComparison.Ordinal))
            .SelectMany(f => f.Code.Where(line => ThrowOrAsync().IsMatch(line)).Select(line => $"{f.Path}: {line.Trim()}")));
        Assert.Single(SourceTree.Sources("Parsing").SelectMany(f => f.Code), line => line.Contains("catch (JsonException)", StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_is_called_a_manager_helper_util_service_or_common() =>
        Assert.Empty(SourceTree.AllSources.Where(
                f => EmptyName().IsMatch(Path.GetFileNameWithoutExtension(f.Path))
                    && !f.Code.Any(line => line.Contains("ILogCommitManager", StringComparison.Ordinal)))
            .Select(f => f.Path));

    [Fact]
    public void Event_ids_are_unique()
    {
        var ids = SourceTree.AllSources.SelectMany(f => f.Code).Select(line => EventId().Match(line)).Where(m => m.Success)
            .Select(m => m.Groups["it"].Value).ToList();
        Assert.NotEmpty(ids);
        Assert.Equal(ids.Count, ids.ToHashSet(StringComparer.Ordinal).Count);
    }

    [Fact]
    public void Nothing_is_left_to_be_done() =>
        Assert.Empty(SourceTree.AllSources.Concat(SourceTree.Under("tests")).Where(f => !f.Path.Contains("Repository.Tests", StringComparison.Ordinal))
            .SelectMany(f => f.Lines.Where(line => LeftOver().IsMatch(line)).Select(line => $"{f.Path}: {line.Trim()}")));

    [Fact]
    public void No_test_reads_outside_the_repository() =>
        Assert.Empty(SourceTree.Under("tests")
            .Where(f => !f.Path.Contains("Repository.Tests", StringComparison.Ordinal)
                && f.Code.Any(line => line.Contains("../shared", StringComparison.Ordinal)))
            .Select(f => f.Path));

    [Fact]
    public void Files_are_short()
    {
        foreach (var file in SourceTree.AllSources.Where(f => f.Lines.Length > LongFileLines))
            output.WriteLine($"{file.Path}: {file.Lines.Length} lines");
        Assert.DoesNotContain(SourceTree.AllSources, f => f.Lines.Length > LongFileLines * 2);
    }

    [Fact]
    public void Lines_are_narrow_but_for_the_texts_in_them() =>
        Assert.Empty(SourceTree.Under("src").Concat(SourceTree.Under("perf")).Concat(SourceTree.Under("tests"))
            .SelectMany(f => Texts().Replace(string.Join('\n', f.Lines), LinesIn).Split('\n')
                .Select((line, index) => (line.Length, Text: $"{f.Path}:{index + 1}")))
            .Where(line => line.Length > MaxLineChars)
            .Select(line => line.Text));

    [Fact]
    public void The_reading_path_of_the_README_exists()
    {
        var links = Link().Matches(File.ReadAllText(Path.Combine(SourceTree.Root, "README.md"))).Select(m => m.Groups["it"].Value)
            .Where(l => !l.Contains("://", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(links);
        Assert.All(links, link => Assert.True(Path.Exists(Path.Combine(SourceTree.Root, link)), link));
    }

    private static string LinesIn(Match text) => new('\n', text.Value.Count('\n'));

    private static void NoneContain(string text, params string[] except) =>
        Assert.Empty(SourceTree.AllSources.Where(
                f => !Array.Exists(except, r => r == f.Room) && f.Code.Any(line => line.Contains(text, StringComparison.Ordinal)))
            .Select(f => f.Path));

    [GeneratedRegex(@"\b(throw|async|await|Task|ValueTask)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ThrowOrAsync();

    [GeneratedRegex("(Manager|Helper|Helpers|Util|Utils|Service|Common)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex EmptyName();

    [GeneratedRegex(@"\[LoggerMessage\((?<it>\d+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex EventId();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|NotImplementedException)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LeftOver();

    [GeneratedRegex("""
        "{3}[\s\S]*?"{3}|"(?:[^"\\\n]|\\.)*"
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Texts();

    [GeneratedRegex(@"\]\((?<it>[^)#]+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();
}
