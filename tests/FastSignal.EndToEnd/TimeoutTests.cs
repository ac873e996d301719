using FastSignal.Harness;

namespace FastSignal.EndToEnd;

/// <summary>Clients that stop in the middle, with limits short enough for a test.</summary>
[Collection(nameof(Alone))]
public sealed class TimeoutTests
{
    [Fact]
    public async Task A_head_that_does_not_end_gets_408_and_an_idle_connection_a_silent_close()
    {
        await using var installation = new Installation();
        installation.Environment["FASTSIGNAL__Limits__HeadSeconds"] = "1";
        installation.Environment["FASTSIGNAL__Limits__IdleSeconds"] = "2";
        var signal = await installation.CreateVisitorSignalAsync();
        await using var server = await installation.ServeAsync("--console", "none");

        using var idle = server.Connect();
        using var used = server.Connect();
        used.Exchange(Request.Post(signal.Token, "{}")).Acknowledged();
        using var halfway = server.Connect();
        halfway.Send("POST /custom_signals/"u8);
        var answer = halfway.Read();
        answer.Refused(408, "request_timeout");
        Assert.True(answer.Closes);
        Assert.True(idle.IsEnded());
        Assert.True(used.IsEnded());
    }

    [Fact]
    public async Task A_content_that_trickles_gets_408_and_makes_no_entry_while_others_are_served()
    {
        await using var installation = new Installation();
        installation.Environment["FASTSIGNAL__Limits__ContentGraceSeconds"] = "1";
        var signal = await installation.CreateVisitorSignalAsync();
        await using var server = await installation.ServeAsync("--console", "none");

        using var halfway = server.Connect();
        var request = Request.Post(signal.Token, Visitor.Content(1, 1));
        halfway.Send(request.AsSpan(0, request.Length - 1));
        using var chunked = server.Connect();
        chunked.Send([.. Request.ChunkedHead(signal.Token), .. Request.Chunk("{"u8)]);
        using var other = server.Connect();
        var acknowledged = 0;
        while (!halfway.HasInput || !chunked.HasInput)
        {
            other.Exchange(Request.Post(signal.Token, "{}")).Acknowledged();
            acknowledged++;
        }

        halfway.Read().Refused(408, "request_timeout");
        chunked.Read().Refused(408, "request_timeout");
        Assert.Equal(acknowledged, (await installation.EntriesAsync()).Count);
    }

    [Fact]
    public async Task A_thousand_connections_that_say_nothing_do_not_stand_in_the_way()
    {
        await using var installation = new Installation();
        var signal = await installation.CreateVisitorSignalAsync();
        await using var server = await installation.ServeAsync("--console", "none");
        var silent = Enumerable.Range(0, 1_000).Select(_ => server.Connect()).ToList();
        try
        {
            foreach (var client in silent.Where(static (_, i) => i % 2 == 0))
                client.Send("POST /custom"u8);
            var results = await new LoadClient(server.Port, connections: 8, signal.Token, 500, static visit => Visitor.Content(visit, visit)).RunAsync();
            Assert.All(results, static result => Assert.Equal(202, result.Status));
        }
        finally
        {
            silent.ForEach(static client => client.Dispose());
        }
    }
}
