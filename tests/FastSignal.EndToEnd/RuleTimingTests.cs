using System.Net;
using System.Net.Sockets;
using FastSignal.Harness;
using FastSignal.Harness.Connections;

namespace FastSignal.EndToEnd;

/// <summary>What no file of the corpus can express: when an answer comes, and what the server does while a client does not read.</summary>
[Collection(nameof(Alone))]
public sealed class RuleTimingTests(ConnectionFixture fixture) : IClassFixture<ConnectionFixture>
{
    private const int Mebibyte = 1024 * 1024;

    private static readonly byte[] Livez = Request.Head("GET /livez HTTP/1.1", "Host: h");

    [Fact]
    public void Rule_13_The_answer_waits_for_the_end_of_the_trailers()
    {
        using var client = fixture.Connect();
        client.Send([.. Request.ChunkedHead(ConnectionCorpus.Live), .. Request.Chunk("{}"u8), .. "0\r\n"u8]);
        foreach (var octets in (string[])["X: ", "y", "\r\n", "\r"])
        {
            ReceiveQueue.WaitUntilRead(client);
            AssertSilentWhileAnotherIsServed(client);
            client.Send(System.Text.Encoding.ASCII.GetBytes(octets));
        }

        client.Exchange("\n"u8).Acknowledged();
    }

    [Fact]
    public void Rule_15_A_refusal_comes_before_the_content_which_is_skipped_when_it_comes()
    {
        using var client = fixture.Connect();
        var smuggled = Request.Post(ConnectionCorpus.Live, """{"smuggled":true}""");
        client.Exchange(Request.Head("POST /nowhere HTTP/1.1", "Host: h", $"Content-Length: {2 * smuggled.Length}")).Refused(404, "not_found");
        client.Send(smuggled);
        ReceiveQueue.WaitUntilRead(client);
        AssertSilentWhileAnotherIsServed(client);
        client.Send(smuggled);
        client.Exchange(Request.Post(ConnectionCorpus.Live, "{}")).Acknowledged();
    }

    [Fact]
    public void Rule_20_The_100_comes_before_any_content_and_only_once()
    {
        using var client = fixture.Connect();
        Assert.Equal(100, client.Exchange(
            Request.Head($"POST {Request.Path(ConnectionCorpus.Live)} HTTP/1.1", "Host: h", "Expect: 100-continue", "Content-Length: 7")).Status);
        AssertSilentWhileAnotherIsServed(client);
        client.SendInPieces("{\"n\":1}"u8, Enumerable.Range(1, 6));
        client.Read().Acknowledged();
        AssertSilentWhileAnotherIsServed(client);
    }

    [Fact]
    public void Rule_20_A_content_over_the_limit_is_refused_instead_of_asked_for()
    {
        using var client = fixture.Connect();
        var answer = client.Exchange(
            Request.Head($"POST {Request.Path(ConnectionCorpus.Live)} HTTP/1.1", "Host: h", "Expect: 100-continue", "Content-Length: 1048577"));
        answer.Refused(413, "content_too_large");
        Assert.True(answer.Closes);
    }

    [Fact]
    public void Rule_23_No_answer_is_held_back_until_the_next_request_is_complete()
    {
        using var client = fixture.Connect();
        var request = Request.Post(ConnectionCorpus.Live, "{}");
        client.Send([.. request, .. request.AsSpan(0, 9)]);
        client.Read().Acknowledged();
        AssertSilentWhileAnotherIsServed(client);
        client.Send([.. request.AsSpan(9), .. request.AsSpan(0, request.Length - 1)]);
        client.Read().Acknowledged();
        AssertSilentWhileAnotherIsServed(client);
        client.Exchange(request.AsSpan(request.Length - 1)).Acknowledged();
    }

    [Fact]
    public void Rule_23_A_client_that_does_not_read_is_not_read_either_and_later_gets_every_answer()
    {
        using var socket = new Socket(
            AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
        { SendBufferSize = 64 * 1024, ReceiveBufferSize = 64 * 1024 };
        socket.Connect(IPAddress.Loopback, fixture.Server.Port);
        var requests = Enumerable.Repeat(Livez, 1_000).SelectMany(static octets => octets).ToArray();
        var sent = SendUntilItStalls(socket, requests);
        Assert.InRange(sent, 64 * 1024, 64L * Mebibyte);
        using (var other = fixture.Connect())
            other.Exchange(Request.Post(ConnectionCorpus.Live, "{}")).Acknowledged();

        // The last request may be half sent: what is whole is answered, and the end of the client's side ends the rest.
        socket.Blocking = true;
        socket.ReceiveTimeout = 20_000;
        socket.Shutdown(SocketShutdown.Send);
        Assert.Equal(sent / Livez.Length, CountAnswers(socket));
    }

    [Fact]
    public void Section_2_A_client_that_writes_all_before_it_reads_sees_its_413_and_no_reset()
    {
        var content = new byte[32 * Mebibyte];
        content.AsSpan().Fill((byte)'x');
        SocketConnection.Check(new ConnectionCase("413c_section2_all_written_before_the_answer_is_read", Request.Post(ConnectionCorpus.Live, content)),
            fixture.Server.Port);
    }

    [Fact]
    public void Section_2_Whoever_is_refused_in_the_middle_of_a_large_head_sees_it_and_no_reset()
    {
        var line = new byte[4 * Mebibyte];
        line.AsSpan().Fill((byte)'x');
        SocketConnection.Check(new ConnectionCase("414c_section2_request_line", line), fixture.Server.Port);
        SocketConnection.Check(new ConnectionCase("431c_section2_field_line", [.. "GET /livez HTTP/1.1\r\n"u8, .. line]), fixture.Server.Port);
        SocketConnection.Check(new ConnectionCase("400c_section2_chunk_size", [.. Request.ChunkedHead(ConnectionCorpus.Live), .. line]), fixture.Server.Port);
    }

    /// <summary>Two turns of the loop later this connection still has nothing to read.</summary>
    private void AssertSilentWhileAnotherIsServed(RawClient client)
    {
        using var other = fixture.Connect();
        Assert.Equal(200, other.Exchange(Livez).Status);
        Assert.Equal(200, other.Exchange(Livez).Status);
        Assert.False(client.HasInput);
    }

    /// <summary>Sends until the server has taken nothing for a second.</summary>
    private static long SendUntilItStalls(Socket socket, byte[] requests)
    {
        socket.Blocking = false;
        long sent = 0;
        while (sent < 64L * Mebibyte)
        {
            var offset = (int)(sent % requests.Length);
            var count = socket.Send(requests.AsSpan(offset), SocketFlags.None, out var error);
            sent += error is SocketError.Success ? count : 0;
            if (error is SocketError.WouldBlock && !socket.Poll(1_000_000, SelectMode.SelectWrite))
                break;
        }

        return sent;
    }

    /// <summary>Reads to the end, and counts the answers: all are equal but for the date, whose length does not change.</summary>
    private static long CountAnswers(Socket socket)
    {
        var buffer = new byte[Mebibyte];
        long total = 0;
        var answerLength = 0;
        for (int count; (count = socket.Receive(buffer)) > 0; total += count)
            answerLength = answerLength > 0 ? answerLength : AnswerParser.Take(buffer.AsSpan(0, count), isToHead: false)!.Octets.Length;
        Assert.Equal(0, total % answerLength);
        return total / answerLength;
    }
}
