using System.Globalization;
using FastSignal.Server.Ingest;

namespace FastSignal.Server.Hosting;

/// <summary>How many files and sockets this process may have open.</summary>
internal static class DescriptorLimit
{
    /// <summary>Kept free for segments, databases, the console and the runtime: a log that cannot open its next segment has failed.</summary>
    private const int Reserved = 256;

    /// <summary>Connections that are served, and that linger, however few descriptors there are.</summary>
    private const int Least = 16;

    /// <summary>The limits with so few connections that all of them, lingering ones too, leave enough descriptors for everything else; as wanted
    /// where the system sets no lower limit.</summary>
    public static IngestLimits Fit(IngestLimits wanted)
    {
        const string limits = "/proc/self/limits";
        if (!File.Exists(limits))
            return wanted;
        var line = File.ReadLines(limits).FirstOrDefault(l => l.StartsWith("Max open files", StringComparison.Ordinal));
        var soft = line?.Split(' ', StringSplitOptions.RemoveEmptyEntries).ElementAtOrDefault(3);
        return int.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out var open) ? Fit(wanted, open) : wanted;
    }

    /// <summary>The limits for a process that may have this many descriptors.</summary>
    /// <exception cref="RefusedException">They are too few for any connection.</exception>
    public static IngestLimits Fit(IngestLimits wanted, int open)
    {
        if (open < Reserved + (2 * Least))
            throw new RefusedException(string.Create(CultureInfo.InvariantCulture,
                $"Only {open} files and sockets may be open, and the server needs at least {Reserved + (2 * Least)}: raise the limit with `ulimit -n 65536` (systemd: LimitNOFILE=65536)."));

        // A tenth may linger, as by default.
        var connections = open - Reserved;
        var lingering = Math.Min(wanted.MaxLingering, Math.Max(connections / 10, Least));
        return wanted with { MaxLingering = lingering, MaxConnections = Math.Min(wanted.MaxConnections, Math.Max(connections - lingering, Least)) };
    }
}
