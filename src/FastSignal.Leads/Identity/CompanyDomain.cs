using System.Buffers;
using System.Globalization;

namespace FastSignal.Leads;

/// <summary>Reduces a website or domain to the host that names the company.</summary>
/// <remarks>
/// <list type="bullet">
/// <item>Accepted: a URL (http, https or no scheme) or a bare host. User information, port, path, query and a trailing dot are dropped.</item>
/// <item>One leading <c>www.</c> is dropped; other subdomains stay, for they may be another company (<c>acme.shop.example</c>).</item>
/// <item>Internationalised names become lower-case ASCII (<c>xn--</c>), so both spellings are one domain.</item>
/// <item>Refused: IP addresses, single labels (<c>localhost</c>), email addresses, anything with blanks, labels that are not letters,
/// digits and hyphens (RFC 1123 s2.1), a last label of digits or of one letter.</item>
/// </list>
/// </remarks>
public static class CompanyDomain
{
    private static readonly SearchValues<char> HostEnd = SearchValues.Create("/?#\\");
    private static readonly SearchValues<char> HostCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-.");
    private static readonly IdnMapping Idn = new() { AllowUnassigned = false, UseStd3AsciiRules = true };

    /// <summary>True if <paramref name="text"/> names a host; <paramref name="domain"/> is then its one spelling.</summary>
    public static bool TryNormalise(string? text, out string domain)
    {
        domain = "";
        var rest = text.AsSpan().Trim();
        var hasScheme = TrySkipScheme(ref rest, out var isWeb);
        if (!isWeb) return false;

        var end = rest.IndexOfAny(HostEnd);
        if (end >= 0) rest = rest[..end];
        var at = rest.LastIndexOf('@');
        if (at >= 0 && !hasScheme) return false; // An email address is not a website.
        rest = rest[(at + 1)..];
        var colon = rest.LastIndexOf(':');
        if (colon >= 0) rest = rest[..colon];
        return TryHost(rest, out domain);
    }

    /// <summary>True if <paramref name="host"/>, alone, is a host name; used for the domain of an email address, too.</summary>
    internal static bool TryHost(ReadOnlySpan<char> host, out string domain)
    {
        domain = "";
        if (host.EndsWith(".")) host = host[..^1];
        if (host.StartsWith("www.", StringComparison.OrdinalIgnoreCase) && host[4..].Contains('.')) host = host[4..];
        if (host.Length is 0 or > 253) return false;

        if (!TryAscii(host, out var ascii) || !IsHostName(ascii)) return false;
        domain = ascii;
        return true;
    }

    private static bool TrySkipScheme(ref ReadOnlySpan<char> rest, out bool isWeb)
    {
        isWeb = true;
        if (rest.StartsWith("//"))
        {
            rest = rest[2..];
            return true;
        }

        var mark = rest.IndexOf("://");
        if (mark < 0 || rest[..mark].ContainsAny('/', '?', '.')) return false;
        isWeb = rest[..mark].Equals("https", StringComparison.OrdinalIgnoreCase) || rest[..mark].Equals("http", StringComparison.OrdinalIgnoreCase);
        rest = rest[(mark + 3)..];
        return true;
    }

    private static bool TryAscii(ReadOnlySpan<char> host, out string ascii)
    {
        ascii = host.ToString().ToLowerInvariant();
        if (System.Text.Ascii.IsValid(ascii)) return true;
        try
        {
            ascii = Idn.GetAscii(ascii).ToLowerInvariant();
            return ascii.Length <= 253;
        }
        catch (ArgumentException)
        {
            return false; // The BCL has no Try form: not a name that IDNA can write.
        }
    }

    private static bool IsHostName(ReadOnlySpan<char> host)
    {
        if (host.ContainsAnyExcept(HostCharacters)) return false;
        var labelCount = 0;
        ReadOnlySpan<char> last = default;
        foreach (var range in host.Split('.'))
        {
            last = host[range];
            if (last.Length is 0 or > 63 || last[0] == '-' || last[^1] == '-') return false;
            labelCount++;
        }

        return labelCount > 1 && last.Length > 1 && last.ContainsAnyExceptInRange('0', '9');
    }
}
