using System.Net.Sockets;
using System.Text;

namespace FastSignal.Server.Tests.Ingest;

public class EventLoopTests
{
    private const string Content = """{"First Name":"Zoë","Employee Count":60}""";

    public static TheoryData<string> Pollers => OperatingSystem.IsLinux() ? ["best", "select"] : ["select"];

    [Theory, MemberData(nameof(Pollers))]
    public void Requests_are_answered_on_one_persistent_connection(string poller)
    {
        using var loop = new LoopUnderTest(poller);
        using var client = loop.Connect();
        for (var i = 1; i <= 100; i++)
        {
            client.Send(TestIngest.Post(Content));
            Assert.Contains($"Entry-Id: 0123abcd-{i}\r\n", client.ReadUntil("{\"status\":202}"), StringComparison.Ordinal);
        }
    }

    [Theory, MemberData(nameof(Pollers))]
    public void Octet_by_octet_a_request_is_answered_like_any_other(string poller)
    {
        using var loop = new LoopUnderTest(poller);
        using var client = loop.Connect();
        foreach (var octet in TestIngest.PostChunked(Content, 3))
            client.Send([octet]);
        Assert.StartsWith("HTTP/1.1 202", client.ReadUntil("{\"status\":202}"), StringComparison.Ordinal);
        Assert.Single(loop.Ingest.Log.Records);
    }

    [Theory, MemberData(nameof(Pollers))]
    public void A_large_content_comes_whole(string poller)
    {
        using var loop = new LoopUnderTest(poller);
        using var client = loop.Connect();
        for (var i = 0; i < 3; i++)
        {
            client.Send(TestIngest.Post("{\"a\":\"" + new string('x', 1_000_000) + "\"}"));
            Assert.StartsWith("HTTP/1.1 202", client.ReadUntil("{\"status\":202}"), StringComparison.Ordinal);
        }

        Assert.All(loop.Ingest.Log.Records, r => Assert.True(r.Length > 1_000_000));
    }

    [Theory, MemberData(nameof(Pollers))]
    public void A_client_that_writes_for_long_before_it_reads_gets_all_its_answers(string poller)
    {
        // Input is over the pipe's threshold and the answers over the send buffer: reading pauses, and nothing is lost.
        const int requests = 100_000;
        using var loop = new LoopUnderTest(poller);
        using var client = loop.Connect();
        var octets = TestIngest.Post("{}");
        var writer = new Thread(() =>
        {
            for (var i = 0; i < requests / 100; i++)
                client.Send([.. Enumerable.Repeat(octets, 100).SelectMany(o => o)]);
        });
        writer.Start();
        AwaitStandstill(() => loop.Ingest.Log.Commits);
        var stoodAt = loop.Ingest.Log.Records.Count;

        var answers = 0L;
        var buffer = new byte[64 * 1024];
        while (answers < requests)
        {
            var count = client.Receive(buffer);
            Assert.NotEqual(0, count);

            // One octet of each answer, so that none is missed where two receives meet.
            answers += buffer.AsSpan(0, count).Count((byte)'{');
        }

        writer.Join();
        Assert.True(stoodAt < requests, $"the server took all {stoodAt} before an answer was read");
        Assert.Equal(requests, loop.Ingest.Log.Records.Count);
    }

    [Theory, MemberData(nameof(Pollers))]
    public void Many_connections_share_commits(string poller)
    {
        using var loop = new LoopUnderTest(poller);
        var clients = Enumerable.Range(0, 64).Select(_ => loop.Connect()).ToList();
        for (var round = 0; round < 20; round++)
        {
            clients.ForEach(c => c.Send(TestIngest.Post(Content)));
            clients.ForEach(c => Assert.StartsWith("HTTP/1.1 202", c.ReadUntil("{\"status\":202}"), StringComparison.Ordinal));
        }

        Assert.Equal(64 * 20, loop.Ingest.Log.Records.Count);
        clients.ForEach(c => c.Dispose());
    }

