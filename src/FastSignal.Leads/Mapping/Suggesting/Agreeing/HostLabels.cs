namespace FastSignal.Leads;

/// <summary>The labels of a host that can name a company.</summary>
internal static class HostLabels
{
    private const int MaxSuffixChars = 3; // co.uk, com.br, org.pl
    private const int MinLabelChars = 4;

    /// <summary>The label that was registered: <c>amber</c> in <c>shop.amber.co.uk</c>. A guess, without the list of all public suffixes.</summary>
    public static string Registered(string host)
    {
        var labels = host.Split('.');
        var isBelowSuffix = labels.Length > 2 && labels[^1].Length == 2 && labels[^2].Length <= MaxSuffixChars;
        return labels[isBelowSuffix ? ^3 : ^2];
    }

    /// <summary>The registered label, and those before it that are no abbreviation.</summary>
    public static IEnumerable<string> Of(string host)
    {
        var registered = Registered(host);
        return host.Split('.')[..^1].Where(label => label.Length >= MinLabelChars || string.Equals(label, registered, StringComparison.Ordinal));
    }

    /// <summary>True if <paramref name="host"/> is <paramref name="site"/> or below it.</summary>
    public static bool IsAt(string host, string site) =>
        host.EndsWith(site, StringComparison.Ordinal) && (host.Length == site.Length || host[^(site.Length + 1)] == '.');
}
