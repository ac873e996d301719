namespace FastSignal.Leads;

/// <summary>Reduces LinkedIn addresses to kind and slug, so that one profile has one spelling.</summary>
/// <remarks>
/// <list type="bullet">
/// <item>Accepted: with or without scheme, <c>www.</c>, a country or mobile host (<c>de.linkedin.com</c>), and the bare handle
/// <c>in/slug</c> or <c>company/slug</c> that enrichment services send.</item>
/// <item>Dropped: query, fragment, and whatever follows the slug (<c>/de</c>, <c>/recent-activity</c>, <c>/about</c>).</item>
/// <item>The slug is percent-decoded and lower-cased: LinkedIn compares it so. Member ids (<c>ACoAA...</c>, <c>ACwAA...</c>) keep their
/// case, which is significant.</item>
/// <item><c>/company/</c>, <c>/school/</c> and <c>/showcase/</c> are companies, <c>/in/</c> is a person; everything else is neither.</item>
/// <item>The old <c>/pub/name/1/2/3</c> is the person <c>in/name-3-2-1</c>: the name alone is shared by many, the three parts are the id. LinkedIn
/// leads it to <c>in/name-321</c>, padding parts by a rule that it keeps to itself; so the two spellings of such a person stay apart.</item>
/// </list>
/// </remarks>
public static class LinkedinUrl
{
    private const string Host = "linkedin.com";

    private const string Pub = "pub";

    // 3 of those seen; one more does no harm.
    private const int MaxIdPartLength = 4;

    /// <summary>True if <paramref name="text"/> is a person or a company; <paramref name="canonical"/> is then its one spelling.</summary>
    /// <param name="text">What an entry carries.</param>
    /// <param name="kind">Person or company; <see cref="LinkedinKind.Other"/> when false is returned.</param>
    /// <param name="canonical"><c>https://www.linkedin.com/in/slug</c> and so on.</param>
    public static bool TryNormalise(string? text, out LinkedinKind kind, out string canonical)
    {
        kind = LinkedinKind.Other;
        canonical = "";
        var rest = text.AsSpan().Trim();
        if (!TrySkipHost(ref rest)) return false;

        var end = rest.IndexOfAny('?', '#');
        if (end >= 0) rest = rest[..end];
        rest = rest.TrimStart('/');
        var slash = rest.IndexOf('/');
        if (slash < 0) return false;

        var place = Place(rest[..slash], out kind);
        var slug = rest[(slash + 1)..].TrimStart('/');
        slash = slug.IndexOf('/');
        var behind = slash >= 0 ? slug[(slash + 1)..] : [];
        if (slash >= 0) slug = slug[..slash];
        if (place.Length == 0 || !TrySlug(slug, out var decoded) || (IsPub(place) && !TryAddId(behind, ref decoded)))
        {
            kind = LinkedinKind.Other;
            return false;
        }

        canonical = string.Concat("https://www.linkedin.com/", IsPub(place) ? "in" : place, "/", decoded);
        return true;
    }

    /// <summary>True if <paramref name="text"/> is on LinkedIn at all, whatever it leads to.</summary>
    public static bool IsOnLinkedin(string? text)
    {
        var rest = text.AsSpan().Trim();
        return rest.Contains(Host, StringComparison.OrdinalIgnoreCase) && TrySkipHost(ref rest);
    }

    private static bool TrySkipHost(ref ReadOnlySpan<char> rest)
    {
        foreach (var scheme in (ReadOnlySpan<string>)["https://", "http://", "//"])
        {
            if (!rest.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)) continue;
            rest = rest[scheme.Length..];
            break;
        }

        var hostLength = rest.IndexOfAny('/', '?', '#');
        var host = hostLength < 0 ? rest : rest[..hostLength];
        if (IsLinkedinHost(host))
        {
            rest = rest[host.Length..];
            return true;
        }

        // A handle: `in/slug`, `/company/slug`.
        rest = rest.TrimStart('/');
        return rest.StartsWith("in/", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("company/", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsLinkedinHost(ReadOnlySpan<char> host) =>
        host.EndsWith(Host, StringComparison.OrdinalIgnoreCase) && (host.Length == Host.Length || host[^(Host.Length + 1)] == '.');

    private static string Place(ReadOnlySpan<char> segment, out LinkedinKind kind)
    {
        kind = LinkedinKind.Person;
        if (segment.Equals("in", StringComparison.OrdinalIgnoreCase)) return "in";
        if (segment.Equals("pub", StringComparison.OrdinalIgnoreCase)) return Pub;
        kind = LinkedinKind.Company;
        if (segment.Equals("company", StringComparison.OrdinalIgnoreCase)) return "company";
        if (segment.Equals("school", StringComparison.OrdinalIgnoreCase)) return "school";
        if (segment.Equals("showcase", StringComparison.OrdinalIgnoreCase)) return "showcase";
        kind = LinkedinKind.Other;
        return "";
    }

    private static bool IsPub(string place) => string.Equals(place, Pub, StringComparison.Ordinal);

    private static bool TrySlug(ReadOnlySpan<char> raw, out string slug)
    {
        slug = raw.Contains('%') ? Uri.UnescapeDataString(raw) : raw.ToString();
        if (slug.Length is 0 or > 200) return false;
        foreach (var c in slug)
        {
            if (!char.IsLetterOrDigit(c) && c is not ('-' or '_' or '.' or '&' or '\'' or '’' or '+') && !char.IsSurrogate(c) && !IsMark(c)) return false;
        }

        if (!slug.StartsWith("ACoAA", StringComparison.Ordinal) && !slug.StartsWith("ACwAA", StringComparison.Ordinal)) slug = slug.ToLowerInvariant();
        return true;
    }

    /// <summary>Adds the three parts of the id that follow the name in an old address, the last one first. <c>/pub/dir/</c> is a search for a name.</summary>
    private static bool TryAddId(ReadOnlySpan<char> behind, ref string slug)
    {
        Span<Range> parts = stackalloc Range[4];
        if (behind.Split(parts, '/') < 3 || string.Equals(slug, "dir", StringComparison.Ordinal)) return false;

        for (var i = 2; i >= 0; i--)
        {
            var part = behind[parts[i]];
            if (part.Length is 0 or > MaxIdPartLength) return false;
            foreach (var c in part)
            {
                if (!char.IsAsciiLetterOrDigit(c)) return false;
            }

            slug = string.Concat(slug, "-", part.ToString().ToLowerInvariant());
        }

        return true;
    }

    /// <summary>Vowel signs of Indic scripts and the like are marks, not letters.</summary>
    private static bool IsMark(char c) => c > 0x2FF && char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark
        or System.Globalization.UnicodeCategory.SpacingCombiningMark;
}
