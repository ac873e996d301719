using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace FastSignal.Server.Hosting;

/// <summary>The two PEM files that TLS is set up with: the server's certificate with those that issued it behind it, and its private key.</summary>
/// <param name="Certificate">The file of the certificates.</param>
/// <param name="Key">The file of the private key; it may be the same.</param>
internal sealed record CertificateFiles(string Certificate, string Key)
{
    /// <summary>What tells one state of the files from another, without reading them; where a file is missing, that.</summary>
    public (FileStamp? Certificate, FileStamp? Key) Stamps => (FileStamp.Of(Certificate), FileStamp.Of(Key));

    /// <summary>Reads the pair, and tries it.</summary>
    /// <exception cref="RefusedException">It cannot be used: what is wrong with which file, and what to do.</exception>
    public SslStreamCertificateContext Load()
    {
        // Each is read once: what the shell hands over as a pipe can be read only once.
        var certificates = Read(Certificate, "certificate", "--tls-certificate");
        var chain = Certificates(certificates);
        var own = Pair(certificates);
        try
        {
            // Offline: a certificate is never fetched from where the file says that it is.
            var context = SslStreamCertificateContext.Create(own, chain, offline: true);
            TrialHandshake.Run(context);
            return context;
        }
        catch (Exception e) when (e is not RefusedException)
        {
            throw new RefusedException(
                $"The TLS certificate {Certificate} cannot be used: {e.GetBaseException().Message.TrimEnd('.')}. Get one with an RSA key of 2048 bits or more, or an ECDSA key on P-256 or P-384.",
                e);
        }
    }

    /// <summary>Whether users other than the owner and the group can read the key.</summary>
    public bool IsKeyOpenToOthers => !OperatingSystem.IsWindows() && File.Exists(Key) && File.GetUnixFileMode(Key).HasFlag(UnixFileMode.OtherRead);

    private X509Certificate2Collection Certificates(string text)
    {
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPem(text);
        }
        catch (CryptographicException e)
        {
            throw new RefusedException($"The TLS certificate {Certificate} is damaged: {e.Message.TrimEnd('.')}. Get it anew from where it was issued.", e);
        }

        return certificates.Count > 0
            ? certificates
            : throw new RefusedException(
                $"The file {Certificate} holds no certificate in PEM form (-----BEGIN CERTIFICATE-----). Name the right one with --tls-certificate; openssl x509 converts other forms.");
    }

    private X509Certificate2 Pair(string certificates)
    {
        var key = Read(Key, "private key", "--tls-key");
        if (key.Contains("ENCRYPTED", StringComparison.Ordinal))
            throw new RefusedException(
                $"The private key {Key} is encrypted, and a server cannot ask for its password. Decrypt it with `openssl pkey -in {Key} -out NEW`, let only the server's user read NEW (chmod 600), and name it with --tls-key.");
        if (!key.Contains("PRIVATE KEY-----", StringComparison.Ordinal))
            throw new RefusedException(
                $"The file {Key} holds no private key in PEM form (-----BEGIN PRIVATE KEY-----). Name the right one with --tls-key; openssl pkey converts other forms.");
        try
        {
            return X509Certificate2.CreateFromPem(certificates, key);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException or NotSupportedException)
        {
            throw new RefusedException(
                $"The private key {Key} is not that of the first certificate in {Certificate}: {e.Message.TrimEnd('.')}. Name a certificate and its own key; the server's certificate comes first in its file, those that issued it behind it.",
                e);
        }
    }

    private static string Read(string file, string what, string flag)
    {
        if (Directory.Exists(file))
            throw new RefusedException($"The TLS {what} {file} is a folder. Name a PEM file with {flag}.");
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new RefusedException($"There is no TLS {what} {file}. Name the PEM file with {flag}.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException(
                $"The TLS {what} {file} cannot be read: {e.Message.TrimEnd('.')}. Let the server's user read it, or name another file with {flag}.", e);
        }
    }
}
