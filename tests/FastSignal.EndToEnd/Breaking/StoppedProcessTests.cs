using FastSignal.Harness;

namespace FastSignal.EndToEnd.Breaking;

/// <summary>A process that was stopped and goes on is not taken for a stuck one.</summary>
[Collection(nameof(Alone))]
public sealed class StoppedProcessTests
{
    private const int Sigcont = 18;
    private const int Sigstop = 19;

    // Longer than the watchdog waits for a commit.
    private static readonly TimeSpan Stop = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Stopped_for_ten_seconds_under_load_the_server_answers_everybody_when_it_goes_on()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the numbers of the signals are those of Linux");
        await using var installation = new Installation();
        var signal = await installation.CreateVisitorSignalAsync();
        await using var server = await installation.ServeAsync("--console", "none");
        const int Posts = 20_000;
        var load = new LoadClient(server.Port, connections: 16, signal.Token, Posts, static visit => Visitor.Content(visit, visit % 100));
        var underWay = load.AnsweredAsync(500);
        var run = load.RunAsync();
        await underWay;
        server.Signal(Sigstop);
        await Task.Delay(Stop, TestContext.Current.CancellationToken);
        Assert.False(run.IsCompleted);
        server.Signal(Sigcont);

        Assert.All(await run, static result => Assert.Equal(202, result.Status));
        Assert.Equal(Posts, (await installation.EntriesAsync()).Count);
        Assert.Equal(0, await server.StopAsync());
    }
}
