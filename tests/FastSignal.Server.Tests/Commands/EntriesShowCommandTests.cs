using System.Text.Json;

namespace FastSignal.Server.Tests.Commands;

public sealed class EntriesShowCommandTests : IDisposable
{
    private readonly DataBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData(2, "An entry is named by its Entry-Id", DataBench.Token)]
    [InlineData(2, "An entry is named by its Entry-Id", "0")]
    [InlineData(2, "Required argument missing")]
    [InlineData(1, "is an entry of another log", "00000000-1")]
    [InlineData(1, "There is no entry 2 yet: the log ends with entry 1", "2")]
    public void What_cannot_be_shown_is_refused_in_one_line_without_what_may_be_a_token(int exitCode, string words, params string[] arguments)
    {
        _bench.Post("""{"Sender":"a@x.io"}""");
        var run = _bench.Run(["entries", "show", .. arguments]);
        run.RefusedWith(exitCode, words);
        Assert.DoesNotContain(DataBench.Token, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_a_log_and_a_log_without_an_entry_are_refused()
    {
        _bench.Run("entries", "show", "1").RefusedWith(1, "There is no log");
        _bench.Post();
        _bench.Run("entries", "show", "1").RefusedWith(1, "The log has no entry yet");
    }

    [Fact]
    public void An_entry_is_shown_for_programs_by_these_names_in_this_order()
    {
        _bench.Post("""{"Sender":" A@x.io ","n":1.50,"none":null}""");
        var entry = JsonElement.Parse(_bench.Run("entries", "--json").Succeeded().Output);
        var shown = JsonElement.Parse(_bench.Run("entries", "show", entry.GetProperty("id").GetString()!, "--json").Succeeded().Output);
        Assert.Equal(
            "id sequence signal test received_at user_agent fields signal_name signal_status read_from outcome reason mapping_version lead held mapping",
            string.Join(' ', shown.EnumerateObject().Select(property => property.Name)));
        Assert.All(entry.EnumerateObject(), property => Assert.Equal(property.Value.GetRawText(), shown.GetProperty(property.Name).GetRawText()));
        Assert.Equal("""{"id":1,"status":"pending","email":"a@x.io"}""", shown.GetProperty("lead").GetRawText());
        Assert.Equal(
            """{"version":1,"keys":{"email":{"paths":["Sender"],"value":"a@x.io"}},"outcome":"lead_created","reason":"no lead matched: a new one","lead":1,"differs":false}""",
            shown.GetProperty("mapping").GetRawText());
        Assert.Equal("N live log lead_created 1 False",
            $"{Text("signal_name")} {Text("signal_status")} {Text("read_from")} {Text("outcome")} {Text("mapping_version")} {Text("held")}");

        string Text(string name) => shown.GetProperty(name).ToString();
    }

    [Fact]
    public void An_entry_is_shown_for_people_with_what_the_present_mapping_takes_from_it()
    {
        _bench.Post("""{"Sender":"tool@x.io","Who":"nonsense","page":"/\u001b[2J"}""");
        _bench.Run("signals", "map", "1", "--map", "email=Who", "--map", "phone=Tel").Succeeded();
        var shown = _bench.Run("entries", "show", "1").Succeeded().Output;
        foreach (var words in (string[])
        [
            "signal                1  N (live)", "  live\n", "outcome               lead_created: no lead matched: a new one",
            "lead                  1  pending  tool@x.io", "decided by            mapping version 1",
            "mapping               version 2 would now give invalid_identifier: email \"nonsense\" is not an email address; `fastsignal log replay --signal 1 --from TIME` applies it",
            "  email               Who: email \"nonsense\" is not an email address", "  phone               Tel: nothing",
                "field                 Sender: tool@x.io", "field                 page: /\uFFFD[2J",
        ])
        {
            Assert.Contains(words, shown, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void An_entry_that_is_not_consumed_and_one_that_is_held_say_what_they_wait_for()
    {
        _bench.Run("signals", "pause", "1").Succeeded();
        _bench.Post("""{"Sender":"a@x.io"}""");
        var shown = _bench.Run("entries", "show", "1").Succeeded().Output;
        Assert.Contains("outcome               paused: the signal is paused; the record is held until it is resumed", shown, StringComparison.Ordinal);
        Assert.Contains("held                  until `fastsignal signals resume 1`", shown, StringComparison.Ordinal);
        Assert.Contains("mapping               version 1 would give lead_created: no lead matches: a new one", shown, StringComparison.Ordinal);

        File.Delete(_bench.Folder.Leads);
        Assert.Contains("outcome               not yet consumed", _bench.Run("entries", "show", "1").Succeeded().Output, StringComparison.Ordinal);
        Assert.False(File.Exists(_bench.Folder.Leads));
    }

    [Fact]
    public void Signals_that_were_lost_are_not_begun_anew_by_looking()
    {
        _bench.Post("""{"Sender":"a@x.io"}""");
        foreach (var file in Directory.GetFiles(_bench.Folder.Path, "signals.db*"))
            File.Delete(file);
        foreach (var command in (string[][])[["entries", "show", "1"], ["outcomes", "--signal", "7"], ["held", "replay"], ["signals", "history", "1"]])
            _bench.Run(command).RefusedWith(1, "put signals.db back from a backup");
        Assert.False(File.Exists(_bench.Folder.Signals));
    }

    [Fact]
    public void A_forgotten_entry_shows_no_fields()
    {
        _bench.Post("""{"Sender":"a@x.io"}""");
        _bench.Run("forget", "--email", "a@x.io", "--yes").Succeeded();
        var shown = _bench.Run("entries", "show", "1").Succeeded().Output + _bench.Run("entries", "show", "1", "--json").Succeeded().Output;
        Assert.DoesNotContain("a@x.io", shown, StringComparison.Ordinal);
        Assert.Contains("fields                not shown: the person was deleted on request", shown, StringComparison.Ordinal);
        Assert.Contains("\"forgotten\":true,\"signal_name\":\"N\"", shown, StringComparison.Ordinal);
    }
}
