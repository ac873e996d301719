using System.Text;
using FastSignal.Leads;
using FastSignal.Server.Commands;

namespace FastSignal.Server.Tests.Commands;

public sealed class LeadsFollowCommandTests : IDisposable
{
    private readonly DataBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData(2, "--signal", "--json")]
    [InlineData(1, "There is no signal 7", "--signal", "7")]
    [InlineData(2, "--status is 'new'", "--signal", "1", "--status", "new")]
    public void What_cannot_be_followed_is_named(int exitCode, string words, params string[] arguments) =>
        _bench.Run(["leads", "follow", .. arguments]).RefusedWith(exitCode, words);

    [Fact]
    public void It_ends_when_it_is_told_to_and_when_nobody_reads()
    {
        using var feed = LeadFeed.Open(_bench.Folder.Leads, 1);
        using var stop = new ManualResetEvent(initialState: true);
        Assert.Equal("", Followed(feed, stop, looks: int.MaxValue));
        stop.Reset();
        Assert.Equal("", Followed(feed, stop, looks: 0));
    }

    [Fact]
    public void A_line_says_when_who_and_how_often()
    {
        using var feed = LeadFeed.Open(_bench.Folder.Leads, 1);
        using var stop = new ManualResetEvent(initialState: false);
        _bench.Post("""{"Sender":"a@x.io"}""", """{"Sender":"a@x.io"}""", """{"Sender":"b@x.io"}""");
        _bench.Run("leads", "dismiss", "2", "--reason", "bad-lead").Succeeded();
        var lines = Followed(feed, stop, looks: 1).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.Matches("^20[0-9T:.-]+Z  lead 1  visits 2  a@x.io$", lines[0]);
        Assert.Matches(@"^20[0-9T:.-]+Z  lead 2  visits 1  dismissed \(bad-lead\)  b@x.io$", lines[1]);
    }

    private static string Followed(LeadFeed feed, WaitHandle stop, int looks)
    {
        using var output = new MemoryStream();
        using var error = new StringWriter();
        using var terminal = Terminal.Over(output, error, isReaderGone: () => looks-- == 0);
        LeadsFollowCommand.Follow(terminal, feed, asJson: false, stop);
        Assert.Empty(error.ToString());
        return Encoding.UTF8.GetString(output.ToArray());
    }
}
