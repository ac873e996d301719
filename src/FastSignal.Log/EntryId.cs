using System.Buffers;
using System.Globalization;

namespace FastSignal.Log;

/// <summary>The name of an entry that its sender is given: the log's eight hex digits, a hyphen, the sequence. <c>0f3a9c21-17</c>.</summary>
public static class EntryId
{
    /// <summary>The longest Entry-Id, in octets: 8 digits, a hyphen, the 19 digits of the largest sequence.</summary>
    public const int MaxBytes = 28;

    private const int LogIdDigits = 8;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    /// <summary>Writes an Entry-Id in ASCII.</summary>
    /// <returns>The number of octets written.</returns>
    public static int Format(ReadOnlySpan<byte> logId, long sequence, Span<byte> target)
    {
        logId.CopyTo(target);
        target[logId.Length] = (byte)'-';
        sequence.TryFormat(target[(logId.Length + 1)..], out var digits, provider: CultureInfo.InvariantCulture);
        return logId.Length + 1 + digits;
    }

    /// <summary>An Entry-Id as text.</summary>
    public static string Text(string logId, long sequence) => string.Create(CultureInfo.InvariantCulture, $"{logId}-{sequence}");

    /// <summary>Reads an Entry-Id as it is written, or a sequence alone.</summary>
    /// <param name="text">The text.</param>
    /// <param name="logId">The log's eight hex digits, in lower case; null if the text is a sequence alone.</param>
    /// <param name="sequence">The sequence, 1 or more.</param>
    public static bool TryParse(ReadOnlySpan<char> text, out string? logId, out long sequence)
    {
        logId = null;
        if (text.IndexOf('-') is >= 0 and var hyphen)
        {
            if (hyphen != LogIdDigits || text[..hyphen].ContainsAnyExcept(HexDigits))
            {
                sequence = 0;
                return false;
            }

            logId = text[..hyphen].ToString().ToLowerInvariant();
            text = text[(hyphen + 1)..];
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out sequence) && sequence > 0;
    }
}
