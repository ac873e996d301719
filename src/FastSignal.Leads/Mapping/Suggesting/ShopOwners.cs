using System.Collections.Frozen;

namespace FastSignal.Leads;

/// <summary>Knows the owner of a shop that installed something of ours: an owner is one of us as a rule, but where nobody else has an address and the owner's is at
/// the shop's own domain, the owner is the lead and the shop the company.</summary>
internal static class ShopOwners
{
    private static readonly ConceptSet NotTheLead =
        ConceptSet.Of(Concept.Ours, Concept.Referrer, Concept.Previous, Concept.OtherPerson, Concept.OtherCompany, Concept.Sender, Concept.Recipient);

    private static readonly ConceptSet SiteWords = ConceptSet.Of(Concept.Domain, Concept.Website, Concept.Site, Concept.Url);

    private static readonly FrozenSet<string> Owners =
        "owner inhaber besitzer titolare proprietaire proprietario propietario eigenaar eier ejer agare wlasciciel".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>What the containers of an owner and of the shop mean then, by path; empty as a rule.</summary>
    public static Dictionary<string, Words> Find(List<PathReading> readings)
    {
        var meanings = new Dictionary<string, Words>(StringComparer.Ordinal);
        var mails = readings.Where(reading => reading.Looks(ValueShape.Email)).ToList();
        if (!mails.TrueForAll(mail => mail.Says(NotTheLead))) return meanings;
        foreach (var mail in mails.Where(IsOwners))
        {
            if (readings.Find(reading => IsShopAt(reading, OurHosts.HostOf(mail.Value))) is not { } site) continue;
            meanings[mail.Container] = Vocabulary.Read("contact");
            meanings[site.Container] = Vocabulary.Read("company");
        }

        return meanings;
    }

    private static bool IsOwners(PathReading mail) =>
        !mail.Looks(ValueShape.PrivateMail) && KeyTokens.Of(PathSegments.Of(mail.Container)[^1]).Exists(Owners.Contains);

    private static bool IsShopAt(PathReading reading, string? host) =>
        reading is { Place: Place.Thing, Container.Length: > 0 } && reading.Own.Set.HasAny(SiteWords) && reading.Looks(ValueShape.Host) && string.Equals(OurHosts.HostOf(reading.Value), host, StringComparison.Ordinal);
}
