using System.Globalization;
using FastSignal.Server.Ingest;

namespace FastSignal.Server.Hosting;

/// <summary>All settings of a server: the one table behind flags, environment, files and <c>--check-config</c>.</summary>
internal static class Settings
{
    /// <summary>The settings, in the order in which they are shown.</summary>
    public static IReadOnlyList<Setting> All { get; } =
    [
        new("Server:Listen", "--listen", (o, v) => o with { Listen = SettingValues.EndPoint(v) }, o => o.Listen.ToString()),
        new("Server:Console", "--console", (o, v) => o with { Console = SettingValues.EndPointOrNone(v) }, o => o.Console?.ToString() ?? "none"),
        new("Server:Consume", null, (o, v) => o with { Consume = SettingValues.Flag(v) }, o => o.Consume ? "true" : "false"),
        new("Server:Ack", "--ack", (o, v) => o with { Ack = SettingValues.Ack(v) }, o => o.Ack is AckMode.Durable ? "durable" : "memory"),
        new("Server:PublicUrl", "--public-url", (o, v) => o with { PublicUrl = SettingValues.Url(v) }, o => o.PublicUrl?.ToString() ?? ""),
        new("Server:MinFree", "--min-free", (o, v) => o with { MinFreeBytes = SettingValues.Size(v) },
            o => o.MinFreeBytes is { } bytes ? SettingValues.Text(bytes) : ""),
        new("Server:DrainDelay", "--drain-delay", (o, v) => o with { DrainDelay = SettingValues.Duration(v) }, o => SettingValues.Text(o.DrainDelay)),
        new("Log:Retention", "--retention", (o, v) => o with { Retention = SettingValues.Retention(v) },
            o => o.Retention is { } time ? SettingValues.Text(time) : "none"),
        new("Log:RetentionBytes", "--retention-bytes", (o, v) => o with { RetentionBytes = SettingValues.SizeOrNone(v) },
            o => o.RetentionBytes is { } bytes ? SettingValues.Text(bytes) : "none"),
        new("Log:SegmentBytes", "--segment-bytes", (o, v) => o with { SegmentBytes = SettingValues.SegmentBytes(v) }, o => SettingValues.Text(o.SegmentBytes)),
        new("Limits:Buffered", "--max-buffered", (o, v) => o with { Limits = o.Limits with { MaxBufferedBytes = SettingValues.BufferedBytes(v) } },
            o => SettingValues.Text(o.Limits.MaxBufferedBytes)),
        new("Tls:Certificate", "--tls-certificate", (o, v) => o with { TlsCertificate = SettingValues.FilePath(v) }, o => o.TlsCertificate ?? ""),
        new("Tls:Key", "--tls-key", (o, v) => o with { TlsKey = SettingValues.FilePath(v) }, o => o.TlsKey ?? ""),
        Limit("Connections", 16, 1_000_000, l => l.MaxConnections, (l, n) => l with { MaxConnections = n }),
        Limit("Lingering", 0, 1_000_000, l => l.MaxLingering, (l, n) => l with { MaxLingering = n }),
        Limit("RequestLineBytes", 1024, 1 << 16, l => l.Head.MaxRequestLineBytes, (l, n) => l with { Head = l.Head with { MaxRequestLineBytes = n } }),
        Limit("FieldSectionBytes", 1024, 1 << 16, l => l.Head.MaxFieldSectionBytes, (l, n) => l with { Head = l.Head with { MaxFieldSectionBytes = n } }),
        Limit("FieldLines", 8, 1000, l => l.Head.MaxFieldLines, (l, n) => l with { Head = l.Head with { MaxFieldLines = n } }),
        Limit("TlsHandshakeSeconds", 1, 300, l => l.TlsHandshakeSeconds, (l, n) => l with { TlsHandshakeSeconds = n }),
        Limit("HeadSeconds", 1, 300, l => l.HeadSeconds, (l, n) => l with { HeadSeconds = n }),
        Limit("ContentBytesPerSecond", 1, 1 << 20, l => l.ContentBytesPerSecond, (l, n) => l with { ContentBytesPerSecond = n }),
        Limit("ContentGraceSeconds", 1, 300, l => l.ContentGraceSeconds, (l, n) => l with { ContentGraceSeconds = n }),
        Limit("ContentStallSeconds", 1, 3600, l => l.ContentStallSeconds, (l, n) => l with { ContentStallSeconds = n }),
        Limit("RoomSeconds", 0, 20, l => l.RoomSeconds, (l, n) => l with { RoomSeconds = n }),
        Limit("IdleSeconds", 1, 3600, l => l.IdleSeconds, (l, n) => l with { IdleSeconds = n }),
        Limit("SendSeconds", 1, 300, l => l.SendSeconds, (l, n) => l with { SendSeconds = n }),
    ];

    private static Setting Limit(string name, int least, int most, Func<IngestLimits, int> get, Func<IngestLimits, int, IngestLimits> set) => new(
        $"Limits:{name}",
        Flag: null,
        (o, v) => o with { Limits = set(o.Limits, SettingValues.Number(v, least, most)) },
        o => get(o.Limits).ToString(CultureInfo.InvariantCulture));
}
