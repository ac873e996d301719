using System.Text.Json;

namespace FastSignal.Server.Tests.Commands;

public sealed class OutcomesCommandTests : IDisposable
{
    private readonly DataBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData(2, "--signal")]
    [InlineData(2, "--outcome is 'good', but must be lead_created", "--signal", "1", "--outcome", "good")]
    [InlineData(2, "--limit is '0'", "--signal", "1", "--limit", "0")]
    [InlineData(2, "--by is 'day', but must be hour or total", "--signal", "1", "--by", "day")]
    [InlineData(2, "leave out --limit", "--signal", "1", "--by", "hour", "--limit", "1")]
    [InlineData(1, "There is no signal 7", "--signal", "7")]
    public void What_is_wrong_is_named_in_one_line(int exitCode, string words, params string[] arguments) =>
        _bench.Run(["outcomes", .. arguments]).RefusedWith(exitCode, words);

    [Fact]
    public void The_newest_come_first_with_their_reasons_and_can_be_picked()
    {
        _bench.Post("""{"Sender":"a@x.io"}""", """{"Sender":"nonsense"}""", """{"Sender":"a@x.io"}""", """{}""");
        var lines = Lines("outcomes", "--signal", "1", "--json");
        Assert.Equal("entry received_at outcome reason lead", string.Join(' ', lines[0].EnumerateObject().Select(property => property.Name)));
        Assert.Equal(
            ["4 no_identifier ", "3 lead_updated 1", "2 invalid_identifier ", "1 lead_created 1"],
            lines.Select(line => $"{line.GetProperty("entry").GetString()!.Split('-')[1]} {line.GetProperty("outcome")} {line.GetProperty("lead")}"),
            StringComparer.Ordinal);
        Assert.Equal(lines[1].GetRawText(), Assert.Single(Lines("outcomes", "--signal", "1", "--outcome", "lead_updated", "--json")).GetRawText());
        Assert.Equal(lines[0].GetRawText(), Assert.Single(Lines("outcomes", "--signal", "1", "--limit", "1", "--json")).GetRawText());

        var shown = _bench.Run("outcomes", "--signal", "1").Succeeded().Output;
        Assert.Contains("email \"nonsense\" is not an email address", shown, StringComparison.Ordinal);
        Assert.Contains(lines[0].GetProperty("entry").GetString()!, shown, StringComparison.Ordinal);
    }

    [Fact]
    public void All_are_counted_by_hour_and_in_all()
    {
        _bench.Post("""{"Sender":"a@x.io"}""", """{"Sender":"a@x.io"}""", """{"Sender":"a@x.io"}""");
        Assert.Equal(["""{"outcome":"lead_created","count":1}""", """{"outcome":"lead_updated","count":2}"""],
                Lines("outcomes", "--signal", "1", "--by", "total", "--json")
            .Select(line => line.GetRawText()), StringComparer.Ordinal);
        var hours = Lines("outcomes", "--signal", "1", "--by", "hour", "--outcome", "lead_updated", "--json");
        Assert.Equal(2, hours.Sum(line => line.GetProperty("count").GetInt64()));
        Assert.All(hours, line => Assert.EndsWith(":00:00.000000Z", line.GetProperty("hour").GetString(), StringComparison.Ordinal));
        Assert.Contains("lead_updated", _bench.Run("outcomes", "--signal", "1", "--by", "total").Succeeded().Output, StringComparison.Ordinal);
        Assert.Contains("lead_updated", _bench.Run("outcomes", "--signal", "1", "--by", "hour").Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_said_not_shown()
    {
        Assert.Contains("no entry of signal 1 has been consumed yet", _bench.Run("outcomes", "--signal", "1").Succeeded().Error, StringComparison.Ordinal);
        Assert.Contains("had the outcome failed", _bench.Run("outcomes", "--signal", "1", "--outcome", "failed", "--by", "total")
            .Succeeded().Error, StringComparison.Ordinal);
        Assert.Empty(_bench.Run("outcomes", "--signal", "1", "--json").Succeeded().Output);
    }

    private List<JsonElement> Lines(params string[] arguments) =>
        [.. _bench.Run(arguments).Succeeded().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line))];
}
