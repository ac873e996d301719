using System.Text.Json;

namespace FastSignal.Server.Tests.Commands;

public sealed class LeadsDecideCommandsTests : IDisposable
{
    private readonly DataBench _bench = new();

    public LeadsDecideCommandsTests() => _bench.Post("""{"Sender":"a@x.io"}""", """{"Sender":"b@x.io"}""", """{"Sender":"c@x.io"}""");

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData(2, "Required argument missing", "accept")]
    [InlineData(2, "ID is 'one', but must be a number", "accept", "1", "one")]
    [InlineData(2, "ID is '+1'", "reopen", "+1")]
    [InlineData(2, "--reason", "dismiss", "1")]
    [InlineData(2, "--reason is 'bad_lead', but must be bad-lead or bad-company or bad-signal or other", "dismiss", "1", "--reason", "bad_lead")]
    [InlineData(2, "--note is empty", "dismiss", "1", "--reason", "other", "--note", " ")]
    [InlineData(1, "no lead 7, 9: nothing was changed", "accept", "1", "7", "9")]
    [InlineData(1, "no lead 7", "dismiss", "7", "--reason", "other")]
    [InlineData(1, "no lead 7", "reopen", "7")]
    [InlineData(1, "There is no lead 7", "show", "7")]
    public void What_is_wrong_is_named_and_nothing_is_changed(int exitCode, string words, params string[] arguments)
    {
        _bench.Run(["leads", .. arguments]).RefusedWith(exitCode, words);
        Assert.Equal("pending pending pending", Statuses());
    }

    [Fact]
    public void A_note_that_is_too_long_and_a_folder_that_is_not_there_are_refused()
    {
        _bench.Run("leads", "dismiss", "1", "--reason", "other", "--note", new string('n', 501)).RefusedWith(2, "--note has 501 characters: 500 are possible");
        foreach (var command in (string[])["accept", "reopen", "show"])
            CommandRun.Of("leads", command, "1", "--data", _bench.Beside("none")).RefusedWith(1, "There is no data folder");
    }

    [Fact]
    public void Leads_are_accepted_dismissed_and_opened_again()
    {
        Assert.Equal("2 leads are accepted.", _bench.Run("leads", "accept", "1", "2", "1").Succeeded().Error.Trim());
        Assert.Equal("Lead 3 is dismissed.", _bench.Run("leads", "dismiss", "3", "--reason", "bad-signal", "--note", "a \"robot\",\nthey say")
            .Succeeded().Error.Trim());
        Assert.Equal("Lead 2 is pending again.", _bench.Run("leads", "reopen", "2").Succeeded().Error.Trim());
        Assert.Equal("accepted pending dismissed", Statuses());

        var third = Lines("--status", "dismissed").Single();
        Assert.Equal(("bad-signal", "a \"robot\",\nthey say"), (third.GetProperty("dismissed_reason").GetString(), third.GetProperty("note").GetString()));
        Assert.Contains("dismissed (bad-signal)", _bench.Run("leads", "list", "--signal", "1").Succeeded().Output, StringComparison.Ordinal);
    }

    private string Statuses() => string.Join(' ', Lines().Select(lead => lead.GetProperty("status").GetString()));

    private List<JsonElement> Lines(params string[] filter) =>
        [.. _bench.Run(["leads", "export", "--signal", "1", .. filter]).Succeeded().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonElement.Parse(line))];
}
