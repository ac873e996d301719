using System.Globalization;

namespace FastSignal.Server.Hosting;

/// <summary>How many files and sockets this process may have open.</summary>
internal static class DescriptorLimit
{
    /// <summary>Kept free for segments, databases, the console and the runtime.</summary>
    private const int Reserved = 256;

    /// <summary>The most connections that leave enough for everything else; <paramref name="wanted"/> where the system sets no lower limit.</summary>
    public static int MaxConnections(int wanted)
    {
        const string limits = "/proc/self/limits";
        if (!File.Exists(limits))
            return wanted;
        var line = File.ReadLines(limits).FirstOrDefault(l => l.StartsWith("Max open files", StringComparison.Ordinal));
        var soft = line?.Split(' ', StringSplitOptions.RemoveEmptyEntries).ElementAtOrDefault(3);
        return int.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out var open) ? Math.Clamp(open - Reserved, 16, wanted) : wanted;
    }
}
