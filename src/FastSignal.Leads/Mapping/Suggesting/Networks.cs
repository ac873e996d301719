using System.Collections.Frozen;

namespace FastSignal.Leads;

/// <summary>Knows what says which network an IP address belongs to: nobody is a customer for that.</summary>
internal static class Networks
{
    private static readonly FrozenSet<string> Words = KeyWords.Set("asn asorg asname asnumber isp autonomoussystem");

    private static readonly FrozenSet<string> Addresses = KeyWords.Set("ip ipaddress ipv4 ipv6");

    private static readonly FrozenSet<string> Devices = KeyWords.Set("browser useragent operatingsystem os");

    private static readonly ConceptSet Somebody = Roles.Companies | SampleReader.PersonWords;

    /// <summary>True for the key of a network: <c>isp</c>, <c>asOrg</c>.</summary>
    public static bool Say(string key) => KeyWords.SayAny(key, Words);

    /// <summary>True for the key of an address in a network.</summary>
    public static bool SayAddress(string key) => KeyWords.SayAny(key, Addresses);

    /// <summary>True for the key of what a visitor uses.</summary>
    public static bool SayDevice(string key) => KeyWords.SayAny(key, Devices);

    /// <summary>The paths of the containers that describe a network: they are called for nobody, hold no other containers, and say nothing of a
    /// company's size.</summary>
    public static List<string> Find(IReadOnlyList<IGrouping<string, Leaf>> leavesByPath)
    {
        var keysByContainer = leavesByPath.Select(group => group.Key)
            .ToLookup(PathSegments.ContainerOf, path => PathSegments.Of(path)[^1], StringComparer.Ordinal);
        var outer = keysByContainer.Select(container => PathSegments.ContainerOf(container.Key)).ToHashSet(StringComparer.Ordinal);
        return [.. keysByContainer.Where(
            container => container.Key.Length > 0 && !outer.Contains(container.Key) && container.Any(Say)
                && !Vocabulary.Read(PathSegments.Of(container.Key)[^1]).Set.HasAny(Somebody))
            .Where(container => !container.Any(key => Vocabulary.Read(key).Has(Concept.Firmographic))).Select(container => container.Key)];
    }
}
