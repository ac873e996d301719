using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using FastSignal.Harness;
using Microsoft.Extensions.Time.Testing;

namespace FastSignal.Server.Tests.Ingest.Tls;

/// <summary>What a plain connection does, over TLS.</summary>
public class TlsConnectionTests
{
    private const string Content = """{"First Name":"Zoë","Employee Count":60}""";

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));

    public static TheoryData<string> Pollers => EventLoopTests.Pollers;

    [Theory, MemberData(nameof(Pollers))]
    public void Requests_are_answered_on_one_persistent_connection(string poller)
    {
        using var bench = new TlsBench(poller);
        using var client = bench.Connect();
        for (var i = 1; i <= 100; i++)
        {
            client.Send(TestIngest.Post(Content));
            Assert.Contains($"Entry-Id: 0123abcd-{i}\r\n", client.ReadUntil("{\"status\":202}"), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public void Octet_by_octet_a_handshake_and_a_request_are_taken_like_any_other(SslProtocols protocol)
    {
        using var bench = new TlsBench();
        using var client = bench.Reach(TlsClient.Only(protocol));
        client.Wire.PieceBytes = 1;
        client.Authenticate();
        Assert.Equal(protocol, client.Stream.SslProtocol);
        client.Send(TestIngest.PostChunked(Content, 3));
        Assert.StartsWith("HTTP/1.1 202", client.ReadUntil("{\"status\":202}"), StringComparison.Ordinal);
        Assert.Single(bench.Loop.Ingest.Log.Records);
    }

    [Theory, MemberData(nameof(Pollers))]
    public void A_large_content_comes_whole(string poller)
    {
        using var bench = new TlsBench(poller);
        using var client = bench.Connect();
        for (var i = 0; i < 3; i++)
        {
            client.Send(TestIngest.Post("{\"a\":\"" + new string('x', 1_048_576 - 8) + "\"}"));
            Assert.StartsWith("HTTP/1.1 202", client.ReadUntil("{\"status\":202}"), StringComparison.Ordinal);
        }

        Assert.All(bench.Loop.Ingest.Log.Records, r => Assert.True(r.Length > 1_000_000));
    }

    [Theory, MemberData(nameof(Pollers))]
    public void Pipelined_requests_are_answered_in_order(string poller)
    {
        using var bench = new TlsBench(poller);
        using var client = bench.Connect();
        client.Send([.. TestIngest.Post(Content), .. TestIngest.Post("{"), .. TestIngest.Post(Content),
            .. "GET /livez HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"u8]);
        Assert.Equal([202, 400, 202, 200], ExchangeRun.Statuses(client.ReadToEnd()));
    }

    [Theory, MemberData(nameof(Pollers))]
    public void A_client_that_writes_for_long_before_it_reads_gets_all_its_answers(string poller)
    {
        const int requests = 30_000;
        using var bench = new TlsBench(poller);
        using var client = bench.Connect();
        var octets = Enumerable.Repeat(TestIngest.Post("{}"), 100).SelectMany(o => o).ToArray();
        var writer = new Thread(() =>
        {
            for (var i = 0; i < requests / 100; i++)
                client.Send(octets);
        });
        writer.Start();

        // Until as much waits on the way as the server takes without being read: it stands still, and the client with it.
        var commits = -1;
        while (commits != (commits = bench.Loop.Ingest.Log.Commits))
            writer.Join(TimeSpan.FromMilliseconds(250));
        var stoodAt = bench.Loop.Ingest.Log.Records.Count;

        var answers = 0L;
        var buffer = new byte[64 * 1024];
        while (answers < requests)
        {
            var count = client.Stream.Read(buffer);
            Assert.NotEqual(0, count);
            answers += buffer.AsSpan(0, count).Count((byte)'{');
        }

        writer.Join();
        Assert.True(stoodAt < requests, $"the server took all {stoodAt} before an answer was read");
        Assert.Equal(requests, bench.Loop.Ingest.Log.Records.Count);
    }

    [Theory, MemberData(nameof(Pollers))]
    public void Many_connections_share_commits(string poller)
    {
        using var bench = new TlsBench(poller);
        var clients = Enumerable.Range(0, 64).Select(_ => bench.Connect()).ToList();
        for (var round = 0; round < 10; round++)
        {
            clients.ForEach(c => c.Send(TestIngest.Post(Content)));
            clients.ForEach(c => Assert.StartsWith("HTTP/1.1 202", c.ReadUntil("{\"status\":202}"), StringComparison.Ordinal));
        }

        Assert.Equal(64 * 10, bench.Loop.Ingest.Log.Records.Count);
        clients.ForEach(c => c.Dispose());
        bench.AwaitNoConnection();
        Assert.Equal(0, bench.FailedHandshakes);
    }

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task A_client_that_has_said_its_last_word_still_gets_its_answer(SslProtocols protocol)
    {
        using var bench = new TlsBench();
        using var client = bench.Connect(TlsClient.Only(protocol));
        client.Send(TestIngest.Post(Content));
        await client.Stream.ShutdownAsync();
        Assert.EndsWith("{\"status\":202}", client.ReadToEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_client_that_shuts_down_its_socket_still_gets_its_answer()
    {
        using var bench = new TlsBench();
        using var client = bench.Connect();
        client.Send(TestIngest.Post(Content));
        client.Socket.Shutdown(SocketShutdown.Send);
        Assert.EndsWith("{\"status\":202}", client.ReadToEnd(), StringComparison.Ordinal);
        client.Dispose();
        bench.AwaitNoConnection();
    }

    [Fact]
    public async Task A_message_that_ends_early_is_never_taken()
    {
        using var bench = new TlsBench();
        using var client = bench.Connect();
        client.Send(TestIngest.Post("{}      ").AsSpan()[..^3]);
        await client.Stream.ShutdownAsync();
        Assert.Equal("", client.ReadToEnd());
        Assert.Empty(bench.Loop.Ingest.Log.Records);
    }

    [Fact]
    public void The_last_record_of_a_connection_says_that_nothing_was_cut_off()
    {
        using var bench = new TlsBench();

        // In TLS 1.2 the kind of a record is not encrypted.
        using var client = bench.Connect(TlsClient.Only(SslProtocols.Tls12));
        client.Send("GET /livez HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"u8);
        Assert.StartsWith("HTTP/1.1 200", client.ReadToEnd(), StringComparison.Ordinal);
        Assert.Equal(0, client.Socket.Receive(new byte[1]));
        Assert.Equal(21, RecordTypes(client.Wire.Received)[^1]);
    }

    [Theory, MemberData(nameof(Pollers))]
    public void A_client_that_writes_all_before_it_reads_sees_the_413(string poller)
    {
        using var bench = new TlsBench(poller);
        using var client = bench.Connect();
        client.Send(Encoding.ASCII.GetBytes($"POST /custom_signals/{TestIngest.Live}/entries HTTP/1.1\r\nHost: h\r\nContent-Length: 16777216\r\n\r\n"));
        var block = new byte[1 << 20];
        for (var i = 0; i < 16; i++)
            client.Send(block);
        Assert.StartsWith("HTTP/1.1 413", client.ReadToEnd(), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Pollers))]
    public void Connections_that_go_at_any_moment_cost_nobody_else_anything_and_leave_nothing(string poller)
    {
        using var bench = new TlsBench(poller);
        var octets = TestIngest.Post(Content);
        for (var cut = 0; cut <= octets.Length; cut += 9)
        {
            using var reset = bench.Connect();
            reset.Send(octets.AsSpan(0, cut));
            reset.Reset();
            using var ended = bench.Connect();
            ended.Send(octets.AsSpan(0, cut));
        }

        using (var good = bench.Connect())
        {
            good.Send(octets);
            Assert.StartsWith("HTTP/1.1 202", good.ReadUntil("{\"status\":202}"), StringComparison.Ordinal);
        }

        bench.AwaitNoConnection();
    }

    [Fact]
    public void Octets_that_cannot_be_decrypted_end_their_connection_alone()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        using var bench = new TlsBench();
        for (var i = 0; i < 200; i++)
        {
            using var client = bench.Connect(TlsClient.Only(i % 2 == 0 ? SslProtocols.Tls12 : SslProtocols.Tls13));
            client.Wire.Holds = true;
            client.Send(TestIngest.Post(Content));
            var record = client.Wire.Take();
            record[random.Next(5, record.Length)] ^= (byte)random.Next(1, 256);
            client.Socket.Send(record);
            try
            {
                Assert.Equal("", client.ReadToEnd());
            }
            catch (IOException)
            {
                // An alert, or a reset: as good as the end.
            }
        }

        Assert.True(bench.Loop.Ingest.Log.Records.Count == 0, $"seed {seed}");
        bench.AwaitNoConnection();
    }

    [Fact]
    public void An_idle_connection_is_closed_without_a_word()
    {
        using var bench = new TlsBench(time: _time);
        using var client = bench.Connect();
        client.Send("GET /livez HTTP/1.1\r\nHost: h\r\n\r\n"u8);
        client.ReadUntil("}");
        _time.Advance(TimeSpan.FromSeconds(77));
        bench.Turn();
        Assert.Equal("", client.ReadToEnd());
    }

    [Fact]
    public void A_head_that_does_not_come_in_time_is_answered_with_408()
    {
        using var bench = new TlsBench(time: _time);
        using var client = bench.Connect();
        client.Send("POST /custom"u8);
        bench.Turn();
        _time.Advance(TimeSpan.FromSeconds(17));
        bench.Turn();
        Assert.StartsWith("HTTP/1.1 408", client.ReadToEnd(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4000, 202)]
    [InlineData(1000, 408)]
    public void A_slow_content_counts_as_it_comes_even_where_its_record_is_not_whole(int comes, int status)
    {
        using var bench = new TlsBench(time: _time);
        using var client = bench.Connect();
        var request = TestIngest.Post("{\"a\":\"" + new string('x', 10_000) + "\"}");
        client.Send(request.AsSpan(0, request.Length - 10_000));
        client.Wire.Holds = true;
        client.Send(request.AsSpan(request.Length - 10_000));
        client.Wire.Release(comes);
        bench.Turn();
        _time.Advance(TimeSpan.FromSeconds(10));
        bench.Turn();
        bench.Turn();
        client.Wire.Release(client.Wire.HeldBytes);
        var answer = client.ReadUntil("}");
        Assert.True(status == ExchangeRun.Statuses(answer)[0], answer);
    }

    [Theory, MemberData(nameof(Pollers))]
    public void A_request_without_room_waits_and_goes_on(string poller)
    {
        using var bench = new TlsBench(poller, time: _time);
        using var client = bench.Connect();
        bench.Loop.Ingest.State.SetRoomUntil(0);
        client.Send(TestIngest.Post(Content, TestIngest.Rb2b));
        Assert.True(SpinWait.SpinUntil(() => bench.Loop.Loop.ParkedCount == 1, TimeSpan.FromSeconds(10)));

        // More comes meanwhile, and stays where it is.
        client.Send(TestIngest.Post(Content, TestIngest.Rb2b));
        _time.Advance(TimeSpan.FromSeconds(9));
        bench.Loop.Ingest.State.SetRoomUntil(long.MaxValue);
        Assert.Equal([200, 200], ExchangeRun.Statuses(client.ReadUntil("{\"status\":200}", 2)));
        Assert.Equal(0, bench.Loop.Loop.ParkedCount);
    }

    [Fact]
    public void A_parked_connection_whose_peer_goes_leaves_nothing()
    {
        using var bench = new TlsBench();
        using var client = bench.Connect();
        bench.Loop.Ingest.State.SetRoomUntil(0);
        client.Send(TestIngest.Post(Content, TestIngest.Rb2b));
        Assert.True(SpinWait.SpinUntil(() => bench.Loop.Loop.ParkedCount == 1, TimeSpan.FromSeconds(10)));
        client.Reset();
        bench.AwaitNoConnection();
        Assert.Equal(0, bench.Loop.Loop.ParkedCount);
    }

    [Fact]
    public void A_failed_commit_answers_503_to_everyone_who_waited()
    {
        using var bench = new TlsBench();
        bench.Loop.Ingest.Log.FailsToCommit = true;
        using var client = bench.Connect();
        client.Send([.. TestIngest.Post("{"), .. TestIngest.Post(Content)]);
        Assert.Equal([400, 503], ExchangeRun.Statuses(client.ReadToEnd()));
        Assert.True(bench.Loop.HasEnded(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public void A_drain_answers_what_has_begun_closes_idle_connections_and_ends()
    {
        using var bench = new TlsBench();
        using var greeting = bench.Reach();
        using var idle = bench.Connect();
        using var begun = bench.Connect();
        var octets = TestIngest.Post(Content);
        begun.Send(octets.AsSpan(0, 40));
        idle.Send("GET /readyz HTTP/1.1\r\nHost: h\r\n\r\n"u8);
        Assert.StartsWith("HTTP/1.1 200", idle.ReadUntil("}"), StringComparison.Ordinal);

        bench.Loop.Loop.BeginDrain(TimeSpan.Zero);
        Assert.Equal("", idle.ReadToEnd());
        Assert.Equal("", greeting.Socket.ReadToEnd());
        begun.Send(octets.AsSpan(40));
        var answer = begun.ReadToEnd();
        Assert.StartsWith("HTTP/1.1 202", answer, StringComparison.Ordinal);
        Assert.Contains("Connection: close\r\n", answer, StringComparison.Ordinal);
        begun.Dispose();
        idle.Dispose();
        greeting.Dispose();
        Assert.True(bench.Loop.HasEnded(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public void A_replaced_certificate_is_shown_to_the_next_connection_and_older_ones_go_on()
    {
        using var renewed = TestCertificate.SelfSigned();
        using var bench = new TlsBench();
        using var old = bench.Connect();
        Assert.Equal(bench.Thumbprint, old.Thumbprint);
        bench.Identity.Replace(TlsBench.Context(renewed));
        using var next = bench.Connect();
        Assert.Equal(renewed.Thumbprint, next.Thumbprint);
        old.Send(TestIngest.Post(Content));
        next.Send(TestIngest.Post(Content));
        Assert.StartsWith("HTTP/1.1 202", old.ReadUntil("{\"status\":202}"), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 202", next.ReadUntil("{\"status\":202}"), StringComparison.Ordinal);
    }

    private static List<byte> RecordTypes(List<byte> octets)
    {
        var types = new List<byte>();
        for (var at = 0; at < octets.Count; at += 5 + (octets[at + 3] << 8) + octets[at + 4])
            types.Add(octets[at]);
        return types;
    }
}
