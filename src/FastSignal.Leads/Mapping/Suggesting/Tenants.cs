using System.Collections.Frozen;

namespace FastSignal.Leads;

/// <summary>Finds the customers of an application: a team or a workspace is a company where what its vendor knows of a customer stands in it.</summary>
internal static class Tenants
{
    private static readonly FrozenSet<string> Containers = KeyWords.Set(
        "tenant tenants team teams workspace workspaces space mandant arbeitsbereich espace inquilino locataire espacio equipe equipo area",
        "werkruimte");

    // A website, what it pays for, and how big it is.
    private static readonly FrozenSet<string> OfCustomers =
        KeyWords.Set(
            "website homepage url industry sector employees headcount vat tax billing seats seat plan trial mrr arr subscription stripe licenses",
            "license branche umsatz tarif abo secteur siret partita piva");

    // What only their vendor knows, such as how long the trial lasts, or keeps at all: nobody needs to tell a customer's site or trade.
    private static readonly FrozenSet<string> KeptByVendors = KeyWords.Set("trial seats mrr arr churn upgrade upgraded website homepage industry");

    /// <summary>True for what a vendor knows of a customer: <c>trial_ends_at</c>, <c>website</c>.</summary>
    public static bool IsOfCustomer(string key) => KeyTokens.Of(key).Exists(KeptByVendors.Contains);

    /// <summary>The paths of such containers.</summary>
    public static IEnumerable<string> Find(IEnumerable<string> paths) =>
        paths.Select(path => (path, dot: path.LastIndexOf('.'))).Where(pair => pair.dot > 0)
            .Where(pair => IsTenant(pair.path[..pair.dot]) && KeyTokens.Of(pair.path[(pair.dot + 1)..]).Exists(OfCustomers.Contains))
            .Select(pair => pair.path[..pair.dot]).Distinct(StringComparer.Ordinal);

    /// <summary>The same in flat keys, by their first word: <c>tenant_name</c> beside <c>tenant_url</c>.</summary>
    public static IEnumerable<string> Prefixes(List<PathReading> readings) =>
        readings.Where(reading => reading.Own.Has(Concept.Thing) && Containers.Contains(reading.Own.FirstToken)
            && (KeyTokens.Of(PathSegments.Of(reading.Path)[^1]) is [_, .. var rest] && rest.Exists(OfCustomers.Contains) || HasOwnDomain(reading)))
            .Select(reading => reading.Own.FirstToken).Distinct(StringComparer.Ordinal);

    /// <summary>True for a domain that was registered for it: below somebody else's, it is the address that the vendor gave.</summary>
    private static bool HasOwnDomain(PathReading reading) =>
        reading.Own.Concepts is [_, Concept.Domain] && OurHosts.HostOf(reading.Value) is { } host
            && host.StartsWith(HostLabels.Registered(host) + ".", StringComparison.Ordinal);

    private static bool IsTenant(string container) =>
        KeyTokens.Of(PathSegments.LastKey(container)) is [.., var last] && Containers.Contains(last);
}
