using System.Globalization;
using System.Text;

namespace FastSignal.Leads;

/// <summary>What two spellings of one name have in common: the form in which names are compared, never shown.</summary>
/// <remarks>NFKC (full-width and composed letters become one), case-folded (<c>STRASSE</c> = <c>Straße</c>), control and format characters
/// (zero-width blanks, bidi marks) dropped, runs of blanks made one, blanks around dropped. Accents stay: Jose and José may be two people.</remarks>
public static class NameKey
{
    /// <summary>The key of <paramref name="name"/>; empty if it has no visible character.</summary>
    public static string Of(string? name)
    {
        if (string.IsNullOrEmpty(name)) return "";
        return Ascii.IsValid(name) ? FoldAscii(name) : Fold(Compose(name));
    }

    /// <summary>As <see cref="Fold"/>, for what most names are.</summary>
    private static string FoldAscii(string name)
    {
        Span<char> key = name.Length <= 256 ? stackalloc char[name.Length] : new char[name.Length];
        var length = 0;
        var blankBefore = false;
        foreach (var character in name)
        {
            if (char.IsWhiteSpace(character))
            {
                blankBefore = length > 0;
                continue;
            }

            if (char.IsControl(character)) continue;
            if (blankBefore) key[length++] = ' ';
            blankBefore = false;
            key[length++] = char.ToLowerInvariant(character);
        }

        return new string(key[..length]);
    }

    private static string Compose(string name)
    {
        // Normalize throws on lone surrogates; the flattener replaced them, but a name may also come from a person at the console.
        var whole = new StringBuilder(name.Length);
        foreach (var rune in name.EnumerateRunes()) whole.Append(rune.ToString());
        return whole.ToString().Normalize(NormalizationForm.FormKC);
    }

    private static string Fold(string name)
    {
        var key = new StringBuilder(name.Length);
        var blankBefore = false;
        foreach (var rune in name.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                blankBefore = key.Length > 0;
                continue;
            }

            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format) continue;
            if (blankBefore) key.Append(' ');
            blankBefore = false;

            // Upper before lower: that folds the final sigma. The sharp s is the one common letter that folds to two.
            var folded = Rune.ToLowerInvariant(Rune.ToUpperInvariant(rune));
            if (folded.Value is 'ß' or 'ẞ') key.Append("ss");
            else if (folded.IsAscii) key.Append((char)folded.Value);
            else key.Append(folded.ToString());
        }

        return key.ToString();
    }
}
