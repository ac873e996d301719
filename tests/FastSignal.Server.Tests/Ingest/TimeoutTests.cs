using Microsoft.Extensions.Time.Testing;

namespace FastSignal.Server.Tests.Ingest;

public class TimeoutTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public void A_head_that_does_not_come_in_time_is_answered_with_408()
    {
        using var loop = new LoopUnderTest(time: _time);
        using var client = loop.Connect();
        client.Send("POST /custom"u8);
        Await(loop, () => _time.Advance(TimeSpan.FromSeconds(4)));
        var answer = client.ReadToEnd();
        Assert.StartsWith("HTTP/1.1 408", answer, StringComparison.Ordinal);
        Assert.Contains("Connection: close\r\n", answer, StringComparison.Ordinal);
    }

    [Fact]
    public void A_content_that_comes_too_slowly_is_answered_with_408()
    {
        using var loop = new LoopUnderTest(time: _time);
        using var client = loop.Connect();
        client.Send(TestIngest.Post("{\"a\":\"12345\"}").AsSpan()[..^2]);
        Await(loop, () => _time.Advance(TimeSpan.FromSeconds(2)));
        Assert.StartsWith("HTTP/1.1 408", client.ReadToEnd(), StringComparison.Ordinal);
        Assert.Empty(loop.Ingest.Log.Records);
    }

    [Fact]
    public void A_content_of_which_nothing_more_comes_is_answered_with_408_however_much_came_before()
    {
        using var loop = new LoopUnderTest(time: _time);
        using var client = loop.Connect();
        client.Send(TestIngest.Post("{\"a\":\"" + new string('x', 500_000) + "\"}").AsSpan()[..^2]);
        loop.Advance(_time, seconds: 58);
        Assert.Equal(0, client.Available);
        client.Send("\""u8);
        loop.Advance(_time, seconds: 58);
        Assert.Equal(0, client.Available);
        loop.Advance(_time, seconds: 5);
        Assert.StartsWith("HTTP/1.1 408", client.ReadToEnd(), StringComparison.Ordinal);
        Assert.Equal(0, loop.Ingest.State.BufferedBytes);
    }

    [Fact]
    public void A_request_that_was_answered_is_not_answered_again_when_the_rest_of_its_content_does_not_come()
    {
        using var loop = new LoopUnderTest(time: _time);
        using var client = loop.Connect();
        client.Send("POST /nowhere HTTP/1.1\r\nHost: h\r\nContent-Length: 1000\r\n\r\nabc"u8);
        var answer = client.ReadUntil("}]}");
        Await(loop, () => _time.Advance(TimeSpan.FromSeconds(4)));
        Assert.Equal([404], ExchangeRun.Statuses(answer + client.ReadToEnd()));
    }

    [Fact]
    public void An_idle_connection_is_closed_without_a_word()
    {
        using var loop = new LoopUnderTest(time: _time);
        using var client = loop.Connect();
        client.Send("GET /livez HTTP/1.1\r\nHost: h\r\n\r\n"u8);
        client.ReadUntil("}");
        Await(loop, () => _time.Advance(TimeSpan.FromSeconds(20)));
        Assert.Equal("", client.ReadToEnd());
    }

    /// <summary>Lets the loop see each step of the clock: it turns once a second of real time at least, and at once when it is woken.</summary>
    private static void Await(LoopUnderTest loop, Action step)
    {
        for (var i = 0; i < 5; i++)
        {
            using var waker = loop.Connect();
            waker.Send("GET /livez HTTP/1.1\r\nHost: h\r\n\r\n"u8);
            waker.ReadUntil("}");
            step();
        }

        using var last = loop.Connect();
        last.Send("GET /livez HTTP/1.1\r\nHost: h\r\n\r\n"u8);
        last.ReadUntil("}");
    }
}
