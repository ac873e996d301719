using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using FastSignal.Harness;
using FastSignal.Log;
using FastSignal.Server.Ingest.Tls;

namespace FastSignal.Server.Tests.Ingest.Tls;

/// <summary>A loop that speaks TLS, with a certificate of its own.</summary>
internal sealed class TlsBench : IDisposable
{
    private readonly TestCertificate _certificate = TestCertificate.SelfSigned();

    public TlsBench(string poller = "best", TimeProvider? time = null, IEntryLog? realLog = null, LogDouble? log = null)
    {
        Identity = new TlsIdentity(Context(_certificate));
        Loop = new LoopUnderTest(poller, log, time, realLog, tls: Identity);
    }

    public TlsIdentity Identity { get; }

    public LoopUnderTest Loop { get; }

    public string Thumbprint => _certificate.Thumbprint;

    public long FailedHandshakes => Loop.Ingest.State.Figures.FailedHandshakes;

    public static SslStreamCertificateContext Context(TestCertificate certificate)
    {
        var issuers = new X509Certificate2Collection();
        issuers.ImportFromPem(certificate.IssuersPem);
        return SslStreamCertificateContext.Create(X509Certificate2.CreateFromPem(certificate.CertificatePem, certificate.KeyPem), issuers, offline: true);
    }

    /// <summary>A client that has not done its handshake yet.</summary>
    public TlsClient Reach(Action<SslClientAuthenticationOptions>? options = null) => new(Loop.Connect(), options);

    /// <summary>A client that has done its handshake.</summary>
    public TlsClient Connect(Action<SslClientAuthenticationOptions>? options = null)
    {
        var client = Reach(options);
        client.Authenticate();
        return client;
    }

    /// <summary>Lets the loop take a turn, and look at the clock.</summary>
    public void Turn()
    {
        using var client = Connect();
        client.Send("GET /livez HTTP/1.1\r\nHost: h\r\n\r\n"u8);
        client.ReadUntil("}");
    }

    /// <summary>Waits until no connection is left; those that wait to be accepted are, before the one that is made here.</summary>
    public void AwaitNoConnection()
    {
        Turn();
        Assert.True(SpinWait.SpinUntil(() => Loop.Loop.ConnectionCount == 0, TimeSpan.FromSeconds(20)), $"{Loop.Loop.ConnectionCount} connections are left");
    }

    public void Dispose()
    {
        Loop.Dispose();
        _certificate.Dispose();
    }
}
