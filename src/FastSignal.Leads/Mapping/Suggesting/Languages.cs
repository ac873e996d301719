using System.Collections.Frozen;

namespace FastSignal.Leads;

/// <summary>The codes under which a text stands in several languages: <c>"name": {"deu": ..., "eng": ...}</c>. Such a key names nothing.</summary>
internal static class Languages
{
    // ISO 639-1 and 639-2, without those that are words of keys in another sense.
    private static readonly FrozenSet<string> Codes = (
        "en de fr es it nl pt pl cs sk sl hu ro bg hr da sv no nb nn fi et lv lt el ga mt uk ru tr ja zh ko ar he hi ca eu gl is sr " +
        "eng deu ger fra fre spa ita nld dut por pol ces cze slk slo slv hun ron rum bul hrv dan swe nor fin est lav lit ell gre gle " +
        "mlt ukr rus tur jpn zho chi kor ara mul und")
        .Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>True if <paramref name="segment"/> is such a code, perhaps with a country: <c>de</c>, <c>en-US</c>, <c>pt_BR</c>.</summary>
    public static bool IsCode(string segment)
    {
        if (Codes.Contains(segment)) return true;
        return segment.Length == 5 && segment[2] is ('-' or '_') && Codes.Contains(segment[..2]) && char.IsAsciiLetterUpper(segment[3])
            && char.IsAsciiLetterUpper(segment[4]);
    }
}
