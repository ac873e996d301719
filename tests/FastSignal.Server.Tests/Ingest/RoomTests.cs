using System.Net.Sockets;
using FastSignal.Parsing;
using Microsoft.Extensions.Time.Testing;

namespace FastSignal.Server.Tests.Ingest;

/// <summary>Requests for which there is no room: who waits, for how long, and what happens meanwhile.</summary>
public class RoomTests
{
    private const string Content = """{"First Name":"Zoë","Employee Count":60}""";

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));

    public static TheoryData<string> Pollers => EventLoopTests.Pollers;

    [Theory, MemberData(nameof(Pollers))]
    public void A_signal_that_answers_200_waits_and_is_acknowledged_as_soon_as_there_is_room(string poller)
    {
        using var loop = new LoopUnderTest(poller, time: _time);
        using var client = ParkOne(loop, TestIngest.Post(Content, TestIngest.Rb2b));
        _time.Advance(TimeSpan.FromSeconds(9));
        loop.Ingest.State.SetRoomUntil(long.MaxValue);
        Assert.StartsWith("HTTP/1.1 200", client.ReadUntil("{\"status\":200}"), StringComparison.Ordinal);
        Assert.Single(loop.Ingest.Log.Records);
        Assert.Equal(0, loop.Loop.ParkedCount);
    }

    [Fact]
    public void All_others_are_refused_at_once()
    {
        using var loop = new LoopUnderTest(time: _time);
        loop.Ingest.State.SetRoomUntil(0);
        using var client = loop.Connect();
        client.Send(TestIngest.Post(Content));
        var answer = client.ReadUntil("}]}");
        Assert.StartsWith("HTTP/1.1 503", answer, StringComparison.Ordinal);
        Assert.Contains("Retry-After: 1\r\n", answer, StringComparison.Ordinal);
        Assert.Equal(0, loop.Loop.ParkedCount);
    }

    [Theory, MemberData(nameof(Pollers))]
    public void After_ten_seconds_it_is_refused_and_the_connection_goes_on(string poller)
    {
        using var loop = new LoopUnderTest(poller, time: _time);
        using var client = ParkOne(loop, TestIngest.Post(Content, TestIngest.Rb2b));
        _time.Advance(TimeSpan.FromSeconds(10));
        var answer = client.ReadUntil("}]}");
        Assert.StartsWith("HTTP/1.1 503", answer, StringComparison.Ordinal);
        Assert.Contains("\"code\":\"overloaded\"", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Connection: close", answer, StringComparison.Ordinal);

        // Its time counts from its own beginning.
        client.Send(TestIngest.Post(Content, TestIngest.Rb2b));
        AwaitParked(loop, 1);
        _time.Advance(TimeSpan.FromSeconds(5));
        loop.Ingest.State.SetRoomUntil(long.MaxValue);
        Assert.StartsWith("HTTP/1.1 200", client.ReadUntil("{\"status\":200}"), StringComparison.Ordinal);
        Assert.Single(loop.Ingest.Log.Records);
    }

    [Fact]
    public void A_complete_entry_that_finds_no_room_keeps_its_record_and_tries_again()
    {
        using var loop = new LoopUnderTest(time: _time);
        loop.Ingest.Log.IsFull = true;
        using var client = loop.Connect();
        client.Send(TestIngest.PostChunked("{\"a\":\"" + new string('x', 300_000) + "\"}", 10_000, TestIngest.Rb2b));
        AwaitParked(loop, 1);
        Assert.Empty(loop.Ingest.Log.Records);

        loop.Ingest.Log.IsFull = false;
        Assert.StartsWith("HTTP/1.1 200", client.ReadUntil("{\"status\":200}"), StringComparison.Ordinal);
        var record = Assert.Single(loop.Ingest.Log.Records);
        Assert.True(EntryRecord.TryRead(record, out var entry));
        Assert.Equal(3, entry.SignalId);
        Assert.InRange(entry.Fields.Length, 300_000, 300_016);
    }

    [Fact]
    public void A_complete_entry_waits_ten_seconds_in_all()
    {
        using var loop = new LoopUnderTest(time: _time);
        loop.Ingest.Log.IsFull = true;
        using var client = ParkOne(loop, TestIngest.Post(Content, TestIngest.Rb2b));
        _time.Advance(TimeSpan.FromSeconds(6));
        AwaitTurns(loop);
        loop.Ingest.State.SetRoomUntil(long.MaxValue);
        AwaitTurns(loop);
        AwaitParked(loop, 1);
        _time.Advance(TimeSpan.FromSeconds(4));
        Assert.StartsWith("HTTP/1.1 503", client.ReadUntil("}]}"), StringComparison.Ordinal);
        Assert.Empty(loop.Ingest.Log.Records);
    }

    [Theory, MemberData(nameof(Pollers))]
    public void Answers_in_front_are_sent_and_requests_behind_stay_in_order(string poller)
    {
        using var loop = new LoopUnderTest(poller, time: _time);

        // Room for one octet is room for one entry: the next finds it used up.
        loop.Ingest.State.SetRoomUntil(1);
        using var client = loop.Connect();
        client.Send([.. TestIngest.Post(Content), .. TestIngest.Post(Content, TestIngest.Rb2b), .. "GET /livez HTTP/1.1\r\nHost: h\r\n\r\n"u8,
            .. TestIngest.Post("{")]);
        Assert.EndsWith("{\"status\":202}", client.ReadUntil("}"), StringComparison.Ordinal);
        AwaitParked(loop, 1);

        loop.Ingest.State.SetRoomUntil(long.MaxValue);
        Assert.Equal([200, 200, 400], ExchangeRun.Statuses(client.ReadUntil("}]}")));
        Assert.Equal(2, loop.Ingest.Log.Records.Count);
    }

    [Theory, MemberData(nameof(Pollers))]
    public void A_parked_connection_is_not_read(string poller)
    {
        const int most = 64 << 20;
        using var loop = new LoopUnderTest(poller, time: _time);
        using var client = ParkOne(loop, TestIngest.Post(Content, TestIngest.Rb2b));
        client.Blocking = false;
        var octets = new byte[64 * 1024];
        octets.AsSpan().Fill((byte)'\n');
        var sent = 0;
        for (SocketError error = default; sent < most && error is SocketError.Success;)
            sent += client.Send(octets, SocketFlags.None, out error);
        Assert.InRange(sent, 1, most - 1);
        Assert.Equal(1, loop.Loop.ParkedCount);
    }

    [Fact]
    public void The_rate_clock_stands_still_while_there_is_no_room()
    {
        using var loop = new LoopUnderTest(time: _time);
        var octets = TestIngest.Post(Content, TestIngest.Rb2b);
        using var client = ParkOne(loop, octets[..^5]);
        _time.Advance(TimeSpan.FromSeconds(9));
        AwaitTurns(loop);
        loop.Ingest.State.SetRoomUntil(long.MaxValue);
        AwaitParked(loop, 0);
        AwaitTurns(loop);
        client.Send(octets.AsSpan()[^5..]);
        Assert.StartsWith("HTTP/1.1 200", client.ReadUntil("}"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_client_that_waits_for_100_gets_it_only_once_there_is_room()
    {
        using var loop = new LoopUnderTest(time: _time);
        var octets = TestIngest.Post("{\"a\":1}", TestIngest.Rb2b, "Expect: 100-continue\r\n");
        using var client = ParkOne(loop, octets[..^7]);
        Assert.Equal(0, client.Available);
        loop.Ingest.State.SetRoomUntil(long.MaxValue);
        Assert.Equal("HTTP/1.1 100 Continue\r\n\r\n", client.ReadUntil("\r\n\r\n"));
        client.Send(octets.AsSpan()[^7..]);
        Assert.StartsWith("HTTP/1.1 200", client.ReadUntil("}"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_drain_waits_for_the_parked()
    {
        using var loop = new LoopUnderTest(time: _time);
        using var client = ParkOne(loop, TestIngest.Post(Content, TestIngest.Rb2b));
        loop.Loop.BeginDrain(TimeSpan.Zero);
        AwaitTurns(loop);
        _time.Advance(TimeSpan.FromSeconds(5));
        AwaitTurns(loop);
        Assert.Equal(1, loop.Loop.ParkedCount);

        loop.Ingest.State.SetRoomUntil(long.MaxValue);
        var answer = client.ReadToEnd();
        Assert.StartsWith("HTTP/1.1 200", answer, StringComparison.Ordinal);
        Assert.Contains("Connection: close\r\n", answer, StringComparison.Ordinal);
        client.Dispose();
        Assert.True(loop.HasEnded(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public void A_drain_without_room_ends_when_the_wait_does()
    {
        using var loop = new LoopUnderTest(time: _time);
        using var client = ParkOne(loop, TestIngest.Post(Content, TestIngest.Rb2b));
        loop.Loop.BeginDrain(TimeSpan.Zero);
        AwaitTurns(loop);
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.StartsWith("HTTP/1.1 503", client.ReadToEnd(), StringComparison.Ordinal);
        client.Dispose();
        Assert.True(loop.HasEnded(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public void A_peer_that_resets_its_parked_connection_is_forgotten()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only epoll reports a reset on a socket that is not read");
        using var loop = new LoopUnderTest(time: _time);
        for (var round = 0; round < 3; round++)
        {
            var client = ParkOne(loop, TestIngest.Post(Content, TestIngest.Rb2b));
            client.LingerState = new LingerOption(enable: true, 0);
            client.Dispose();
            Assert.True(SpinWait.SpinUntil(() => loop.Loop is { ParkedCount: 0, ConnectionCount: 0 }, TimeSpan.FromSeconds(10)));
        }

        loop.Ingest.State.SetRoomUntil(long.MaxValue);
        using var good = loop.Connect();
        good.Send(TestIngest.Post(Content, TestIngest.Rb2b));
        Assert.StartsWith("HTTP/1.1 200", good.ReadUntil("}"), StringComparison.Ordinal);
        Assert.Single(loop.Ingest.Log.Records);
    }

    [Theory, MemberData(nameof(Pollers))]
    public void A_client_that_ended_its_side_gets_its_answer_all_the_same(string poller)
    {
        using var loop = new LoopUnderTest(poller, time: _time);
        using var client = ParkOne(loop, TestIngest.Post(Content, TestIngest.Rb2b));
        client.Shutdown(SocketShutdown.Send);
        AwaitTurns(loop);
        loop.Ingest.State.SetRoomUntil(long.MaxValue);
        Assert.EndsWith("{\"status\":200}", client.ReadToEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_fault_of_the_log_ends_every_wait_at_once()
    {
        using var loop = new LoopUnderTest(time: _time);
        using var client = ParkOne(loop, TestIngest.Post(Content, TestIngest.Rb2b));
        loop.Ingest.Log.UncommittedBytes = 8 << 20;
        loop.Ingest.Log.Fail();
        var answer = client.ReadToEnd();
        Assert.StartsWith("HTTP/1.1 503", answer, StringComparison.Ordinal);
        Assert.Contains("\"code\":\"log_fault\"", answer, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Pollers))]
    public void Many_wait_at_once_and_each_is_answered_once(string poller)
    {
        using var loop = new LoopUnderTest(poller, time: _time);
        loop.Ingest.State.SetRoomUntil(0);
        var clients = Enumerable.Range(0, 64).Select(_ => loop.Connect()).ToList();
        for (var round = 1; round <= 5; round++)
        {
            loop.Ingest.State.SetRoomUntil(0);
            clients.ForEach(c => c.Send(TestIngest.Post(Content, TestIngest.Rb2b)));
            AwaitParked(loop, clients.Count);
            loop.Ingest.State.SetRoomUntil(long.MaxValue);
            clients.ForEach(c => Assert.Equal([200], ExchangeRun.Statuses(c.ReadUntil("{\"status\":200}"))));
            Assert.Equal(64 * round, loop.Ingest.Log.Records.Count);
        }

        clients.ForEach(c => c.Dispose());
    }

    [Fact]
    public void Over_the_bound_of_uncommitted_octets_an_entry_is_refused_before_it_is_appended()
    {
        var ingest = new TestIngest();
        ingest.Log.UncommittedBytes = ingest.State.Limits.MaxUncommittedBytes - 10;
        var (output, closes) = ExchangeRun.Of(ingest, TestIngest.Post(Content));
        Assert.False(closes);
        Assert.Equal([503], ExchangeRun.Statuses(output));
        Assert.Contains("no room for more entries at the moment", output, StringComparison.Ordinal);
        Assert.Empty(ingest.Log.Records);

        ingest.Log.Commit();
        Assert.Equal([202], ExchangeRun.Statuses(ExchangeRun.Of(ingest, TestIngest.Post(Content)).Output));
    }

    [Fact]
    public void The_loop_counts_what_it_commits_against_the_room()
    {
        using var loop = new LoopUnderTest(time: _time);
        loop.Ingest.State.SetRoomUntil(10_000);
        using var client = loop.Connect();
        var taken = 0;
        while (taken < 1_000)
        {
            client.Send(TestIngest.Post(Content));
            if (!client.ReadUntil("}").StartsWith("HTTP/1.1 202", StringComparison.Ordinal))
                break;
            taken++;
        }

        Assert.InRange(loop.Ingest.State.CommittedBytes, 10_000, 10_200);
        Assert.Equal(loop.Ingest.Log.Records.Sum(r => r.Length + RecordBuffer.FrameBytes), loop.Ingest.State.CommittedBytes);
    }

    private static Socket ParkOne(LoopUnderTest loop, byte[] octets)
    {
        loop.Ingest.State.SetRoomUntil(0);
        var client = loop.Connect();
        client.Send(octets);
        AwaitParked(loop, 1);
        return client;
    }

    private static void AwaitParked(LoopUnderTest loop, int count) =>
        Assert.True(SpinWait.SpinUntil(() => loop.Loop.ParkedCount == count, TimeSpan.FromSeconds(10)),
            $"{loop.Loop.ParkedCount} are parked instead of {count}");

    /// <summary>Two turns that began after this call: the loop has seen the clock and everything else as it is now.</summary>
    private static void AwaitTurns(LoopUnderTest loop)
    {
        var turns = loop.Loop.Turns;
        Assert.True(SpinWait.SpinUntil(() => loop.Loop.Turns >= turns + 2, TimeSpan.FromSeconds(10)));
    }
}