    [Theory, MemberData(nameof(Pollers))]
    public void A_client_that_ends_its_side_still_gets_its_answer(string poller)
    {
        using var loop = new LoopUnderTest(poller);
        using var client = loop.Connect();
        client.Send(TestIngest.Post(Content));
        client.Shutdown(SocketShutdown.Send);
        Assert.EndsWith("{\"status\":202}", client.ReadToEnd(), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Pollers))]
    public void A_message_that_ends_early_is_never_taken(string poller)
    {
        using var loop = new LoopUnderTest(poller);
        using var client = loop.Connect();
        client.Send(TestIngest.Post("{}      ").AsSpan()[..^3]);
        client.Shutdown(SocketShutdown.Send);
        Assert.Equal("", client.ReadToEnd());
        Assert.Empty(loop.Ingest.Log.Records);
    }

    [Theory, MemberData(nameof(Pollers))]
    public void A_client_that_writes_all_before_it_reads_sees_the_413(string poller)
    {
        using var loop = new LoopUnderTest(poller);
        using var client = loop.Connect();
        client.Send(Encoding.ASCII.GetBytes($"POST /custom_signals/{TestIngest.Live}/entries HTTP/1.1\r\nHost: h\r\nContent-Length: 16777216\r\n\r\n"));
        var block = new byte[1 << 20];
        for (var i = 0; i < 16; i++)
            client.Send(block);
        Assert.StartsWith("HTTP/1.1 413", client.ReadToEnd(), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Pollers))]
    public void Connections_that_are_reset_at_any_moment_cost_nobody_else_anything(string poller)
    {
        using var loop = new LoopUnderTest(poller);
        var octets = TestIngest.Post(Content);
        for (var cut = 0; cut <= octets.Length; cut += 5)
        {
            using var client = loop.Connect();
            client.Send(octets.AsSpan(0, cut));
            client.LingerState = new LingerOption(enable: true, 0);
        }

        using var good = loop.Connect();
        good.Send(octets);
        Assert.StartsWith("HTTP/1.1 202", good.ReadUntil("{\"status\":202}"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_failed_commit_answers_503_to_everyone_who_waited_and_ends_the_loop()
    {
        using var loop = new LoopUnderTest();
        loop.Ingest.Log.FailsToCommit = true;
        var clients = Enumerable.Range(0, 8).Select(_ => loop.Connect()).ToList();
        clients.ForEach(c => c.Send(TestIngest.Post(Content)));
        foreach (var client in clients)
        {
            var answer = client.ReadToEnd();
            Assert.StartsWith("HTTP/1.1 503", answer, StringComparison.Ordinal);
            Assert.Contains("\"code\":\"log_fault\"", answer, StringComparison.Ordinal);
            client.Dispose();
        }

        Assert.True(loop.HasEnded(TimeSpan.FromSeconds(10)));
        Assert.Equal("the disk is on fire", loop.Loop.Fault?.Message);
    }

    [Fact]
    public void A_drain_answers_what_has_begun_closes_idle_connections_and_ends()
    {
        using var loop = new LoopUnderTest();
        using var idle = loop.Connect();
        using var begun = loop.Connect();
        idle.Send("GET /readyz HTTP/1.1\r\nHost: h\r\n\r\n"u8);
        Assert.StartsWith("HTTP/1.1 200", idle.ReadUntil("}"), StringComparison.Ordinal);
        var octets = TestIngest.Post(Content);
        begun.Send(octets.AsSpan(0, 40));

        loop.Loop.BeginDrain(TimeSpan.Zero);
        Assert.Equal("", idle.ReadToEnd());
        begun.Send(octets.AsSpan(40));
        var answer = begun.ReadToEnd();
        Assert.StartsWith("HTTP/1.1 202", answer, StringComparison.Ordinal);
        Assert.Contains("Connection: close\r\n", answer, StringComparison.Ordinal);
        begun.Dispose();
        idle.Dispose();
        Assert.True(loop.HasEnded(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public void A_failed_commit_keeps_the_answers_in_front_and_answers_503_with_its_content()
    {
        using var loop = new LoopUnderTest();
        loop.Ingest.Log.FailsToCommit = true;
        using var client = loop.Connect();
        client.Send([.. TestIngest.Post("{}", "unknown-token-0123456789"), .. TestIngest.Post("{"), .. TestIngest.Post("{}"), .. "HEAD /livez HTTP/1.1\r\n"u8]);
        var answers = client.ReadToEnd();
        Assert.Equal([404, 400, 503], ExchangeRun.Statuses(answers));
        Assert.EndsWith("}]}", answers, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_acknowledged_on_append_is_committed_before_the_loop_ends()
    {
        using var loop = new LoopUnderTest(acknowledgesOnAppend: true);
        using (var client = loop.Connect())
        {
            for (var i = 0; i < 20; i++)
            {
                client.Send(TestIngest.Post(Content));
                client.ReadUntil("{\"status\":202}");
            }
        }

        loop.Loop.BeginDrain(TimeSpan.Zero);
        Assert.True(loop.HasEnded(TimeSpan.FromSeconds(10)));
        Assert.Equal(0, loop.Ingest.Log.UncommittedBytes);
    }

    [Fact]
    public void Large_contents_that_end_all_at_once_are_all_taken()
    {
        var folder = Directory.CreateTempSubdirectory("fastsignal-burst-");
        try
        {
            using var log = FastSignal.Log.EntryLog.Open(Path.Combine(folder.FullName, "log"));
            using var loop = new LoopUnderTest(realLog: log);
            var request = TestIngest.Post("{\"a\":\"" + new string('x', 1_000_000) + "\"}");
            var clients = Enumerable.Range(0, 96).Select(_ => loop.Connect()).ToList();
            clients.ForEach(c => c.Send(request.AsSpan(0, request.Length - 1)));
            clients.ForEach(c => c.Send(request.AsSpan(request.Length - 1)));
            clients.ForEach(c => Assert.StartsWith("HTTP/1.1 202", c.ReadUntil("}"), StringComparison.Ordinal));
            clients.ForEach(c => c.Dispose());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_drain_in_the_middle_of_many_streams_answers_whatever_it_has_taken()
    {
        for (var round = 0; round < 10; round++)
        {
            using var loop = new LoopUnderTest();
            var answered = 0;
            var clients = Enumerable.Range(0, 32).Select(_ => loop.Connect())
                .Select(client => new Thread(() => Interlocked.Add(ref answered, PostUntilClosed(client)))).ToList();
            clients.ForEach(c => c.Start());
            SpinWait.SpinUntil(() => loop.Ingest.State.Figures.Answered > 2_000, TimeSpan.FromSeconds(10));
            loop.Loop.BeginDrain(TimeSpan.Zero);
            clients.ForEach(c => c.Join());
            Assert.True(loop.HasEnded(TimeSpan.FromSeconds(10)));
            Assert.Null(loop.Loop.Fault);
            Assert.Equal(loop.Ingest.Log.Records.Count, answered);
        }
    }

    /// <summary>Posts one after the other until the server ends the connection, and ends it itself at once.</summary>
    private static int PostUntilClosed(Socket connected)
    {
        using var client = connected;
        var octets = TestIngest.Post(Content);
        for (var answered = 0; ; answered++)
        {
            try
            {
                client.Send(octets);
                var answer = client.ReadUntil("{\"status\":202}");
                if (answer.Length == 0)
                    return answered;
                if (answer.Contains("Connection: close", StringComparison.Ordinal))
                    return answered + 1;
            }
            catch (SocketException)
            {
                return answered;
            }
        }
    }

    /// <summary>Waits until a number has not changed for a quarter of a second: the server reads no further.</summary>
    private static void AwaitStandstill(Func<int> number)
    {
        int last;
        do
        {
            last = number();
            Thread.Sleep(TimeSpan.FromMilliseconds(250));
        }
        while (number() != last);
    }
}
