using FastSignal.Harness;
using FastSignal.Server.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace FastSignal.Server.Tests.Hosting;

public sealed class CertificateWatchTests : IDisposable
{
    private const int Reloaded = 150;
    private const int Kept = 151;
    private const int Invalid = 152;

    private readonly TlsFiles _files = new();
    private readonly TestCertificate _certificate = TestCertificate.SelfSigned();
    private readonly TestCertificate _renewed = TestCertificate.SelfSigned();
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);
    private readonly EventDouble _events = new();
    private readonly CertificateWatch _watch;

    public CertificateWatchTests()
    {
        _files.Write(_certificate);
        _watch = new CertificateWatch(_files.Pair, _time, _events);
    }

    public void Dispose()
    {
        _watch.Dispose();
        _certificate.Dispose();
        _renewed.Dispose();
        _files.Dispose();
    }

    [Fact]
    public void Files_that_do_not_change_are_not_loaded_again()
    {
        LookAgain();
        Assert.Equal(_certificate.Thumbprint, Shown);
        Assert.Empty(_events.Ids);
    }

    [Fact]
    public void A_new_pair_is_taken_once_it_has_stood_still_for_a_look()
    {
        _files.Write(_renewed);
        _watch.Look();
        Assert.Equal(_certificate.Thumbprint, Shown);
        _watch.Look();
        Assert.Equal(_renewed.Thumbprint, Shown);
        Assert.Contains(_files.Certificate, _events.Texts[0], StringComparison.Ordinal);
        LookAgain();
        Assert.Equal([Reloaded], _events.Ids);
    }

    [Fact]
    public void A_new_certificate_waits_for_its_key()
    {
        _files.WriteCertificate(_renewed.CertificatePem);
        _watch.Look();
        _files.WriteKey(_renewed.KeyPem);
        LookAgain();
        Assert.Equal(_renewed.Thumbprint, Shown);
        Assert.Equal([Reloaded], _events.Ids);
    }

    [Fact]
    public void Whatever_cannot_be_used_is_said_once_and_the_old_pair_stays_until_a_good_one_comes()
    {
        _files.WriteKey(_renewed.KeyPem);
        LookAgain();
        LookAgain();
        Assert.Equal(_certificate.Thumbprint, Shown);
        Assert.Equal([Kept], _events.Ids);
        Assert.Contains($"The private key {_files.Key} is not that of the first certificate in {_files.Certificate}", _events.Texts[0],
            StringComparison.Ordinal);

        File.Delete(_files.Certificate);
        LookAgain();
        LookAgain();
        Assert.Equal([Kept, Kept], _events.Ids);
        Assert.Contains($"There is no TLS certificate {_files.Certificate}", _events.Texts[1], StringComparison.Ordinal);

        _files.Write(_renewed);
        LookAgain();
        Assert.Equal(_renewed.Thumbprint, Shown);
        Assert.Equal([Kept, Kept, Reloaded], _events.Ids);
    }

    [Fact]
    public void A_certificate_that_expires_is_said_once_and_its_successor_starts_anew()
    {
        _time.Advance(TimeSpan.FromDays(2));
        LookAgain();
        LookAgain();
        Assert.Equal([Invalid], _events.Ids);
        Assert.Contains(_files.Certificate, _events.Texts[0], StringComparison.Ordinal);

        using var future = TestCertificate.SelfSigned(_time.GetUtcNow().AddDays(1), _time.GetUtcNow().AddDays(2));
        _files.Write(future);
        LookAgain();
        Assert.Equal([Invalid, Reloaded, Invalid], _events.Ids);
        _time.Advance(TimeSpan.FromDays(1.5));
        LookAgain();
        Assert.Equal(3, _events.Ids.Count);
    }

    [Fact]
    public void The_thread_ends_with_it()
    {
        var watch = new CertificateWatch(_files.Pair, _time, _events);
        watch.Start();
        watch.Dispose();
        Assert.Empty(_events.Ids);
    }

    private string Shown => _watch.Identity.Options.ServerCertificateContext!.TargetCertificate.Thumbprint;

    private void LookAgain()
    {
        _watch.Look();
        _watch.Look();
    }
}
