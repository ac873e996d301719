using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace FastSignal.Server.Tests.Commands;

public sealed class HeldCommandsTests : IDisposable
{
    private readonly DataBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData("replay", "An entry is named by its Entry-Id", "fs_ThisTokenBelongsToNobodyAtAll0123")]
    [InlineData("replay", "exclude each other", "--signal", "1", "2")]
    [InlineData("list", "--outcome is 'test', but must be paused or failed or unknown_signal", "--outcome", "test")]
    public void A_wrong_command_line_is_named_in_one_line(string command, string words, params string[] arguments) =>
        _bench.Run(["held", command, .. arguments]).RefusedWith(2, words);

    [Fact]
    public void Nothing_held_is_said()
    {
        _bench.Run("held", "replay").RefusedWith(1, "No entry has been consumed yet");
        _bench.Post("""{"Sender":"a@x.io"}""");
        Assert.Contains("no entry is held", _bench.Run("held", "list").Succeeded().Error, StringComparison.Ordinal);
        Assert.Contains("there was no entry to work off", _bench.Run("held", "replay").Succeeded().Error, StringComparison.Ordinal);
        _bench.Run("held", "replay", "00000000-1").RefusedWith(1, "is an entry of another log");
    }

    [Fact]
    public void What_failed_is_listed_with_its_cause_and_worked_off_once_the_fault_is_gone()
    {
        Fault(isOn: true);
        _bench.Post("""{"Sender":"a@fault.io"}""", """{"Sender":"b@x.io"}""", """{"Sender":"c@fault.io"}""");
        var held = Lines("held", "list", "--json");
        Assert.Equal(["1 failed", "3 failed"], held.Select(line => $"{Sequence(line)} {line.GetProperty("outcome")}"), StringComparer.Ordinal);
        Assert.All(held, line => Assert.Contains("a fault of the test", line.GetProperty("reason").GetString(), StringComparison.Ordinal));
        Assert.Equal(2, Lines("held", "list", "--signal", "1", "--outcome", "failed", "--json").Count);
        Assert.Empty(Lines("held", "list", "--signal", "2", "--json"));
        Assert.Empty(Lines("held", "list", "--outcome", "paused", "--json"));

        var again = _bench.Run("held", "replay").Succeeded();
        Assert.Contains("still held", again.Output, StringComparison.Ordinal);
        Assert.Contains("-3 failed again and stays held: SqliteException", again.Error, StringComparison.Ordinal);

        Fault(isOn: false);
        var id = held[1].GetProperty("entry").GetString()!;
        var one = JsonElement.Parse(_bench.Run("held", "replay", id, "--json").Succeeded().Output);
        Assert.Equal($$"""{"entry":"{{id}}","before":"failed","outcome":"lead_created","reason":"no lead matched: a new one","lead":2}""", one.GetRawText());
        var named = _bench.Run("held", "replay", id, "1");
        Assert.Equal(1, named.ExitCode);
        Assert.Contains($"{id} is not held: `fastsignal entries show {id}` says what became of it", named.Error, StringComparison.Ordinal);
        Assert.Contains("lead_created", named.Output, StringComparison.Ordinal);
        Assert.Empty(Lines("held", "list", "--json"));
        Assert.Equal(["""{"outcome":"lead_created","count":3}"""], Lines("outcomes", "--signal", "1", "--by", "total", "--json")
            .Select(line => line.GetRawText()), StringComparer.Ordinal);
    }

    [Fact]
    public void Paused_entries_are_left_to_the_resume()
    {
        _bench.Run("signals", "pause", "1").Succeeded();
        _bench.Post("""{"Sender":"a@x.io"}""");
        Assert.Contains("1 entries are held while their signal is paused: `fastsignal signals resume ID` works them off", _bench.Run("held", "replay")
            .Succeeded().Error, StringComparison.Ordinal);
        var named = _bench.Run("held", "replay", "1");
        Assert.Equal(1, named.ExitCode);
        Assert.Contains("-1 is held while its signal is paused", named.Error, StringComparison.Ordinal);
        Assert.Single(Lines("held", "list", "--outcome", "paused", "--json"));
        Assert.Contains("paused", _bench.Run("held", "list").Succeeded().Output, StringComparison.Ordinal);
    }

    private static string Sequence(JsonElement line) => line.GetProperty("entry").GetString()!.Split('-')[1];

    private List<JsonElement> Lines(params string[] arguments) =>
        [.. _bench.Run(arguments).Succeeded().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line))];

    /// <summary>A store that refuses some leads: a fault of one entry, not of the store.</summary>
    private void Fault(bool isOn)
    {
        _bench.Run("leads", "list", "--signal", "1").Succeeded();
        using var store = new SqliteConnection($"Data Source={_bench.Folder.Leads};Pooling=False");
        store.Open();
        using var command = store.CreateCommand();
        command.CommandText = isOn
            ? "CREATE TRIGGER fault BEFORE INSERT ON leads WHEN NEW.email LIKE '%@fault.io' BEGIN SELECT RAISE(ABORT, 'a fault of the test'); END"
            : "DROP TRIGGER fault";
        command.ExecuteNonQuery();
    }
}
