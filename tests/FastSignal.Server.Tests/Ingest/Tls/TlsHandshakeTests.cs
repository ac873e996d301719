using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using FastSignal.Harness;
using Microsoft.Extensions.Time.Testing;

namespace FastSignal.Server.Tests.Ingest.Tls;

/// <summary>How connections begin, and what becomes of those that do not begin well.</summary>
public class TlsHandshakeTests(ITestOutputHelper output)
{
    /// <summary>TLS 1.1, with nothing newer in it: record, handshake, version, random, no session, two cipher suites, no compression.</summary>
    private static readonly byte[] Tls11Hello =
    [
        0x16, 3, 1, 0, 47, 1, 0, 0, 43, 3, 2, .. Enumerable.Range(0, 32).Select(i => (byte)i), 0, 0, 4, 0xc0, 0x14, 0, 0x2f, 1, 0,
    ];

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public void Versions_1_2_and_1_3_are_spoken(SslProtocols protocol)
    {
        using var bench = new TlsBench();
        using var client = bench.Connect(TlsClient.Only(protocol));
        Assert.Equal(protocol, client.Stream.SslProtocol);
        Assert.Equal(bench.Thumbprint, client.Thumbprint);
    }

    [Fact]
    public void An_older_version_is_refused_by_an_alert()
    {
        using var bench = new TlsBench();
        using var client = bench.Loop.Connect();
        client.Send(Tls11Hello);
        var alert = new byte[64];
        Assert.Equal(7, client.Receive(alert));

        // RFC 8446 s6: alert, fatal, protocol_version.
        Assert.Equal([21, 2, 70], [alert[0], alert[5], alert[6]]);
        Assert.Equal(0, client.Receive(alert));
        Assert.Equal(1, bench.FailedHandshakes);
    }

    [Fact]
    public void A_client_that_offers_HTTP_1_1_among_others_gets_it_and_one_that_offers_nothing_is_served()
    {
        using var bench = new TlsBench();
        using var both = bench.Connect(o => o.ApplicationProtocols = [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11]);
        Assert.Equal(SslApplicationProtocol.Http11, both.Stream.NegotiatedApplicationProtocol);
        using var none = bench.Connect();
        Assert.Equal(default, none.Stream.NegotiatedApplicationProtocol);
    }

    [Fact]
    public void A_client_that_does_not_offer_HTTP_1_1_is_refused()
    {
        using var bench = new TlsBench();
        using var client = bench.Reach(o => o.ApplicationProtocols = [SslApplicationProtocol.Http2]);
        Assert.Throws<AuthenticationException>(client.Authenticate);
        Assert.Equal(1, bench.FailedHandshakes);
    }

    [Fact]
    public void The_certificates_that_issued_it_are_sent_along()
    {
        using var issued = TestCertificate.Issued();
        using var bench = new TlsBench();
        bench.Identity.Replace(TlsBench.Context(issued));
        using var client = bench.Connect();
        Assert.Equal(issued.Thumbprint, client.Thumbprint);
        Assert.Contains("CN=intermediate of the test", client.Chain, StringComparer.Ordinal);
    }

    [Fact]
    public void A_session_is_resumed_and_an_RSA_key_will_do()
    {
        using var rsa = TestCertificate.Rsa(2048);
        using var bench = new TlsBench();
        bench.Identity.Replace(TlsBench.Context(rsa));
        for (var i = 0; i < 3; i++)
        {
            using var client = bench.Connect();
            client.Send(TestIngest.Post("{}"));
            Assert.StartsWith("HTTP/1.1 202", client.ReadUntil("{\"status\":202}"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_handshake_that_does_not_end_in_time_is_closed_without_a_word()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));
        using var bench = new TlsBench(time: time);
        using var silent = bench.Loop.Connect();
        using var slow = bench.Loop.Connect();
        slow.Send(Tls11Hello.AsSpan(0, 20));
        bench.Turn();
        time.Advance(TimeSpan.FromSeconds(10));
        bench.Turn();
        Assert.Equal(0, silent.Available + slow.Available);
        Assert.Equal(0, bench.FailedHandshakes);
        time.Advance(TimeSpan.FromSeconds(1));
        bench.Turn();
        Assert.Equal("", silent.ReadToEnd());
        Assert.Equal("", slow.ReadToEnd());
        Assert.Equal(2, bench.FailedHandshakes);
    }

    [Fact]
    public void A_client_that_goes_at_any_octet_of_its_hello_leaves_nothing()
    {
        using var bench = new TlsBench();
        var hello = Hello();
        for (var cut = 0; cut <= hello.Length; cut++)
        {
            using var client = bench.Loop.Connect();
            client.Send(hello.AsSpan(0, cut));
            if (cut % 2 == 0)
                client.LingerState = new LingerOption(enable: true, 0);
        }

        bench.AwaitNoConnection();
        Assert.Equal(hello.Length + 1, bench.FailedHandshakes);
    }

    [Fact]
    public void Garbage_instead_of_a_handshake_costs_its_connection_alone()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        using var bench = new TlsBench();
        var hello = Hello();
        for (var i = 0; i < 300; i++)
        {
            using var client = bench.Loop.Connect();
            var octets = hello.ToArray();
            if (i % 3 == 0)
                random.NextBytes(octets.AsSpan(1));
            else
                octets[random.Next(5, octets.Length)] ^= (byte)random.Next(1, 256);
            client.Send(octets);
            client.Shutdown(SocketShutdown.Send);
            ReadOut(client);
        }

        using (var good = bench.Connect())
        {
            good.Send(TestIngest.Post("{}"));
            Assert.StartsWith("HTTP/1.1 202", good.ReadUntil("{\"status\":202}"), StringComparison.Ordinal);
        }

        bench.AwaitNoConnection();
        Assert.Equal(300, bench.FailedHandshakes);
    }

    [Theory]
    [InlineData("POST /custom_signals/x/entries HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\n{}")]
    [InlineData("\r\n")]
    [InlineData("G")]
    public void Who_speaks_plain_HTTP_is_told_to_use_https(string request)
    {
        using var bench = new TlsBench();
        using var client = bench.Loop.Connect();
        client.Send(System.Text.Encoding.ASCII.GetBytes(request));
        var answer = client.ReadToEnd();
        Assert.StartsWith("HTTP/1.1 400 Bad Request\r\n", answer, StringComparison.Ordinal);
        Assert.Contains("Connection: close\r\n", answer, StringComparison.Ordinal);
        Assert.Contains("this port speaks TLS: send to https:// instead of http://", answer, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plain_request_is_told_so_even_if_it_is_written_whole_before_the_answer_is_read()
    {
        using var bench = new TlsBench();
        using var client = bench.Loop.Connect();
        client.Send("POST / HTTP/1.1\r\n\r\n"u8);
        for (var i = 0; i < 8; i++)
            client.Send(new byte[1 << 20]);
        Assert.StartsWith("HTTP/1.1 400", client.ReadToEnd(), StringComparison.Ordinal);
    }

    /// <summary>What a client would begin with.</summary>
    private static byte[] Hello()
    {
        using var client = new TlsClient(new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp), options: null);
        client.Wire.Holds = true;
        Assert.ThrowsAny<Exception>(client.Authenticate);
        return client.Wire.Take();
    }

    private static void ReadOut(Socket client)
    {
        try
        {
            client.ReadToEnd();
        }
        catch (SocketException)
        {
            // Reset: as good as the end.
        }
    }
}
