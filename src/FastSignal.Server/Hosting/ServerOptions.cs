using System.Globalization;
using System.Net;
using System.Numerics;
using FastSignal.Log;
using FastSignal.Server.Ingest;

namespace FastSignal.Server.Hosting;

/// <summary>Everything that can be set about a server: immutable, and whole before anything starts.</summary>
internal sealed record ServerOptions
{
    /// <summary>Where entries come in. Port 0: any free one.</summary>
    public IPEndPoint Listen { get; init; } = new(IPAddress.Loopback, 8080);

    /// <summary>Where the status page and <c>/metrics</c> are; null: nowhere.</summary>
    public IPEndPoint? Console { get; init; } = new(IPAddress.Loopback, 8081);

    /// <summary>The consumer runs inside the server.</summary>
    public bool Consume { get; init; } = true;

    /// <summary>What a success status promises.</summary>
    public AckMode Ack { get; init; } = AckMode.Durable;

    /// <summary>Free octets on the disk below which entries are refused; null: the smaller of 1 GiB and 5 % of the file system.</summary>
    public long? MinFreeBytes { get; init; }

    /// <summary>How long an entry stays in the log after the consumer has worked it off; null: for ever.</summary>
    // DESIGN.md section 6: 7 days, so that a mapping can be tried on history and entries be replayed. Kafka's default is 7 days, too.
    public TimeSpan? Retention { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Octets of log beyond which entries go earlier, once the consumer has worked them off; null: no limit.</summary>
    public long? RetentionBytes { get; init; }

    /// <summary>Size of the segment files of a log that is made, in octets: a power of two. A log that is there keeps its own.</summary>
    // The size at which the log was measured (LogGeometry.Default): a new file every few seconds at full speed.
    public long SegmentBytes { get; init; } = 1L << LogGeometry.Default.SegmentBits;

    /// <summary>How the outside reaches the ingest port, for the URLs that commands print; null: the listening address.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>The PEM file of the certificate that the ingest port speaks TLS with, those that issued it behind it; null: it speaks plain HTTP.</summary>
    public string? TlsCertificate { get; init; }

    /// <summary>The PEM file of its private key; null exactly if <see cref="TlsCertificate"/> is.</summary>
    public string? TlsKey { get; init; }

    /// <summary>The scheme of URLs of the ingest port.</summary>
    public string Scheme => TlsCertificate is null ? "http" : "https";

    /// <summary>How long service goes on after SIGTERM while <c>/readyz</c> sends load balancers elsewhere.</summary>
    // Kubernetes takes a few seconds to take a pod out of its services.
    public TimeSpan DrainDelay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Limits of the ingest port.</summary>
    public IngestLimits Limits { get; init; } = new();

    /// <summary>What is kept of the log behind the checkpoint.</summary>
    public LogRetention LogRetention => new(Retention, RetentionBytes);

    /// <summary>How a log is made, if there is none.</summary>
    public LogGeometry Geometry => LogGeometry.Default with { SegmentBits = BitOperations.Log2((ulong)SegmentBytes) };

    /// <summary>The base of the URLs of signals; <see cref="Reachable"/> makes one of it that can be sent to.</summary>
    public Uri BaseUrl => PublicUrl ?? new Uri(string.Create(CultureInfo.InvariantCulture, $"{Scheme}://{Listen}"));

    /// <summary>A URL that can be sent to: a server that listens on every address is reached on this machine at the loopback one.</summary>
    public static Uri Reachable(Uri url) => url.Host switch
    {
        "0.0.0.0" => new UriBuilder(url) { Host = "127.0.0.1" }.Uri,
        "[::]" => new UriBuilder(url) { Host = "[::1]" }.Uri,
        _ => url,
    };
}
