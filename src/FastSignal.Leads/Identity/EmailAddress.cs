using System.Buffers;

namespace FastSignal.Leads;

/// <summary>Lower-cases and checks email addresses.</summary>
/// <remarks>
/// <list type="bullet">
/// <item>Accepted besides the bare address: <c>mailto:</c> in front, and <c>Name &lt;address&gt;</c>.</item>
/// <item>The local part is a dot-atom (RFC 5322 s3.4.1), letters of any script included (RFC 6532), at most 64 characters; quoted local
/// parts are refused: no one has one, and what looks like one is rubbish.</item>
/// <item>The domain is a host name as <see cref="CompanyDomain"/> checks it, internationalised names in ASCII, but keeps its <c>www.</c>.</item>
/// <item>The whole is lower-cased: providers that tell cases apart do not exist outside the standard. Tags (<c>+news</c>) and dots stay.</item>
/// </list>
/// </remarks>
public static class EmailAddress
{
    private const int MaxChars = 254; // RFC 5321 s4.5.3.1.3, less the angle brackets.
    private const int MaxLocalChars = 64; // RFC 5321 s4.5.3.1.1.
    private static readonly SearchValues<char> AtomText = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+-/=?^_`{|}~.");

    /// <summary>True if <paramref name="text"/> is one email address; <paramref name="email"/> is then its one spelling.</summary>
    public static bool TryNormalise(string? text, out string email)
    {
        email = "";
        var rest = text.AsSpan().Trim();
        if (rest.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase)) rest = rest["mailto:".Length..];
        if (rest.EndsWith(">") && rest.LastIndexOf('<') is >= 0 and var open) rest = rest[(open + 1)..^1].Trim();
        var at = rest.LastIndexOf('@');
        if (at < 1 || rest.Length > MaxChars) return false;

        var local = rest[..at];
        var host = rest[(at + 1)..];
        if (!IsDotAtom(local) || !CompanyDomain.TryHost(host, out var domain)) return false;

        // TryHost drops www.; in an address it is part of the name.
        var www = host.StartsWith("www.", StringComparison.OrdinalIgnoreCase) && !domain.StartsWith("www.", StringComparison.Ordinal) ? "www." : "";
        email = string.Concat(local.ToString().ToLowerInvariant(), "@", www, domain);
        return true;
    }

    /// <summary>The domain of an address that <see cref="TryNormalise"/> returned.</summary>
    public static string DomainOf(string email) => email[(email.LastIndexOf('@') + 1)..];

    private static bool IsDotAtom(ReadOnlySpan<char> local)
    {
        if (local.Length > MaxLocalChars || local[0] == '.' || local[^1] == '.' || local.Contains("..", StringComparison.Ordinal)) return false;
        foreach (var c in local)
        {
            if (!AtomText.Contains(c) && !(c > 0x7F && (char.IsLetterOrDigit(c) || char.IsSurrogate(c)))) return false;
        }

        return true;
    }
}
