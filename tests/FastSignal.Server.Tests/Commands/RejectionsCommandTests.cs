using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FastSignal.Leads;

namespace FastSignal.Server.Tests.Commands;

public sealed class RejectionsCommandTests : IDisposable
{
    private readonly DataBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Without_any_it_says_so_and_JSON_is_silent()
    {
        foreach (var isMade in (bool[])[false, true])
        {
            if (isMade)
                Keep();
            var shown = _bench.Run("rejections").Succeeded();
            Assert.Equal(("", "fastsignal: no refused requests are kept." + Environment.NewLine), (shown.Output, shown.Error));
            Assert.Contains("no refused requests of signal 1 are kept", _bench.Run("rejections", "--signal", "1").Succeeded().Error, StringComparison.Ordinal);
            Assert.Contains("no refused requests without a signal are kept", _bench.Run("rejections", "--without-signal")
                .Succeeded().Error, StringComparison.Ordinal);
            var json = _bench.Run("rejections", "--json").Succeeded();
            Assert.Equal(("", ""), (json.Output, json.Error));
            Assert.Equal(isMade, File.Exists(_bench.Folder.Rejections));
        }
    }

    [Fact]
    public void Each_is_a_line_of_JSON_with_its_content()
    {
        Keep(Rejected(1, "{\"a\":\"é\u001B[2J\"}\r\n"u8),
            Rejected(RejectionStore.NoSignal, []) with { Status = 404, Code = "not_found", Detail = "no such path", Offset = null, UserAgent = default });
        var lines = Lines("--json");
        Assert.Equal(
            """{"at":"2025-11-24T16:00:00.000001Z","signal":1,"status":400,"code":"malformed_json","detail":"expected a value at byte 17, found '}'","offset":17,"user_agent":"Zapier","content":"{\"a\":\"é\u001B[2J\"}\r\n","cut":false}""",
            lines[0].ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        Assert.Equal("""{"at":"2025-11-24T16:00:00.000001Z","signal":null,"status":404,"code":"not_found","detail":"no such path","offset":null,"user_agent":"","content":"","cut":false}""",
                lines[1]
            .ToJsonString().Replace("\\u0027", "'", StringComparison.Ordinal));
        Assert.Equal(lines[0].ToJsonString(), Assert.Single(Lines("--json", "--signal", "1")).ToJsonString());
        Assert.Equal(lines[1].ToJsonString(), Assert.Single(Lines("--json", "--without-signal")).ToJsonString());
    }

    [Fact]
    public void A_content_that_is_no_text_is_in_base64()
    {
        byte[][] binary = [[0x1F, 0x8B, 0x08, 0xFF], [(byte)'a', 0xC3], [0xED, 0xA0, 0x80]];
        Keep([.. binary.Select(octets => Rejected(1, octets))]);
        foreach (var (line, octets) in Lines("--json").Zip(binary))
        {
            Assert.False(line.ContainsKey("content"));
            Assert.Equal(octets, line["content_base64"]!.GetValue<string>() is var text ? Convert.FromBase64String(text) : []);
        }
    }

    [Theory]
    [InlineData("61C3", "a")]
    [InlineData("61E282", "a")]
    [InlineData("61F09F98", "a")]
    [InlineData("61F0", "a")]
    [InlineData("61", "a")]
    [InlineData("61F09F9880", "a😀")]
    [InlineData("61FF", null)]
    [InlineData("6180", null)]
    [InlineData("61C3C3", null)]
    [InlineData("FF61C3", null)]
    public void A_character_that_the_cut_divides_does_not_make_a_text_binary(string octets, string? text)
    {
        Keep(Rejected(1, Convert.FromHexString(octets)) with { IsCut = true });
        var line = Assert.Single(Lines("--json"));
        Assert.True(line["cut"]!.GetValue<bool>());
        Assert.Equal(text, line["content"]?.GetValue<string>());
        Assert.Equal(text is null, line.ContainsKey("content_base64"));
    }

    [Fact]
    public void The_table_shows_the_beginning_on_one_line_and_nothing_in_it_steers_the_terminal()
    {
        Keep(Rejected(1, "{\r\n  \"name\": \"\u001B]0;title\u0007\u202Etxt\u2028\",\n\t\"b\": }"u8) with { UserAgent = "Zap\u001B[31mier"u8.ToArray() });
        var shown = _bench.Run("rejections").Succeeded().Output;
        Assert.Contains("{ \"name\": \"\uFFFD]0;title\uFFFD\uFFFDtxt\uFFFD\", \"b\": }", shown, StringComparison.Ordinal);
        Assert.Contains("Zap\uFFFD[31mier", shown, StringComparison.Ordinal);
        Assert.DoesNotContain(shown, c => c is '\u001B' or '\u0007' or '\u202E' or '\u2028');
    }

    [Fact]
    public void The_table_is_oldest_first_and_readable_in_eighty_columns()
    {
        Keep(Rejected(1, Encoding.UTF8.GetBytes("{\"first\":" + new string('x', 300))), Rejected(RejectionStore.NoSignal, "second"u8));
        var shown = CommandRun.Of(80, "rejections", "--data", _bench.Folder.Path).Succeeded().Output;
        TestContext.Current.TestOutputHelper?.WriteLine(shown);
        Assert.All(shown.Split('\n'), line => Assert.True(line.TrimEnd('\r').Length <= 80, line));
        Assert.InRange(shown.IndexOf("first", StringComparison.Ordinal), 1, shown.IndexOf("second", StringComparison.Ordinal));
    }

    [Fact]
    public void Clearing_deletes_what_is_named_and_says_how_much()
    {
        Keep(Rejected(1, "a"u8), Rejected(1, "b"u8), Rejected(2, "c"u8), Rejected(RejectionStore.NoSignal, "d"u8));
        Assert.Contains("2 refused requests deleted", _bench.Run("rejections", "--clear", "--signal", "1").Succeeded().Error, StringComparison.Ordinal);
        Assert.Equal(["c", "d"], Lines("--json").Select(l => l["content"]!.GetValue<string>()), StringComparer.Ordinal);
        Assert.Contains("1 refused request deleted", _bench.Run("rejections", "--clear", "--without-signal").Succeeded().Error, StringComparison.Ordinal);
        Assert.Contains("1 refused request deleted", _bench.Run("rejections", "--clear").Succeeded().Error, StringComparison.Ordinal);
        Assert.Contains("no refused requests are kept", _bench.Run("rejections", "--clear").Succeeded().Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_archived_signal_still_shows_what_it_refused()
    {
        Keep(Rejected(1, "a"u8));
        _bench.Run("signals", "archive", "1").Succeeded();
        Assert.Single(Lines("--json", "--signal", "1"));
    }

    [Fact]
    public void A_store_that_cannot_be_used_is_one_line_with_a_cure()
    {
        File.WriteAllText(_bench.Folder.Rejections, new string('x', 8192));
        _bench.Run("rejections").RefusedWith(1, "rejections.db", "move it away");
        _bench.Run("rejections", "--json", "--signal", "1").RefusedWith(1, "rejections.db");
        _bench.Run("rejections", "--clear").RefusedWith(1, "rejections.db");
    }

    [Fact]
    public void Every_mistake_is_named_in_one_line()
    {
        _bench.Run("rejections", "--signal", "7").RefusedWith(1, "7", "signals list");
        _bench.Run("rejections", "--signal", "0").RefusedWith(1, "0", "signals list");
        _bench.Run("rejections", "--signal", "7", "--clear").RefusedWith(1, "7");
        _bench.Run("rejections", "--signal", "one").RefusedWith(2, "--signal must be a number");
        _bench.Run("rejections", "--signal", "-1").RefusedWith(2, "--signal");
        _bench.Run("rejections", "--signal").RefusedWith(2, "--signal");
        _bench.Run("rejections", "--signal", "1", "--without-signal").RefusedWith(2, "--signal and --without-signal exclude each other");
        _bench.Run("rejections", "--clear", "--json").RefusedWith(2, "--clear shows nothing");
        _bench.Run("rejections", "--json=maybe").RefusedWith(2, "maybe");
        _bench.Run("rejections", "--clear=maybe").RefusedWith(2, "maybe");
        _bench.Run("rejections", "--without-signal=maybe").RefusedWith(2, "maybe");
        _bench.Run("rejections", "1").RefusedWith(2, "1");
        CommandRun.Of("rejections", "--data", _bench.Beside("none")).RefusedWith(1, "There is no data folder");
        var token = CommandRun.Of("rejections", "--signal", DataBench.Token);
        Assert.Equal(2, token.ExitCode);
        Assert.DoesNotContain(DataBench.Token, token.Error, StringComparison.Ordinal);
    }

    private static KeptRejection Rejected(long signal, ReadOnlySpan<byte> content) => new()
    {
        ReceivedAtMicroseconds = 1_764_000_000_000_001,
        SignalId = signal,
        Status = 400,
        Code = "malformed_json",
        Detail = "expected a value at byte 17, found '}'",
        Offset = 17,
        UserAgent = "Zapier"u8.ToArray(),
        Content = content.ToArray(),
    };

    private void Keep(params KeptRejection[] rejections)
    {
        using var store = RejectionStore.Open(_bench.Folder.Rejections);
        store.Keep(rejections);
    }

    private List<JsonObject> Lines(params string[] arguments) =>
        [.. _bench.Run(["rejections", .. arguments]).Succeeded().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonNode.Parse(line)!.AsObject())];
}
