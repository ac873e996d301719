using System.Net;
using Microsoft.AspNetCore.Builder;

namespace FastSignal.Console;

/// <summary>The read-only status page and <c>/metrics</c>, on a port of their own.</summary>
/// <remarks>Owns its web server and the one thread that reads registry, lead store and log. Changes nothing, and shows no token.</remarks>
public sealed class ConsoleHost : IDisposable
{
    // Idle connections close at once; only a page that is just being sent is waited for.
    private static readonly TimeSpan MaxShutdownTime = TimeSpan.FromSeconds(2);

    private readonly SnapshotReader _reader;
    private readonly SnapshotThread _snapshots;
    private readonly LeadMeter _meter;
    private readonly WebApplication _application;

    private ConsoleHost(ConsoleOptions options)
    {
        _reader = new SnapshotReader(options);
        _snapshots = new SnapshotThread(options.Time, _reader.Take);
        _meter = new LeadMeter(() => _snapshots.Latest);
        _application = ConsoleApplication.Build(options, _snapshots);
        Address = new UriBuilder(Uri.UriSchemeHttp, options.Listen.Address.ToString(), options.Listen.Port).Uri;
    }

    /// <summary>Where the page is, with the real port when 0 was asked for.</summary>
    public Uri Address { get; private set; }

    /// <summary>Starts to listen; when this returns, the page is there.</summary>
    /// <exception cref="IOException">The endpoint cannot be listened on; the message is one sentence: which, and why.</exception>
    public static ConsoleHost Start(ConsoleOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var host = new ConsoleHost(options);
        try
        {
            host._application.StartAsync().GetAwaiter().GetResult();
            host.Address = new Uri(host._application.Urls.Single());
            return host;
        }
        catch (Exception fault)
        {
            host.Dispose();
            if (fault is IOException or System.Net.Sockets.SocketException)
                throw CannotListen(options.Listen, fault);
            throw;
        }
    }

    /// <summary>Stops listening and reading.</summary>
    public void Dispose()
    {
        using (var limit = new CancellationTokenSource(MaxShutdownTime))
            _application.StopAsync(limit.Token).GetAwaiter().GetResult();
        _application.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _meter.Dispose();
        _snapshots.Dispose();
        _reader.Dispose();
    }

    private static IOException CannotListen(IPEndPoint endpoint, Exception fault)
    {
        // Kestrel's own sentence names the endpoint again; what the system said is the innermost.
        var cause = fault.GetBaseException().Message.TrimEnd('.');
        return new IOException($"The console cannot listen on {endpoint}: {cause}. Give another endpoint with --console, or none.", fault);
    }
}
