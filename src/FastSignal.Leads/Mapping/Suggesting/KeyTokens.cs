using System.Globalization;
using System.Text;

namespace FastSignal.Leads;

/// <summary>Cuts a key into lower-case words without accents: <c>companyLinkedIn_URL2</c> is company, linked, in, url, 2.</summary>
internal static class KeyTokens
{
    /// <summary>The words of <paramref name="key"/>, in order.</summary>
    public static List<string> Of(string key)
    {
        var tokens = new List<string>();
        var plain = WithoutAccents(key);
        var start = -1;
        for (var i = 0; i <= plain.Length; i++)
        {
            var inside = i < plain.Length && char.IsLetterOrDigit(plain[i]);
            if (start >= 0 && (!inside || IsBoundary(plain, start, i)))
            {
                tokens.Add(plain[start..i].ToLowerInvariant());
                start = -1;
            }

            if (inside && start < 0) start = i;
        }

        return tokens;
    }

    /// <summary>True if a new word begins at <paramref name="at"/>.</summary>
    private static bool IsBoundary(string text, int start, int at)
    {
        var (before, here) = (text[at - 1], text[at]);

        // A number behind a word counts (email2); one in front belongs to it (6sense).
        if (char.IsDigit(here)) return char.IsLetter(before) && !char.IsDigit(text[start]);
        if (char.IsDigit(before)) return !char.IsDigit(text[start]) || (at - start > 1 && !char.IsLower(here));
        if (!char.IsUpper(here)) return false;
        return char.IsLower(before) || IsAfterAcronym(text, at);
    }

    /// <summary>In <c>URLPath</c> the P begins a word, for a small letter follows; in <c>URLs</c> the s is only a plural.</summary>
    private static bool IsAfterAcronym(string text, int at)
    {
        if (at + 1 >= text.Length || !char.IsLower(text[at + 1])) return false;
        var isPlural = text[at + 1] == 's' && (at + 2 == text.Length || !char.IsLower(text[at + 2]));
        return !isPlural;
    }

    /// <summary>The letters of <paramref name="key"/> without their accents.</summary>
    public static string WithoutAccents(string key)
    {
        if (Ascii.IsValid(key)) return key;
        var plain = new StringBuilder(key.Length);
        foreach (var rune in key.EnumerateRunes())
        {
            foreach (var c in rune.ToString().Normalize(NormalizationForm.FormKD))
            {
                if (CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format) continue;
                plain.Append(Plain(c));
            }
        }

        return plain.ToString();
    }

    /// <summary>The letters that are no letter with an accent to Unicode: <c>ø</c> in Danish, <c>ł</c> in Polish.</summary>
    private static string Plain(char c) => c switch
    {
        'ß' => "ss",
        'ø' or 'Ø' => "o",
        'æ' or 'Æ' => "ae",
        'œ' or 'Œ' => "oe",
        'ł' or 'Ł' => "l",
        'đ' or 'Đ' => "d",
        'ı' => "i",
        _ => c.ToString(),
    };
}
