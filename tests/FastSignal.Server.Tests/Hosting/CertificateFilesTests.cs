using FastSignal.Harness;
using FastSignal.Server.Hosting;

namespace FastSignal.Server.Tests.Hosting;

public sealed class CertificateFilesTests : IDisposable
{
    private readonly TlsFiles _files = new();
    private readonly TestCertificate _certificate = TestCertificate.SelfSigned();

    public void Dispose()
    {
        _certificate.Dispose();
        _files.Dispose();
    }

    [Fact]
    public void A_pair_is_loaded()
    {
        _files.Write(_certificate);
        Assert.Equal(_certificate.Thumbprint, _files.Pair.Load().TargetCertificate.Thumbprint);
    }

    [Fact]
    public void Those_that_issued_the_certificate_are_loaded_with_it()
    {
        using var issued = TestCertificate.Issued();
        _files.Write(issued);
        var context = _files.Pair.Load();
        Assert.Equal(issued.Thumbprint, context.TargetCertificate.Thumbprint);
        Assert.Equal("CN=intermediate of the test", Assert.Single(context.IntermediateCertificates).Subject);
    }

    [Fact]
    public void Certificate_and_key_may_be_in_one_file()
    {
        _files.WriteCertificate(_certificate.KeyPem + _certificate.CertificatePem);
        Assert.Equal(_certificate.Thumbprint, new CertificateFiles(_files.Certificate, _files.Certificate).Load().TargetCertificate.Thumbprint);
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        Refuses("There is no TLS certificate", _files.Certificate, "--tls-certificate");
        _files.WriteCertificate(_certificate.CertificatePem);
        Refuses("There is no TLS private key", _files.Key, "--tls-key");
    }

    [Fact]
    public void A_folder_is_no_file()
    {
        Directory.CreateDirectory(_files.Certificate);
        Refuses("is a folder", _files.Certificate, "--tls-certificate");
    }

    [Fact]
    public void A_file_that_is_not_PEM_is_named()
    {
        _files.Write(_certificate);
        _files.WriteCertificate("0\u0001\u0002");
        Refuses("holds no certificate in PEM form", _files.Certificate, "--tls-certificate");
        _files.Write(_certificate);
        _files.WriteKey(_certificate.CertificatePem);
        Refuses("holds no private key in PEM form", _files.Key, "--tls-key");
    }

    [Fact]
    public void A_damaged_file_is_named()
    {
        _files.Write(_certificate);
        _files.WriteCertificate("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        Refuses("is damaged", _files.Certificate, "Get it anew");
        _files.Write(_certificate);
        _files.WriteKey("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
        Refuses(_files.Key, _files.Certificate, "Name a certificate and its own key");
    }

    [Fact]
    public void Another_key_is_refused()
    {
        using var other = TestCertificate.SelfSigned();
        _files.Write(_certificate);
        _files.WriteKey(other.KeyPem);
        Refuses(_files.Key, "is not that of the first certificate in", _files.Certificate);
    }

    [Fact]
    public void A_key_of_another_kind_is_refused()
    {
        using var other = TestCertificate.Rsa(2048);
        _files.Write(_certificate);
        _files.WriteKey(other.KeyPem);
        Refuses(_files.Key, "is not that of the first certificate in", _files.Certificate);
    }

    [Fact]
    public void An_encrypted_key_is_refused_with_the_way_to_decrypt_it()
    {
        _files.Write(_certificate);
        _files.WriteKey(_certificate.EncryptedKeyPem);
        Refuses(_files.Key, "is encrypted", $"openssl pkey -in {_files.Key}");
    }

    [Fact]
    public void A_key_that_the_system_does_not_allow_is_found_out_before_senders_do()
    {
        using var weak = TestCertificate.Rsa(1024);
        _files.Write(weak);
        Refuses(_files.Certificate, "cannot be used", "RSA key of 2048 bits");
    }

    [Fact]
    public void A_key_that_all_can_read_is_seen()
    {
        _files.Write(_certificate);
        Assert.False(_files.Pair.IsKeyOpenToOthers);
        if (OperatingSystem.IsWindows())
            return;
        File.SetUnixFileMode(_files.Key, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        Assert.True(_files.Pair.IsKeyOpenToOthers);
    }

    [Fact]
    public void A_swapped_link_in_the_middle_of_the_path_changes_the_stamps()
    {
        var (first, second) = (Path.Combine(Path.GetDirectoryName(_files.Key)!, "1"), Path.Combine(Path.GetDirectoryName(_files.Key)!, "2"));
        var link = Path.Combine(Path.GetDirectoryName(_files.Key)!, "now");
        foreach (var (folder, bytes) in new[] { (first, 3), (second, 4) })
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(Path.Combine(folder, "cert.pem"), new string('x', bytes));
        }

        Directory.CreateSymbolicLink(link, first);
        var files = new CertificateFiles(Path.Combine(link, "cert.pem"), _files.Key);
        var before = files.Stamps;
        Assert.Equal(before, files.Stamps);
        Directory.Delete(link);
        Directory.CreateSymbolicLink(link, second);
        Assert.NotEqual(before, files.Stamps);
        Assert.Equal(4, files.Stamps.Certificate?.Bytes);
        Assert.Null(files.Stamps.Key);
    }

    private void Refuses(params string[] words)
    {
        var refusal = Assert.Throws<RefusedException>(_files.Pair.Load);
        Assert.All(words, w => Assert.Contains(w, refusal.Message, StringComparison.Ordinal));
        Assert.DoesNotContain('\n', refusal.Message);
    }
}
