namespace FastSignal.Leads;

/// <summary>What surrounds a candidate and speaks against it: another person, an older employer, a list's later elements.</summary>
internal static class ContextRules
{
    /// <summary>A word that takes points, and the keys it takes them from.</summary>
    private sealed record Penalty(ConceptSet Words, int Points, string Says, params LeadKey[] Keys)
    {
        public bool Fits(LeadKey key, PathReading reading) => (Keys.Length == 0 || Keys.Contains(key)) && reading.Says(Words);
    }

    private static readonly Penalty[] Penalties =
    [
        new(ConceptSet.Of(Concept.Ours), -90, "it belongs to our own staff"),
        new(ConceptSet.Of(Concept.Referrer), -90, "it belongs to who referred the lead"),
        new(ConceptSet.Of(Concept.Previous), -90, "it is the former one"),
        new(ConceptSet.Of(Concept.OtherPerson), -70, "it belongs to another person"),
        new(ConceptSet.Of(Concept.OtherCompany), -60, "it belongs to another company"),
        new(ConceptSet.Of(Concept.Partner), -60, "it belongs to who does business with somebody else"),
        new(ConceptSet.Of(Concept.Sender), -55, "it belongs to the sender of a message"),
        new(ConceptSet.Of(Concept.Geo), -24, "it was guessed from the IP address"),
        new(ConceptSet.Of(Concept.Billing), -8, "it is for bills or parcels"),
        new(ConceptSet.Of(Concept.Secondary), -14, "it is the second one"),
        new(ConceptSet.Of(Concept.Personal), -10, "it is the private one"),
        new(ConceptSet.Of(Concept.Legal), -3, "it is the name for authorities"),
        new(ConceptSet.Of(Concept.Geo), -20, "the IP address belongs to a network", LeadKey.CompanyName, LeadKey.CompanyDomain),
        new(ConceptSet.Of(Concept.Personal), -40, "a private website is no company's", LeadKey.CompanyDomain),
        new(ConceptSet.Of(Concept.Phone, Concept.Mobile, Concept.Number), -40, "it is a part of a phone number", LeadKey.Country),
    ];

    private static readonly ConceptSet Recipients = ConceptSet.Of(Concept.Recipient);
    private static readonly ConceptSet NotOfThing = ConceptSet.Of(Concept.Company, Concept.Business, Concept.Social, Concept.Person);
    private static readonly ConceptSet Preferred = ConceptSet.Of(Concept.Work, Concept.Primary);

    /// <summary>The points that the surroundings of <paramref name="reading"/> give or take for <paramref name="key"/>.</summary>
    public static IEnumerable<(int Points, string Says)> Of(LeadKey key, PathReading reading)
    {
        foreach (var penalty in Penalties)
        {
            if (penalty.Fits(key, reading)) yield return (penalty.Points, penalty.Says);
        }

        if (reading.Own.Set.HasAny(Preferred) || (key is LeadKey.Email && reading.Own.Has(Concept.Business))) yield return (3, "it is the main one");
        if (key is LeadKey.Email && (reading.Place is Place.Company || reading.Own.Has(Concept.Company))) yield return (-14, "it is the company's");
        if (reading.Place is Place.Bystander || (key is LeadKey.Email && reading.Place is Place.Neutral && reading.Own.Has(Concept.Bystander)))
        {
            yield return (-4, "it belongs to somebody on the edge");
        }

        if (key is LeadKey.CompanyLinkedinUrl && reading.Outer.Concepts is [.., Concept.Page])
        {
            yield return (-30, "it is the page that was visited or followed");
        }

        if (key is LeadKey.CompanyLinkedinUrl && reading.Place is Place.Thing && !reading.Says(NotOfThing)) yield return (-40, "it is the page of a thing");
        if (key is LeadKey.CompanyDomain && reading.Own.Concepts is [Concept.Name] && reading.Outer.Concepts is [.., Concept.Domain])
        {
            yield return (40, "it is the name of a domain");
        }

        if (key is LeadKey.CompanyDomain && reading.Own.Has(Concept.Domain) && reading.Outer.Concepts is [.., Concept.Url])
        {
            yield return (-40, "it is the domain of a link");
        }

        if (key is LeadKey.Email && reading.Looks(ValueShape.FunctionMailbox) && reading.Says(Recipients))
        {
            yield return (-30, "a function's mailbox that receives is ours");
        }

        if (key is LeadKey.CompanyDomain && reading.Own.Concepts is [Concept.Url] && reading.Place is Place.Neutral && reading.Outer.UnknownCount > 0)
        {
            yield return (-14, "nobody knows what it is the address of");
        }

        if (key is LeadKey.Email or LeadKey.FullName && IsPersonOfThing(reading)) yield return (-8, "it may belong to who offers the thing around it");
        if (key is LeadKey.Email or LeadKey.FullName or LeadKey.Phone && reading is { Place: Place.Neutral, Outer.UnknownCount: > 0, Selector: null }
            && !reading.Own.Set.HasAny(SampleReader.PersonWords))
        {
            yield return (-2, "nobody knows whose it is");
        }

        if (key is LeadKey.Email && reading is { Place: Place.Thing, Own: { FirstToken: "contact", Concepts: [Concept.Person, Concept.Email] } })
        {
            yield return (-8, "it may be whom to ask about the thing around it");
        }

        if (reading.Own.Has(Concept.Recipient) && key is LeadKey.Email) yield return (-4, "it receives a message");
        if (reading.Place is Place.Company && key is LeadKey.LinkedinUrl) yield return (-14, "it is in a company or an account");
        if (reading.Place is Place.Thing && key is LeadKey.Email) yield return (-12, "it is in a form or an event");
        if (key is LeadKey.City or LeadKey.Country && reading.Place is Place.Company) yield return (-6, "it is the company's");
        if (reading.IndexSum > 0) yield return (-Math.Min(4 * reading.IndexSum, 16) * (reading.Selector is null ? 1 : 0), "it is not the first of its list");

        var unknownCost = reading.Own.UnknownCount * UnknownWordCost(key);
        if (unknownCost > 0) yield return (-Math.Min(unknownCost, 60), "the key has words that say something else");
    }

    /// <summary>True for the person right in a thing: <c>listing.contact</c> may be who offers it. What an event carries (<c>event_data.visitor</c>)
    /// is not.</summary>
    private static bool IsPersonOfThing(PathReading reading) =>
        PathSegments.Of(reading.Container) is [.., var thing, var person] && Vocabulary.Read(person).Concepts is [Concept.Person]
            && Vocabulary.Read(thing) is { EndsNeutral: false, Concepts: [Concept.Thing] };

    /// <summary>Where the value proves little, a word that we do not know may change everything.</summary>
    private static int UnknownWordCost(LeadKey key) => key switch
    {
        LeadKey.LinkedinUrl or LeadKey.CompanyLinkedinUrl => 3,
        LeadKey.Email => 5,
        LeadKey.Phone => 8,
        LeadKey.CompanyDomain => 14,
        _ => 20,
    };
}
