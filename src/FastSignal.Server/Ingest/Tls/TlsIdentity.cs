using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace FastSignal.Server.Ingest.Tls;

/// <summary>What the port shows to those who connect with TLS, and how TLS is spoken. Connections take what is there when they begin.</summary>
/// <remarks>Replaced by the thread that watches the files, read by the loop.</remarks>
internal sealed class TlsIdentity(SslStreamCertificateContext certificate)
{
    private volatile SslServerAuthenticationOptions _options = OptionsFor(certificate);

    /// <summary>How the next handshake is done.</summary>
    public SslServerAuthenticationOptions Options => _options;

    /// <summary>Shows another certificate from the next connection on.</summary>
    public void Replace(SslStreamCertificateContext certificate) => _options = OptionsFor(certificate);

    /// <summary>TLS 1.2 and 1.3 (RFC 9325 s3.1.1), HTTP/1.1 alone, no certificate asked for, no renegotiation.</summary>
    internal static SslServerAuthenticationOptions OptionsFor(SslStreamCertificateContext certificate) => new()
    {
        ServerCertificateContext = certificate,
        EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        ApplicationProtocols = [SslApplicationProtocol.Http11],
        ClientCertificateRequired = false,
        CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        AllowRenegotiation = false,
    };
}
