using System.Globalization;
using System.Text;
using System.Text.Json;
using FastSignal.Leads;
using FastSignal.Server.Commands;

namespace FastSignal.Server.Tests.Commands;

/// <summary>Whatever a sender puts into an entry: JSON has it as it was sent, and nothing in it acts on a terminal or in a spreadsheet.</summary>
public sealed class HostileLeadsTests : IDisposable
{
    private const string Formula = "+1+cmd|' /C calc'!A0";

    private static readonly string[] Hostile =
    [
        "=cmd()", Formula, "<script>alert(1)</script>", "'; DROP TABLE leads; --", "\u001B]0;owned\u0007\u001B[2J\u009B31m", "evil\u202Etxt.exe\u2066\u200F",
        "two\r\nlines\rmore", "\t=1+1", "＝1+1", "\u200B=1+1", "\"quoted\",\\", "[red]markup[/]", "\u2028\u2029\u0001\u007F", new string('x', 120_000),
                "long word "
            + new string('w', 70_000),
    ];

    private readonly DataBench _bench = new();

    public HostileLeadsTests()
    {
        _bench.Run("signals", "map", "1", "--map", "email=Sender", "--map", "full_name=Name", "--map", "company_name=Company", "--map", "title=Title",
                "--map", "city=City")
            .Succeeded();
        _bench.Post([.. Hostile.Select(Content), """{"Sender":"nul@x.io","Name":"a\u0000b\ud800c","x\u0000":"\udc00"}"""]);
    }

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void JSON_has_every_text_as_it_was_sent()
    {
        var leads = _bench.Run("leads", "export", "--signal", "1").Succeeded().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonElement.Parse(line)).ToList();
        Assert.Equal(Hostile.Length + 1, leads.Count);
        foreach (var (text, lead) in Hostile.Zip(leads))
        {
            Assert.Equal(text.Trim(), lead.GetProperty("title").GetString()!.Trim());
            if (text.Length < 10_000)
                Assert.Equal(text, lead.GetProperty("context").GetProperty(text).GetString());
            else
                Assert.True(lead.GetProperty("context_cut").GetBoolean());
        }

        Assert.Equal("a\uFFFDb\uFFFDc", leads[^1].GetProperty("full_name").GetString());
        Assert.Equal("{\"x\uFFFD\":\"\uFFFD\"}", leads[^1].GetProperty("context").GetRawText());
    }

    [Fact]
    public void Nothing_steers_the_terminal_in_a_table_or_a_lead_shown()
    {
        AssertInert(_bench.Run("leads", "list", "--signal", "1").Succeeded());
        for (var lead = 1; lead <= Hostile.Length + 1; lead++)
        {
            var id = lead.ToString(CultureInfo.InvariantCulture);
            _bench.Run("leads", "dismiss", id, "--reason", "other", "--note", "note \u001B[2J\u202E\r\nnext").Succeeded();
            AssertInert(_bench.Run("leads", "show", id).Succeeded());
        }
    }

    [Fact]
    public void A_list_stays_short_whatever_is_in_it() =>
        Assert.InRange(_bench.Run("leads", "list", "--signal", "1").Succeeded().Output.Length, 1_000, 100_000);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Whoever_follows_sees_the_same(bool asJson)
    {
        using var output = new MemoryStream();
        using var error = new StringWriter();
        using var feed = LeadFeed.Open(_bench.Folder.Leads, 1);
        using var stop = new ManualResetEvent(initialState: false);
        var reads = 0;
        using (var terminal = Terminal.Over(output, error, isReaderGone: () => ++reads > 1))
        {
            _bench.Post([.. Hostile.Select(Content)]);
            LeadsFollowCommand.Follow(terminal, feed, asJson, stop);
        }

        var lines = Encoding.UTF8.GetString(output.ToArray());
        Assert.Equal(Hostile.Length, lines.Count('\n'));
        if (asJson)
            Assert.Equal(Hostile.Select(text => text.Trim()), lines.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonElement.Parse(line).GetProperty("title").GetString()!.Trim()), StringComparer.Ordinal);
        else
            AssertInert(new CommandRun(0, lines, error.ToString()));
    }

    [Fact]
    public void A_spreadsheet_finds_no_formula_in_any_cell()
    {
        var cells = Harness.Csv.Parse(_bench.Run("leads", "export", "--signal", "1", "--format", "csv").Succeeded().Output);
        Assert.Equal(Hostile.Length + 2, cells.Count);
        Assert.All(cells, row => Assert.Equal(cells[0].Count, row.Count));
        Assert.All(cells.SelectMany(row => row), cell => Assert.DoesNotMatch(@"^[\s\p{C}]*[=+\-@＝＋－＠]", cell));
        var title = cells[0].IndexOf("title");
        Assert.Equal("'" + Formula, cells[2][title]);
        Assert.Equal("<script>alert(1)</script>", cells[3][title]);
        Assert.Contains("\r\nlines\rmore", cells[7][title], StringComparison.Ordinal);
    }

    private static string Content(string text, int index) => JsonSerializer.Serialize(new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Sender"] = $"p{index}@x.io",
        ["Name"] = text,
        ["Company"] = text,
        ["Title"] = text,
        ["City"] = text,
        [text] = text,
    });

    private static void AssertInert(CommandRun run)
    {
        foreach (var rune in (run.Output + run.Error).ReplaceLineEndings("\n").EnumerateRunes().Where(rune => rune.Value is not '\n'))
        {
            Assert.False(
                Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                    or UnicodeCategory.ParagraphSeparator,
                $"U+{rune.Value:X4}");
        }
    }
}
