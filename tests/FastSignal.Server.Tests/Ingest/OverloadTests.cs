using System.Net.Sockets;
using FastSignal.Server.Ingest;
using Microsoft.Extensions.Time.Testing;

namespace FastSignal.Server.Tests.Ingest;

public class OverloadTests
{
    /// <summary>So much of it comes at once that it is not too slow for as long as a test looks.</summary>
    private static readonly byte[] LargePost = TestIngest.Post("{\"a\":\"" + new string('x', 50_000) + "\"}");

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public void A_connection_over_the_limit_is_told_503_and_others_are_served_on()
    {
        using var loop = new LoopUnderTest(limits: new IngestLimits { MaxConnections = 3 });
        var served = Enumerable.Range(0, 3).Select(_ => loop.Connect()).ToList();
        served.ForEach(c => Assert.StartsWith("HTTP/1.1 202", Post(c), StringComparison.Ordinal));

        for (var i = 0; i < 5; i++)
        {
            using var oneTooMany = loop.Connect();
            var answer = oneTooMany.ReadToEnd();
            Assert.StartsWith("HTTP/1.1 503 ", answer, StringComparison.Ordinal);
            Assert.Contains("Retry-After: 1\r\n", answer, StringComparison.Ordinal);
            Assert.Contains("Connection: close\r\n", answer, StringComparison.Ordinal);
            Assert.Contains("too many connections", answer, StringComparison.Ordinal);
        }

        Assert.Equal(1, loop.TimesFull);
        served.ForEach(c => Assert.StartsWith("HTTP/1.1 202", Post(c), StringComparison.Ordinal));
        served.ForEach(c => c.Dispose());
        Assert.True(SpinWait.SpinUntil(() => loop.Loop.ConnectionCount == 0, TimeSpan.FromSeconds(10)));
        using var later = loop.Connect();
        Assert.StartsWith("HTTP/1.1 202", Post(later), StringComparison.Ordinal);
    }

