using FastSignal.Harness;

namespace FastSignal.EndToEnd;

/// <summary>One running server that speaks TLS, with one live signal.</summary>
public sealed class TlsFixture : IAsyncLifetime
{
    internal Installation Installation { get; } = new();

    internal TestCertificate Certificate { get; } = TestCertificate.SelfSigned();

    internal ServerProcess Server { get; private set; } = null!;

    internal SignalLine Signal { get; private set; } = null!;

    internal string CertificateFile => Installation.Beside("cert.pem");

    internal string KeyFile => Installation.Beside("key.pem");

    internal string Url => new Uri(Server.Address, Request.Path(Signal.Token)).ToString();

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(CertificateFile, Certificate.CertificatePem);
        await File.WriteAllTextAsync(KeyFile, Certificate.KeyPem);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(KeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Signal = await Installation.CreateVisitorSignalAsync();
        Server = await Installation.ServeAsync("--tls-certificate", CertificateFile, "--tls-key", KeyFile);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Installation.DisposeAsync();
        Certificate.Dispose();
    }
}
