using System.Globalization;
using System.Net.Security;
using FastSignal.Server.Ingest.Tls;
using Microsoft.Extensions.Logging;

namespace FastSignal.Server.Hosting;

/// <summary>Keeps the certificate of the ingest port that of its files: a thread of its own looks once a second whether they have changed.</summary>
/// <remarks>Whatever is wrong with changed files is reported once, and the certificate in use stays.</remarks>
internal sealed class CertificateWatch : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly CertificateFiles _files;
    private readonly TimeProvider _time;
    private readonly ILogger _events;
    private readonly ManualResetEvent _stop = new(initialState: false);
    private readonly Thread _thread;
    private (FileStamp? Certificate, FileStamp? Key) _seen;
    private (FileStamp? Certificate, FileStamp? Key) _tried;
    private SslStreamCertificateContext _certificate;
    private bool _isReportedInvalid;

    /// <summary>Loads the files. They are looked at by hand until the thread is started.</summary>
    /// <exception cref="RefusedException">They cannot be used.</exception>
    public CertificateWatch(CertificateFiles files, TimeProvider time, ILogger events)
    {
        _files = files;
        _time = time;
        _events = events;

        // Before they are read: what changes meanwhile is seen at the next look.
        _seen = _tried = files.Stamps;
        _certificate = files.Load();
        Identity = new TlsIdentity(_certificate);
        _thread = new Thread(Run) { IsBackground = true, Name = "fastsignal certificate" };
    }

    /// <summary>What connections are shown.</summary>
    public TlsIdentity Identity { get; }

    /// <summary>Starts the thread.</summary>
    public void Start() => _thread.Start();

    /// <summary>Looks once.</summary>
    internal void Look()
    {
        // Changed since the last look: perhaps the other file is only being written, so it is loaded when both have stood still for a second.
        var stamps = _files.Stamps;
        var isStill = stamps == _seen;
        _seen = stamps;
        if (isStill && stamps != _tried)
            Reload();
        ReportInvalid();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Set();
        if (_thread.IsAlive)
            _thread.Join();
        _stop.Dispose();
    }

    private void Run()
    {
        ReportOpenKey();
        do Look();
        while (!_stop.WaitOne(Interval));
    }

    private void Reload()
    {
        _tried = _seen;
        try
        {
            _certificate = _files.Load();
            Identity.Replace(_certificate);
            _isReportedInvalid = false;
            _events.CertificateReloaded(_files.Certificate, Day(_certificate.TargetCertificate.NotAfter));
            ReportOpenKey();
        }
        catch (RefusedException e)
        {
            _events.CertificateKept(e.Message);
        }
    }

    /// <summary>Once for each certificate: at the start, or when its time comes.</summary>
    private void ReportInvalid()
    {
        var now = _time.GetUtcNow().UtcDateTime;
        var (from, until) = (_certificate.TargetCertificate.NotBefore.ToUniversalTime(), _certificate.TargetCertificate.NotAfter.ToUniversalTime());
        if (_isReportedInvalid || (now >= from && now <= until))
            return;
        _isReportedInvalid = true;
        _events.CertificateInvalid(_files.Certificate, Day(from), Day(until));
    }

    private void ReportOpenKey()
    {
        if (_files.IsKeyOpenToOthers)
            _events.PrivateKeyOpen(_files.Key);
    }

    private static string Day(DateTime time) => time.ToUniversalTime().ToString("u", CultureInfo.InvariantCulture);
}
