using FastSignal.Harness;
using FastSignal.Server.Hosting;

namespace FastSignal.Server.Tests.Hosting;

/// <summary>A folder with a certificate and its key, deleted in the end.</summary>
internal sealed class TlsFiles : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("fastsignal-tls-");
    private DateTime _writtenAt = new(2026, 11, 24, 12, 0, 0, DateTimeKind.Utc);

    public string Certificate => Path.Combine(_directory.FullName, "cert.pem");

    public string Key => Path.Combine(_directory.FullName, "key.pem");

    public CertificateFiles Pair => new(Certificate, Key);

    public void Write(TestCertificate certificate)
    {
        WriteCertificate(certificate.CertificatePem + certificate.IssuersPem);
        WriteKey(certificate.KeyPem);
    }

    public void WriteCertificate(string pem) => Write(Certificate, pem);

    public void WriteKey(string pem) => Write(Key, pem);

    public void Dispose() => _directory.Delete(recursive: true);

    /// <summary>Each time a second later: tests are quicker than the clocks of file systems.</summary>
    private void Write(string file, string text)
    {
        File.WriteAllText(file, text);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        _writtenAt = _writtenAt.AddSeconds(1);
        File.SetLastWriteTimeUtc(file, _writtenAt);
    }
}
