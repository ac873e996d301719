using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using FastSignal.Harness;

namespace FastSignal.EndToEnd;

/// <summary>Certificates that are wrong, and certificates that are replaced.</summary>
public sealed class TlsFilesTests : IAsyncDisposable
{
    private readonly Installation _installation = new();
    private readonly TestCertificate _certificate = TestCertificate.SelfSigned();

    private string CertificateFile => _installation.Beside("cert.pem");

    private string KeyFile => _installation.Beside("key.pem");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _installation.DisposeAsync();
        _certificate.Dispose();
    }

    [Theory]
    [InlineData("--tls-certificate", "--tls-key")]
    [InlineData("--tls-key", "--tls-certificate")]
    public async Task One_option_without_the_other_is_a_mistake_of_usage(string given, string missing)
    {
        await WriteAsync(_certificate);
        var result = await _installation.RunAsync("serve", "--listen", "127.0.0.1:0", given, CertificateFile);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(missing, Assert.Single(result.ErrorLines), StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Fact]
    public async Task Files_that_cannot_be_used_are_refused_with_one_line_that_names_them()
    {
        using var other = TestCertificate.SelfSigned();
        await WriteAsync(_certificate);
        await File.WriteAllTextAsync(_installation.Beside("other.pem"), other.KeyPem, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(_installation.Beside("locked.pem"), other.EncryptedKeyPem, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(_installation.Beside("text.pem"), "not PEM", TestContext.Current.CancellationToken);
        foreach (var (certificate, key, cause) in ((string, string, string)[])
            [
                ("nowhere.pem", "key.pem", "There is no TLS certificate"),
                ("cert.pem", "nowhere.pem", "There is no TLS private key"),
                ("text.pem", "key.pem", "holds no certificate in PEM form"),
                ("cert.pem", "text.pem", "holds no private key in PEM form"),
                ("cert.pem", "other.pem", "is not that of the first certificate in"),
                ("cert.pem", "locked.pem", "is encrypted"),
            ])
        {
            var result = await _installation.RunAsync(
                "serve", "--listen", "127.0.0.1:0", "--console", "none", "--tls-certificate", _installation.Beside(certificate), "--tls-key",
                _installation.Beside(key));
            Assert.Equal(1, result.ExitCode);
            var line = Assert.Single(result.ErrorLines);
            Assert.Contains(cause, line, StringComparison.Ordinal);
            Assert.Contains(_installation.Beside(certificate == "cert.pem" ? key : certificate), line, StringComparison.Ordinal);
            Assert.Empty(result.Output);
        }
    }

    [Fact]
    public async Task A_new_pair_is_shown_without_a_restart_and_a_broken_one_is_not()
    {
        using var renewed = TestCertificate.SelfSigned();
        await WriteAsync(_certificate);
        var server = await _installation.ServeAsync("--tls-certificate", CertificateFile, "--tls-key", KeyFile);
        using var old = Connect(server.Port);
        Assert.Equal(_certificate.Thumbprint, Shown(old));

        await File.WriteAllTextAsync(CertificateFile, "broken", TestContext.Current.CancellationToken);
        await server.SaysAsync("the certificate in use stays");
        using (var kept = Connect(server.Port))
            Assert.Equal(_certificate.Thumbprint, Shown(kept));

        await WriteAsync(renewed);
        await server.SaysAsync("TLS certificate reloaded");
        using (var next = Connect(server.Port))
            Assert.Equal(renewed.Thumbprint, Shown(next));

        // Who was there before goes on, until the drain, which TLS does not hold up.
        old.Write("GET /readyz HTTP/1.1\r\nHost: h\r\n\r\n"u8);
        Assert.NotEqual(0, await old.ReadAsync(new byte[4096], TestContext.Current.CancellationToken));
        Assert.Equal(0, await server.StopAsync());
    }

    [Fact]
    public async Task An_expired_certificate_is_served_with_a_warning()
    {
        using var expired = TestCertificate.SelfSigned(DateTimeOffset.UtcNow.AddDays(-9), DateTimeOffset.UtcNow.AddDays(-2));
        await WriteAsync(expired);
        var server = await _installation.ServeAsync("--tls-certificate", CertificateFile, "--tls-key", KeyFile);
        using (var client = Connect(server.Port))
            Assert.Equal(expired.Thumbprint, Shown(client));
        await server.SaysAsync("so clients refuse it");
    }

    private static SslStream Connect(int port)
    {
        var stream = new SslStream(
            new TcpClient("127.0.0.1", port).GetStream(), leaveInnerStreamOpen: false, (_, certificate, _, _) => certificate is not null);
        stream.AuthenticateAsClient("localhost");
        return stream;
    }

    private static string Shown(SslStream stream) => ((X509Certificate2)stream.RemoteCertificate!).Thumbprint;

    private async Task WriteAsync(TestCertificate certificate)
    {
        await File.WriteAllTextAsync(CertificateFile, certificate.CertificatePem, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(KeyFile, certificate.KeyPem, TestContext.Current.CancellationToken);
    }
}
