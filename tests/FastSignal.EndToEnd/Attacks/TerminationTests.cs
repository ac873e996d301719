using System.Diagnostics;
using FastSignal.Harness;

namespace FastSignal.EndToEnd.Attacks;

/// <summary>SIGTERM at any moment, again and again, under load.</summary>
[Collection(nameof(Alone))]
public sealed class TerminationTests(ITestOutputHelper output)
{
    /// <summary>Rounds mostly wait, so some run beside each other, each on a data folder of its own.</summary>
    private const int Lanes = 4;

    /// <summary>One second of connections that begin late, three until idle ones are ended, one of a tick.</summary>
    private static readonly double MaxSeconds = Soak.IsOn ? 6 : 30;

    private readonly int _rounds = Soak.IsOn ? 200 : 20;

    [Fact]
    public async Task Whoever_was_there_when_the_signal_came_is_answered_and_nothing_is_lost_or_doubled()
    {
        var seed = Seed.Of(output.WriteLine);
        var lanes = await Task.WhenAll(Enumerable.Range(0, Lanes).Select(lane => Task.Run(() => RunLaneAsync(lane, seed))));
        var rounds = lanes.SelectMany(static lane => lane).ToList();
        var posts = rounds.SelectMany(static round => round.Posts).ToList();
        output.WriteLine(FormattableString.Invariant(
            $"{rounds.Count} signals, {posts.Count(static post => post.Status == 202)} posts acknowledged, {posts.Count(static post => post.Status == 0)} of late connections without an answer"));
        output.WriteLine(FormattableString.Invariant(
            $"from the signal to the end: {rounds.Min(static round => round.Seconds):F2} to {rounds.Max(static round => round.Seconds):F2} s"));
    }

    [Fact]
    public async Task A_second_signal_ends_the_server_at_once()
    {
        await using var installation = new Installation();
        var signal = await installation.CreateVisitorSignalAsync();
        await using var server = await installation.ServeAsync("--console", "none", "--drain-delay", "60s");
        using var begun = server.Connect();
        begun.Send("POST /custom_signals/"u8);
        using var served = server.Connect();
        var id = served.Exchange(Request.Post(signal.Token, "{}")).Acknowledged();

        server.Terminate();
        await Eventually.HoldsAsync(
            () => Task.FromResult(served.Exchange(Request.Head("GET /readyz HTTP/1.1", "Host: h")).Status), static status => status == 503,
            "/readyz 503 during the drain");
        var began = Stopwatch.GetTimestamp();
        Assert.Equal(0, await server.StopAsync());
        Assert.InRange(Stopwatch.GetElapsedTime(began).TotalSeconds, 0, Soak.IsOn ? 3 : 20);
        Assert.Equal(id, Assert.Single(await installation.EntriesAsync()).Id);
    }

    [Fact]
    public async Task A_request_that_is_never_finished_does_not_keep_the_server_from_ending()
    {
        await using var installation = new Installation();
        installation.Environment["FASTSIGNAL__Limits__HeadSeconds"] = "2";
        var signal = await installation.CreateVisitorSignalAsync();
        await using var server = await installation.ServeAsync("--console", "none");
        using var begun = server.Connect();
        begun.Send("POST /custom_signals/"u8);
        using (var served = server.Connect())
            served.Exchange(Request.Post(signal.Token, "{}")).Acknowledged();
        server.Terminate();
        begun.Read().Refused(408, "request_timeout");
        Assert.Equal(0, await server.ExitAsync());
    }

    [Fact]
    public async Task A_request_that_goes_on_for_ever_is_cut_off_after_25_seconds()
    {
        Assert.SkipUnless(Soak.IsOn, "Takes half a minute: FASTSIGNAL_SOAK=1 runs it.");
        await using var installation = new Installation();
        var signal = await installation.CreateVisitorSignalAsync();
        await using var server = await installation.ServeAsync("--console", "none");
        using var client = server.Connect();
        client.Send([.. Request.Head($"POST {Request.Path(signal.Token)} HTTP/1.1", "Host: h", "Content-Length: 1000000"), .. "{\"a\":\""u8]);
        ReceiveQueue.WaitUntilRead(client);
        var began = Stopwatch.GetTimestamp();
        var end = server.StopAsync();
        var piece = Enumerable.Repeat((byte)'x', 100).ToArray(); // Every 100 ms: fast enough that the rate is no reason to end it.
        while (!end.IsCompleted && !client.HasInput)
        {
            client.Send(piece);
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        Assert.Equal(0, await end);
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        output.WriteLine(FormattableString.Invariant($"cut off after {seconds:F1} s"));
        Assert.InRange(seconds, 23, 29);
        Assert.Empty(await installation.EntriesAsync());
    }

    private async Task<List<TerminationRound>> RunLaneAsync(int lane, int seed)
    {
        await using var installation = new Installation();
        var signal = await installation.CreateVisitorSignalAsync();
        var rounds = new List<TerminationRound>();
        for (var number = lane; number < _rounds; number += Lanes)
        {
            var round = new TerminationRound(installation, signal.Token, number, seed);
            await round.RunAsync();
            Assert.Equal(0, round.ExitCode);
            Assert.Empty(round.Forsaken);
            Assert.All(round.Posts, static post => Assert.True(post.Status is 0 or 202, $"{post.Mark} got {post.Status}"));
            Assert.InRange(round.Seconds, 0, MaxSeconds);
            rounds.Add(round);
        }

        // An entry without an answer would be one of which the server had read more than an octet: the log holds what was acknowledged, each once, and no more.
        var logged = (await installation.EntriesAsync()).Select(static entry => (entry.Id, entry.Value("mark"))).Order();
        var acknowledged = rounds.SelectMany(static round => round.Posts).Where(static post => post.Status == 202)
            .Select(static post => (post.EntryId!, (string?)post.Mark)).Order();
        Assert.Equal(acknowledged, logged);
        return rounds;
    }
}
