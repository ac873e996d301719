using System.Globalization;

namespace FastSignal.Log;

/// <summary>The name of an entry that its sender is given: the log's eight hex digits, a hyphen, the sequence. <c>0f3a9c21-17</c>.</summary>
public static class EntryId
{
    /// <summary>The longest Entry-Id, in octets: 8 digits, a hyphen, the 19 digits of the largest sequence.</summary>
    public const int MaxBytes = 28;

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
}
