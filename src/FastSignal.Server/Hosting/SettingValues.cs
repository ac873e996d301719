using System.Globalization;
using System.Net;
using System.Numerics;

namespace FastSignal.Server.Hosting;

/// <summary>How the values of settings are written and read.</summary>
internal static class SettingValues
{
    private const string DurationForm = "a duration such as 500ms, 5s, 2m, 24h or 7d, at most 3650d";

    /// <summary>The smallest segment: two pages of the log, and a new file not more often than a file system likes.</summary>
    public const long LeastSegmentBytes = 8 << 20;

    /// <summary>The largest: what is given back at once, and what a new log takes.</summary>
    public const long MostSegmentBytes = 1 << 30;

    /// <summary>The least memory for contents: one of the largest must fit, with its record and an unfinished token, each in an array of up to twice
    /// its size.</summary>
    public const long LeastBufferedBytes = 8 << 20;

    private static readonly TimeSpan MaxDuration = TimeSpan.FromDays(3650);

    /// <summary>An address with a port: <c>127.0.0.1:8080</c>, <c>[::1]:8080</c>.</summary>
    public static IPEndPoint EndPoint(string text)
    {
        var colon = text.LastIndexOf(':');
        var host = colon < 0 ? "" : text[..colon].Replace("localhost", "127.0.0.1", StringComparison.OrdinalIgnoreCase);

        // An IPv6 address stands in brackets: without them nobody knows whether its last group is the port.
        return (host.StartsWith('[') || !host.Contains(':', StringComparison.Ordinal)) && IPEndPoint.TryParse($"{host}:{text[(colon + 1)..]}", out var endPoint)
            ? endPoint
            : throw new FormatException("an address with a port such as 127.0.0.1:8080 or [::1]:8080 (port 0 for any free one)");
    }

    /// <summary>A duration: <c>500ms</c>, <c>5s</c>, <c>2m</c>, <c>24h</c>, <c>7d</c>.</summary>
    public static TimeSpan Duration(string text)
    {
        var digits = text.TakeWhile(c => char.IsAsciiDigit(c) || c == '.').Count();
        if (!double.TryParse(text.AsSpan(0, digits), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            throw new FormatException(DurationForm);
        var seconds = number * SecondsOf(text.AsSpan(digits));
        return seconds <= MaxDuration.TotalSeconds ? TimeSpan.FromSeconds(seconds) : throw new FormatException(DurationForm);
    }

    /// <summary>A duration as <see cref="Duration"/> reads it.</summary>
    public static string Text(TimeSpan duration) => duration switch
    {
        { Ticks: > 0 } when duration.Ticks % TimeSpan.TicksPerDay == 0 => string.Create(CultureInfo.InvariantCulture, $"{duration.Days}d"),
        { TotalSeconds: >= 1, Milliseconds: 0 } => string.Create(CultureInfo.InvariantCulture, $"{(long)duration.TotalSeconds}s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(long)duration.TotalMilliseconds}ms"),
    };

    /// <summary>How long entries are kept: a duration, <c>0</c>, or <c>none</c> for no limit.</summary>
    public static TimeSpan? Retention(string text)
    {
        try
        {
            return text switch
            {
                "none" => null,
                "0" => TimeSpan.Zero,
                _ => Duration(text),
            };
        }
        catch (FormatException e)
        {
            throw new FormatException("a duration such as 12h or 7d, at most 3650d; 0 to keep nothing that was worked off; or none to keep everything", e);
        }
    }

    /// <summary>A size: <c>0</c>, <c>500MiB</c>, <c>1GiB</c>; without a unit, octets.</summary>
    public static long Size(string text)
    {
        var digits = text.TakeWhile(char.IsAsciiDigit).Count();
        var shift = text[digits..] switch
        {
            "" => 0,
            "KiB" => 10,
            "MiB" => 20,
            "GiB" => 30,
            "TiB" => 40,
            _ => -1,
        };
        return shift >= 0 && long.TryParse(text.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number <= long.MaxValue >> shift
            ? number << shift
            : throw new FormatException("a size such as 500MiB or 1GiB");
    }

    /// <summary>A size as <see cref="Size"/> reads it.</summary>
    public static string Text(long bytes) => bytes > 0 && bytes % (1 << 20) == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes >> 20}MiB")
        : bytes.ToString(CultureInfo.InvariantCulture);

    /// <summary>A size, or <c>none</c>.</summary>
    public static long? SizeOrNone(string text)
    {
        try
        {
            return text is "none" ? null : Size(text);
        }
        catch (FormatException e)
        {
            throw new FormatException("a size such as 500MiB or 20GiB, or none", e);
        }
    }

    /// <summary>The size of a segment: a power of two from <see cref="LeastSegmentBytes"/> to <see cref="MostSegmentBytes"/>.</summary>
    public static long SegmentBytes(string text)
    {
        try
        {
            if (Size(text) is >= LeastSegmentBytes and <= MostSegmentBytes and var bytes && BitOperations.IsPow2(bytes))
                return bytes;
        }
        catch (FormatException)
        {
            // Said below, with what a segment's size must be.
        }

        throw new FormatException("a power of two from 8MiB to 1GiB, such as 128MiB");
    }

    /// <summary>Memory for contents on their way: at least <see cref="LeastBufferedBytes"/>.</summary>
    public static long BufferedBytes(string text)
    {
        try
        {
            if (Size(text) is >= LeastBufferedBytes and var bytes)
                return bytes;
        }
        catch (FormatException)
        {
            // Said below, with how much it must be.
        }

        throw new FormatException("a size from 8MiB on, such as 256MiB");
    }

    /// <summary>The path of a file, which need not be there.</summary>
    public static string FilePath(string text) => !string.IsNullOrWhiteSpace(text) ? text : throw new FormatException("the path of a PEM file");

    /// <summary><c>true</c> or <c>false</c>.</summary>
    public static bool Flag(string text) => bool.TryParse(text, out var value) ? value : throw new FormatException("true or false");

    /// <summary>A whole number from <paramref name="least"/> to <paramref name="most"/>.</summary>
    public static int Number(string text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"));

    /// <summary>The base of public URLs.</summary>
    public static Uri Url(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is ("http" or "https") && url.UserInfo.Length == 0
            && !text.AsSpan().ContainsAny('?', '#')
            ? url
            : throw new FormatException("a URL such as https://signals.example.com, without user, query and fragment");

    /// <summary>What a success status promises.</summary>
    public static AckMode Ack(string text) => text switch
    {
        "durable" => AckMode.Durable,
        "memory" => AckMode.Memory,
        _ => throw new FormatException("durable or memory"),
    };

    /// <summary>An address with a port, or <c>none</c>.</summary>
    public static IPEndPoint? EndPointOrNone(string text) => text is "none" ? null : EndPoint(text);

    private static double SecondsOf(ReadOnlySpan<char> unit) => unit switch
    {
        "ms" => 0.001,
        "s" => 1,
        "m" => 60,
        "h" => 3600,
        "d" => 86_400,
        _ => throw new FormatException(DurationForm),
    };
}
