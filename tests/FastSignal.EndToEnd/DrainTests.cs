using FastSignal.Harness;

namespace FastSignal.EndToEnd;

/// <summary>SIGTERM ends the server without ending a request.</summary>
[Collection(nameof(Alone))]
public sealed class DrainTests
{
    [Fact]
    public async Task What_is_in_flight_when_the_server_is_told_to_stop_is_answered_and_kept()
    {
        await using var installation = new Installation();
        var signal = await installation.CreateVisitorSignalAsync();
        await using var server = await installation.ServeAsync("--drain-delay", "3s");
        using var idle = server.Connect();
        idle.Exchange(Request.Post(signal.Token, "{}")).Acknowledged();
        using var begun = server.Connect();
        var request = Request.Post(signal.Token, Visitor.Content(1, 1));
        begun.SendInPieces(request.AsSpan(0, request.Length - 20), [request.Length - 40]);

        server.Terminate();
        using var watcher = server.Connect();
        await Eventually.HoldsAsync(
            () => Task.FromResult(watcher.Exchange(Request.Head("GET /readyz HTTP/1.1", "Host: h")).Status), static status => status == 503,
            "/readyz 503 during the drain", 5);
        using var late = server.Connect();
        late.Exchange(Request.Post(signal.Token, "{}")).Acknowledged();
        Assert.Equal(200, late.Exchange(Request.Head("GET /livez HTTP/1.1", "Host: h")).Status);

        begun.Send(request.AsSpan(request.Length - 20));
        var id = begun.Read().Acknowledged();
        Assert.Equal(0, await server.ExitAsync());
        Assert.True(idle.IsEnded());
        Assert.Contains(id, (await installation.EntriesAsync()).Select(static entry => entry.Id));
        Assert.Equal(3, (await installation.EntriesAsync()).Count);
    }

    [Fact]
    public async Task A_stream_that_runs_while_the_server_stops_loses_nothing_and_sees_no_503()
    {
        await using var installation = new Installation();
        var signal = await installation.CreateVisitorSignalAsync();
        await using var server = await installation.ServeAsync("--drain-delay", "0s");
        var load = new LoadClient(server.Port, connections: 32, signal.Token, 50_000, static visit => Visitor.Content(visit, visit));
        var middle = load.AnsweredAsync(1_000);
        var run = load.RunAsync();
        await middle;
        Assert.Equal(0, await server.StopAsync());
        var results = await run;

        Assert.All(results, static result => Assert.True(result.Outcome is not PostOutcome.Answered || result.Status == 202, $"status {result.Status}"));
        var acknowledged = results.Where(static result => result.Outcome is PostOutcome.Answered).Select(static result => result.EntryId!)
            .ToHashSet(StringComparer.Ordinal);
        Assert.InRange(acknowledged.Count, 1_000, 49_999);
        var logged = (await installation.EntriesAsync()).Select(static entry => entry.Id).ToHashSet(StringComparer.Ordinal);
        Assert.Equal(acknowledged.Count, logged.Count);
        Assert.True(acknowledged.SetEquals(logged));
    }

    [Fact]
    public async Task A_server_without_work_stops_at_once()
    {
        await using var installation = new Installation();
        await using var server = await installation.ServeAsync("--drain-delay", "0s");
        using var idle = server.Connect();
        var began = System.Diagnostics.Stopwatch.GetTimestamp();
        Assert.Equal(0, await server.StopAsync());
        Assert.InRange(System.Diagnostics.Stopwatch.GetElapsedTime(began).TotalSeconds, 0, 10);
        Assert.True(idle.IsEnded());
    }
}
