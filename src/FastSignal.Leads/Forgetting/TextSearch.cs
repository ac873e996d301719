using System.Buffers;
using System.Text;

namespace FastSignal.Leads;

/// <summary>Finds the keys of a person in texts: as the whole of one, in whatever spelling the mapper accepts, or as a word of a longer one.</summary>
/// <remarks>
/// A word ends where no address could go on, so that <c>ann@x.io</c> is found neither in <c>joann@x.io</c> nor in <c>ann@x.io.example</c>. Texts that
/// are escaped once more, as parts of URLs (<c>%40</c>) and of JSON (<c>\/</c>) are, are read unescaped as well.
/// </remarks>
/// <param name="keys">The keys.</param>
internal sealed class TextSearch(PersonKeys keys)
{
    private const string LinkedinPlace = "linkedin.com/";

    // RFC 5321 s4.5.3.1.1: the longest local part.
    private const int MaxLocalChars = 64;

    // A slug has 200 characters at most, 9 octets each where it is percent-encoded; what follows it does not count.
    private const int MaxUrlChars = 2_048;

    // Without one of these a text has neither an address nor a profile in it.
    private static readonly SearchValues<byte> Marks = SearchValues.Create("@/%"u8);

    // What an address may have in front of its @, and what of it stands rather between an address and other text: "to=ann@x.io".
    private static readonly SearchValues<char> LocalMarks = SearchValues.Create("!#$%&'*+-/=?^_`{|}~.");
    private static readonly SearchValues<char> Separators = SearchValues.Create("!#$%&'*/=?^`{|}~");
    private static readonly SearchValues<char> EndsOfUrl = SearchValues.Create(" \t\r\n\"<>()[]{}|\\^`,;");

    private static readonly char[] LeadingMarks = ['.', '-', '_', '+'];
    private static readonly char[] TrailingMarks = ['.', '-', '_', '+', '\'', '’', '&', ':', '!', '*'];

    /// <summary>Looks at a text in UTF-8.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isOfCompany">Whether it is about a company, so that the keys of companies count, too.</param>
    internal Mention Find(ReadOnlySpan<byte> text, bool isOfCompany) =>
        text.ContainsAny(Marks) ? Find(Encoding.UTF8.GetString(text), isOfCompany) : Mention.None;

    /// <summary>Looks at a text.</summary>
    internal Mention Find(string text, bool isOfCompany)
    {
        if (EmailAddress.TryNormalise(text, out var email) && Has(email, isOfCompany))
            return Mention.ByKey;
        if (LinkedinUrl.TryNormalise(text, out _, out var page) && Has(page, isOfCompany))
            return Mention.ByKey;
        return Spellings(text).Any(spelling => HasEmail(spelling, isOfCompany) || HasLinkedin(spelling, isOfCompany)) ? Mention.InText : Mention.None;
    }

    /// <summary>Whether a text that may be cut, broken or no text at all has an email or slug in it. Rather too often than not: nobody loses an entry
    /// by it.</summary>
    internal bool IsSuspect(ReadOnlySpan<byte> octets)
    {
        var text = Encoding.UTF8.GetString(octets);
        return keys.Emails.Any(email => text.Contains(email, StringComparison.OrdinalIgnoreCase))
            || keys.Slugs.Any(slug => HasWord(text, slug))
            || Find(text, isOfCompany: true) is not Mention.None;
    }

    private static IEnumerable<string> Spellings(string text)
    {
        yield return text;
        if (text.Contains("\\/", StringComparison.Ordinal))
            yield return text.Replace("\\/", "/", StringComparison.Ordinal);
        if (text.Contains('%', StringComparison.Ordinal))
            yield return Uri.UnescapeDataString(text);
    }

    private bool HasEmail(string text, bool isOfCompany)
    {
        for (var at = text.IndexOf('@', StringComparison.Ordinal); at >= 0; at = text.IndexOf('@', at + 1))
        {
            var end = at + 1;
            while (end < text.Length && (char.IsLetterOrDigit(text[end]) || char.IsSurrogate(text[end]) || text[end] is '.' or '-'))
                end++;
            var host = text[(at + 1)..end].TrimEnd('.', '-');
            if (host.Length > 0 && LocalParts(text, at).Any(local => EmailAddress.TryNormalise($"{local}@{host}", out var email) && Has(email, isOfCompany)))
                return true;
        }

        return false;
    }

    /// <summary>What may be meant as the local part in front of an @: all that can belong to it, and what of that follows a separator.</summary>
    private static IEnumerable<string> LocalParts(string text, int at)
    {
        for (var begin = at - 1; begin >= Math.Max(0, at - MaxLocalChars) && IsLocal(text[begin]); begin--)
        {
            if (begin > 0 && IsLocal(text[begin - 1]) && !IsSeparator(text, begin - 1))
                continue;

            var local = text[begin..at];
            yield return local;
            if (local.TrimStart(LeadingMarks) is { Length: > 0 } rest && rest.Length < local.Length)
                yield return rest;
        }
    }

    /// <summary>An apostrophe behind a letter is part of a name: o'brien@x.io is not brien@x.io.</summary>
    private static bool IsSeparator(string text, int at) =>
        Separators.Contains(text[at]) && !(text[at] == '\'' && at > 0 && char.IsLetterOrDigit(text[at - 1]));

    private static bool IsLocal(char c) => char.IsLetterOrDigit(c) || char.IsSurrogate(c) || LocalMarks.Contains(c);

    private bool HasLinkedin(string text, bool isOfCompany)
    {
        for (var at = IndexOfPlace(text, 0); at >= 0; at = IndexOfPlace(text, at + 1))
        {
            if (at > 0 && (char.IsLetterOrDigit(text[at - 1]) || text[at - 1] == '-'))
                continue;

            var rest = text.AsSpan(at, Math.Min(MaxUrlChars, text.Length - at));
            var length = rest.IndexOfAny(EndsOfUrl);
            var url = (length < 0 ? rest : rest[..length]).ToString();
            if (IsOurs(url, isOfCompany) || IsOurs(url.TrimEnd(TrailingMarks), isOfCompany))
                return true;
        }

        return false;
    }

    private static int IndexOfPlace(string text, int from) => text.IndexOf(LinkedinPlace, from, StringComparison.OrdinalIgnoreCase);

    private bool IsOurs(string url, bool isOfCompany) => LinkedinUrl.TryNormalise(url, out _, out var page) && Has(page, isOfCompany);

    private bool Has(string key, bool isOfCompany) => keys.Contains(key) && (isOfCompany || PersonKeys.IsOfPerson(key));

    private static bool HasWord(string text, string word)
    {
        for (var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var end = at + word.Length;
            if ((at == 0 || !IsOfSlug(text[at - 1])) && (end == text.Length || !IsOfSlug(text[end])))
                return true;
        }

        return false;
    }

    private static bool IsOfSlug(char c) => char.IsLetterOrDigit(c) || c is '-' or '_';
}
