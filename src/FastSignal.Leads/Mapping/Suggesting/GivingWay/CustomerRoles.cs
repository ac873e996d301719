using System.Collections.Frozen;

namespace FastSignal.Leads;

/// <summary>Tells the customer from who buys in the end, from the company that a contact is at, and from our own contact person.</summary>
internal sealed class CustomerRoles(NamedPersons persons)
{
    private const int SitedAndNamed = 3; // A site and a name.

    private static readonly FrozenSet<string> Customers = KeyWords.Set("customer client kunde kundin cliente klant account");

    private static readonly FrozenSet<string> EndCustomers = KeyWords.Set(
        "endcustomer endclient finalcustomer finalclient ultimatecustomer endkunde endkundin endverbraucher clientfinal clientefinal clientefinale",
        "consommateurfinal consumidorfinal consumatorefinale eindklant");

    private static readonly FrozenSet<string> Enquirers = KeyWords.Set(
        "interessent interessentin anfragender anfragesteller geinteresseerde aanvrager demandeur interesado interessado interessato");

    private static readonly FrozenSet<string> ContactPersons = KeyWords.Set(
        "ansprechpartner ansprechpartnerin ansprechperson contactpersoon interlocuteur");

    private static readonly ConceptSet NameHalves = ConceptSet.Of(Concept.GivenName, Concept.FamilyName);

    /// <summary>True for the word of a customer.</summary>
    public static bool IsCustomer(string token) => Customers.Contains(token);

    /// <summary>True if <paramref name="words"/> say a customer, or several.</summary>
    public static bool AreCustomers(Words words) =>
        IsCustomer(words.FirstToken) || (words.FirstToken is [.., 's'] && IsCustomer(words.FirstToken[..^1]));

    /// <summary>What the words of a customer and of a contact person mean here.</summary>
    public IEnumerable<Recast> Find() =>
    [
        .. persons.Beside(EndCustomers, [.. Customers, .. TicketRoles.Buyers]).Select(token => new Recast(token, Concept.Person, Concept.Partner)),
        .. IsEnquirerNamed() ? persons.Beside(Enquirers, ContactPersons).Select(token => new Recast(token, Concept.Person, Concept.Ours)) : [],
        .. CompaniesOfContacts(),
    ];

    /// <summary>True if who asks is a person: then whom to ask is ours, rather than the company's own contact (<c>anfragender.ansprechpartner</c>).</summary>
    private bool IsEnquirerNamed() =>
        persons.All.Exists(party => Enquirers.Contains(party.Token) && party.Fields.Any(field => field.Own.Set.HasAny(NameHalves)))
            && !persons.Readings.Exists(reading => KeyWords.PathSaysAny(reading.Path, Enquirers) && KeyWords.PathSaysAny(reading.Path, ContactPersons));

    /// <summary>A customer with a name and a site is a company where somebody else is named: <c>Customer_Name</c>, <c>Customer_Web</c> and
    /// <c>Contact_Person</c>; and so is one that has a contact.</summary>
    private IEnumerable<Recast> CompaniesOfContacts() =>
        persons.All.Where(party => IsCustomer(party.Token) && (IsCompanyBesideSomebody(party) || HasContact(party)))
            .Select(party => new Recast(party.Token, Concept.Person, Concept.Company));

    private bool IsCompanyBesideSomebody(Party party) =>
        party is { CompanyPoints: >= SitedAndNamed, IsPerson: false } && !party.Fields.Any(Party.IsMail)
            && persons.Readings.Exists(reading => IsSomebodyElse(reading, party));

    private static bool IsSomebodyElse(PathReading reading, Party party) =>
        (reading.Place is Place.Person or Place.Bystander || reading.Own.Set.HasAny(SampleReader.PersonWords)) && Party.NamesPerson(reading)
            && !reading.Says(Roles.NotTheLead) && !party.Fields.Contains(reading);

    /// <summary>True for a customer that is called like a company and within which somebody is reachable: <c>client.preferred_contact.email</c>,
    /// <c>customer.contact_email</c>.</summary>
    private static bool HasContact(Party party) =>
        party.Fields.Any(field => field.Own.Concepts is [Concept.Name] && field.Looks(ValueShape.CompanySuffix))
            && party.Fields.Any(field => Party.IsMail(field) && IsOfContact(field));

    private static bool IsOfContact(PathReading field) =>
        field.Outer.Concepts.Count(concept => concept is Concept.Person) > 1
            || (field.Outer.Has(Concept.Person) && field.Own.Concepts is [Concept.Person, ..]);
}
