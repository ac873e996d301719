using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace FastSignal.Harness;

/// <summary>A certificate for localhost and 127.0.0.1 with its key, made for one test.</summary>
internal sealed class TestCertificate : IDisposable
{
    private readonly X509Certificate2 _certificate;

    private TestCertificate(X509Certificate2 certificate, string issuersPem)
    {
        _certificate = certificate;
        IssuersPem = issuersPem;
    }

    /// <summary>What distinguishes it from all others.</summary>
    public string Thumbprint => _certificate.Thumbprint;

    /// <summary>The certificate alone.</summary>
    public string CertificatePem => _certificate.ExportCertificatePem() + "\n";

    /// <summary>The certificates that issued it, without the root.</summary>
    public string IssuersPem { get; }

    /// <summary>Its private key.</summary>
    public string KeyPem => Key.ExportPkcs8PrivateKeyPem() + "\n";

    /// <summary>Its private key, encrypted with a password.</summary>
    public string EncryptedKeyPem =>
        Key.ExportEncryptedPkcs8PrivateKeyPem("secret", new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000)) + "\n";

    private AsymmetricAlgorithm Key => (AsymmetricAlgorithm?)_certificate.GetECDsaPrivateKey() ?? _certificate.GetRSAPrivateKey()!;

    /// <summary>Makes one that has signed itself, with a key on P-256, as ACME clients make by default.</summary>
    public static TestCertificate SelfSigned(DateTimeOffset? from = null, DateTimeOffset? until = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new TestCertificate(Request(key, "CN=localhost").CreateSelfSigned(from ?? Yesterday, until ?? Tomorrow), "");
    }

    /// <summary>Makes one that has signed itself, with an RSA key.</summary>
    public static TestCertificate Rsa(int keyBits)
    {
        using var key = RSA.Create(keyBits);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return new TestCertificate(request.CreateSelfSigned(Yesterday, Tomorrow), "");
    }

    /// <summary>Makes one that an intermediate has issued, which a root has issued.</summary>
    public static TestCertificate Issued()
    {
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var middleKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var root = Authority(rootKey, "CN=root of the test").CreateSelfSigned(Yesterday, Tomorrow);
        using var bare = Authority(middleKey, "CN=intermediate of the test").Create(root, Yesterday, Tomorrow, [1]);
        using var middle = bare.CopyWithPrivateKey(middleKey);
        using var leaf = Request(key, "CN=localhost").Create(middle, Yesterday, Tomorrow, [2]);
        return new TestCertificate(leaf.CopyWithPrivateKey(key), middle.ExportCertificatePem() + "\n");
    }

    /// <inheritdoc/>
    public void Dispose() => _certificate.Dispose();

    private static DateTimeOffset Yesterday => DateTimeOffset.UtcNow.AddDays(-1);

    private static DateTimeOffset Tomorrow => DateTimeOffset.UtcNow.AddDays(1);

    private static CertificateRequest Request(ECDsa key, string name)
    {
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        return request;
    }

    private static CertificateRequest Authority(ECDsa key, string name)
    {
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        return request;
    }
}
