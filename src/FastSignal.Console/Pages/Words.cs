using System.Globalization;
using FastSignal.Leads;

namespace FastSignal.Console;

/// <summary>Figures in words for a person.</summary>
internal static class Words
{
    /// <summary>A duration: <c>250 ms</c>, <c>4.2 s</c>, <c>3 min 5 s</c>, <c>2 h 10 min</c>, <c>3 d 4 h</c>.</summary>
    internal static string Duration(TimeSpan time) => time switch
    {
        _ when time < TimeSpan.FromSeconds(1) => Text($"{time.TotalMilliseconds:0} ms"),
        _ when time < TimeSpan.FromMinutes(1) => Text($"{time.TotalSeconds:0.#} s"),
        _ when time < TimeSpan.FromHours(1) => Text($"{time.Minutes} min {time.Seconds} s"),
        _ when time < TimeSpan.FromDays(1) => Text($"{time.Hours} h {time.Minutes} min"),
        _ => Text($"{time.Days} d {time.Hours} h"),
    };

    /// <summary>An amount of octets: <c>512 B</c>, <c>1.5 KiB</c>, <c>20 MiB</c>.</summary>
    internal static string Bytes(long bytes)
    {
        ReadOnlySpan<string> units = ["KiB", "MiB", "GiB", "TiB"];
        if (bytes < 1024)
            return Text($"{bytes} B");

        var amount = bytes / 1024.0;
        var unit = 0;
        for (; amount >= 1024 && unit < units.Length - 1; unit++)
            amount /= 1024;
        return Text($"{amount:0.#} {units[unit]}");
    }

    /// <summary>A count with its noun: <c>1 entry</c>, <c>2,000 entries</c>.</summary>
    internal static string Count(long count, string one, string many) => Text($"{count:N0} {(count == 1 ? one : many)}");

    /// <summary>An outcome: <c>lead created</c>.</summary>
    internal static string Outcome(EntryOutcome outcome) => outcome.Name().Replace('_', ' ');

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