    [Fact]
    public void A_connection_that_is_turned_away_while_it_writes_still_reads_why()
    {
        using var loop = new LoopUnderTest(limits: new IngestLimits { MaxConnections = 1 });
        using var served = loop.Connect();
        Post(served);
        using var client = loop.Connect();
        client.Send(TestIngest.Post("{\"a\":\"" + new string('x', 900_000) + "\"}"));
        Assert.StartsWith("HTTP/1.1 503 ", client.ReadToEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void No_more_than_the_limit_linger_and_the_oldest_makes_room()
    {
        using var loop = new LoopUnderTest(limits: new IngestLimits { MaxLingering = 2 });
        var clients = Enumerable.Range(0, 5).Select(_ => loop.Connect()).ToList();
        foreach (var client in clients)
        {
            client.Send("nonsense\r\n\r\n"u8);
            Assert.StartsWith("HTTP/1.1 400 ", client.ReadToEnd(), StringComparison.Ordinal);
        }

        Assert.True(SpinWait.SpinUntil(() => loop.Loop.ConnectionCount == 2, TimeSpan.FromSeconds(2)));
        clients.ForEach(c => c.Dispose());
        Assert.True(SpinWait.SpinUntil(() => loop.Loop.ConnectionCount == 0, TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public void Where_none_may_linger_connections_are_closed_at_once()
    {
        using var loop = new LoopUnderTest(limits: new IngestLimits { MaxLingering = 0, MaxConnections = 1 });
        using var broken = loop.Connect();
        broken.Send("nonsense\r\n\r\n"u8);
        Assert.StartsWith("HTTP/1.1 400 ", broken.ReadToEnd(), StringComparison.Ordinal);
        Assert.True(SpinWait.SpinUntil(() => loop.Loop.ConnectionCount == 0, TimeSpan.FromSeconds(10)));

        using var served = loop.Connect();
        Post(served);
        using var oneTooMany = loop.Connect();
        Assert.StartsWith("HTTP/1.1 503 ", oneTooMany.ReadToEnd(), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 202", Post(served), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Contents_share_the_memory_there_is_one_after_the_other()
    {
        const long limit = 4 << 20;
        using var loop = new LoopUnderTest(time: _time, limits: new IngestLimits { MaxBufferedBytes = limit });
        var content = TestIngest.Post("{\"a\":\"" + new string('x', 900_000) + "\"}");
        var most = 0L;

        // Nobody ends before the memory is full: else a machine that is quick has all of them served one after the other.
        using var isFull = new ManualResetEventSlim();
        var clients = Enumerable.Range(0, 20)
            .Select(_ => Task.Factory.StartNew(
                () => SendInTwoHalves(loop, content, isFull), TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default))
            .ToArray();
        var all = Task.WhenAll(clients);
        while (!all.IsCompleted)
        {
            most = Math.Max(most, loop.Ingest.State.BufferedBytes);
            if (most > limit)
                isFull.Set();
            await Task.WhenAny(all, Task.Delay(50, TestContext.Current.CancellationToken));
            _time.Advance(TimeSpan.FromSeconds(0.5));
        }

        var answers = await all;
        Assert.Contains(answers, a => a.StartsWith("HTTP/1.1 202 ", StringComparison.Ordinal));
        Assert.All(answers, a => Assert.Matches("^HTTP/1.1 (202|503) ", a));
        Assert.Equal(answers.Count(a => a.StartsWith("HTTP/1.1 202 ", StringComparison.Ordinal)), loop.Ingest.Log.Records.Count);

        // What was read when the limit was crossed: a receive of each, in an array of up to twice its size, and the record beside it.
        Assert.InRange(most, limit / 2, limit + (20 * 4 * 64 * 1024));
        Assert.True(SpinWait.SpinUntil(() => loop.Ingest.State.BufferedBytes == 0, TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public void A_content_that_waits_for_memory_is_not_too_slow_and_is_taken_when_there_is_some()
    {
        using var loop = new LoopUnderTest(time: _time, limits: new IngestLimits { MaxBufferedBytes = 1 << 20 });
        using var exempt = loop.Connect();
        using var client = loop.Connect();
        HoldBackAllButTheFirst(loop, exempt, client);
        loop.Advance(_time, seconds: 9);
        loop.Ingest.State.BufferedBytes -= 1 << 30;
        loop.Advance(_time, seconds: 1);
        client.Send("\"}"u8);
        Assert.StartsWith("HTTP/1.1 202 ", client.ReadUntil("}"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_content_that_has_waited_for_memory_long_enough_is_refused()
    {
        using var loop = new LoopUnderTest(time: _time, limits: new IngestLimits { MaxBufferedBytes = 1 << 20 });
        using var exempt = loop.Connect();
        using var client = loop.Connect();
        HoldBackAllButTheFirst(loop, exempt, client);
        loop.Advance(_time, seconds: 12);
        Assert.Contains("too many contents", client.ReadToEnd(), StringComparison.Ordinal);
        Assert.Empty(loop.Ingest.Log.Records);
    }

    [Fact]
    public void One_content_after_the_other_ends_although_there_is_no_memory()
    {
        using var loop = new LoopUnderTest(time: _time, limits: new IngestLimits { MaxBufferedBytes = 1 << 20 });
        using var first = loop.Connect();
        using var second = loop.Connect();
        HoldBackAllButTheFirst(loop, first, second);
        first.Send("\"}"u8);
        Assert.StartsWith("HTTP/1.1 202 ", first.ReadUntil("}"), StringComparison.Ordinal);
        second.Send("\"}"u8);
        Assert.StartsWith("HTTP/1.1 202 ", second.ReadUntil("}"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_content_in_one_piece_is_taken_however_little_memory_is_left()
    {
        using var loop = new LoopUnderTest(limits: new IngestLimits { MaxBufferedBytes = 1 << 20 });
        loop.Ingest.State.BufferedBytes += 1 << 30;
        using var client = loop.Connect();
        for (var i = 0; i < 10; i++)
            Assert.StartsWith("HTTP/1.1 202 ", Post(client), StringComparison.Ordinal);
    }

    /// <summary>Both have sent a part of their contents when others (made up) take all the memory. The first to send more is exempt; the second
    /// waits.</summary>
    private void HoldBackAllButTheFirst(LoopUnderTest loop, Socket first, Socket second)
    {
        SendAndAwait(loop, first, LargePost.AsSpan(0, LargePost.Length - 3));
        SendAndAwait(loop, second, TestIngest.Post("{\"a\":\"12xx\"}").AsSpan()[..^3]);
        loop.Ingest.State.BufferedBytes += 1 << 30;
        foreach (var client in (Socket[])[first, second])
        {
            client.Send("x"u8);
            loop.Advance(_time, seconds: 0);
        }
    }

    private static void SendAndAwait(LoopUnderTest loop, Socket client, ReadOnlySpan<byte> octets)
    {
        var enough = loop.Ingest.State.BufferedBytes + (octets.Length / 2);
        client.Send(octets);
        Assert.True(SpinWait.SpinUntil(() => loop.Ingest.State.BufferedBytes >= enough, TimeSpan.FromSeconds(10)));
    }

    private static string SendInTwoHalves(LoopUnderTest loop, byte[] content, ManualResetEventSlim mayGoOn)
    {
        using var client = loop.Connect();
        client.SendTimeout = client.ReceiveTimeout = 60_000;
        var middle = content.Length / 2;
        try
        {
            client.Send(content.AsSpan(0, middle));
            mayGoOn.Wait(TimeSpan.FromSeconds(30));
            client.Send(content.AsSpan(middle));
        }
        catch (SocketException)
        {
            // Refused, and closed, in the middle: the answer is there all the same.
        }

        return client.ReadUntil("}");
    }

    private static string Post(Socket client)
    {
        client.Send(TestIngest.Post("{\"a\":1}"));
        return client.ReadUntil("}");
    }
}
