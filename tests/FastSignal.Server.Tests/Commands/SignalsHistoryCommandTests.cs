using System.Text.Json;
using FastSignal.Leads;
using FastSignal.Server.Commands;

namespace FastSignal.Server.Tests.Commands;

public sealed class SignalsHistoryCommandTests : IDisposable
{
    private readonly DataBench _bench = new("draft");

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Every_change_is_shown_with_what_differs_and_without_tokens()
    {
        _bench.Run("signals", "save", "1").Succeeded();
        _bench.Run("signals", "pause", "1").Succeeded();
        _bench.Run("signals", "map", "1", "--map", "email=Mail", "--map", "title=Job").Succeeded();
        var rotated = JsonElement.Parse(_bench.Run("signals", "rotate", "1", "--overlap", "0s", "--json").Succeeded().Output).GetProperty("token").GetString()!;

        var lines = _bench.Run("signals", "history", "1", "--json").Succeeded().Output;
        var changes = lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line)).ToList();
        Assert.Equal("create save pause map rotate", string.Join(' ', changes.Select(change => change.GetProperty("what").GetString())));
        Assert.All(changes, change => Assert.Equal("at what before after", string.Join(' ', change.EnumerateObject().Select(property => property.Name))));
        Assert.Equal(JsonValueKind.Null, changes[0].GetProperty("before").ValueKind);
        Assert.Equal(changes[2].GetProperty("after").GetRawText(), changes[3].GetProperty("before").GetRawText());

        var shown = _bench.Run("signals", "history", "1").Succeeded().Output;
        foreach (var words in (string[])["name: N", "status: draft -> live", "status: live -> paused", "mapping_version: 1 -> 2",
            "mapping.email: Sender -> Mail", "mapping.title: none -> Job", "token: a new one"])
            Assert.Contains(words, shown, StringComparison.Ordinal);
        Assert.DoesNotContain("success_status: 202 ->", shown, StringComparison.Ordinal);
        Assert.All((string[])[DataBench.Token, rotated], token => Assert.DoesNotContain(token, shown + lines, StringComparison.Ordinal));
    }

    [Fact]
    public void A_signal_that_is_not_there_is_refused() => _bench.Run("signals", "history", "7").RefusedWith(1, "There is no signal 7");

    [Fact]
    public void What_a_mapping_loses_and_long_values_are_shown_too()
    {
        const string Before = """{"name":"N","token":"***","mapping":{"mapping":{"email":"Mail","full_name":["First","Last"]},"selectors":{"email":{"label":"x"}}}}""";
        const string After = """{"name":"LONG","token":"***","mapping":{"mapping":{"full_name":["First","Last"]}}}""";
        var after = After.Replace("LONG", new string('n', 300), StringComparison.Ordinal);
        Assert.Equal(
            [$"name: N -> {new string('n', 200)}…", "mapping.email: Mail -> none", "selectors.email: {\"label\":\"x\"} -> none"],
            SignalDifference.Of(new RecordedChange(DateTimeOffset.UnixEpoch, "map", Before, after)),
            StringComparer.Ordinal);
    }
}
