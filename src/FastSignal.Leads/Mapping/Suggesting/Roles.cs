namespace FastSignal.Leads;

/// <summary>The kinds of people, companies and things by what they are called, and who of them is not the lead.</summary>
internal static class Roles
{
    /// <summary>Who stands in a relation to somebody (a friend, a supplier, who referred): the lead only where nobody else is. See
    /// <see cref="RelativeRoles"/>.</summary>
    public static readonly ConceptSet Related = ConceptSet.Of(Concept.OtherPerson, Concept.Partner, Concept.Referrer);

    /// <summary>Those who are related, our own, and who sent a message: people of today who are not the lead.</summary>
    public static readonly ConceptSet OtherPeople = Related | ConceptSet.Of(Concept.Ours, Concept.Sender);

    /// <summary>The same, the former ones and other companies.</summary>
    public static readonly ConceptSet NotTheLead = OtherPeople | ConceptSet.Of(Concept.Previous, Concept.OtherCompany);

    /// <summary>What says that a field is a company's.</summary>
    public static readonly ConceptSet Companies = ConceptSet.Of(Concept.Company, Concept.Business, Concept.CompanyName);

    /// <summary>A form, an event, a page.</summary>
    public static readonly ConceptSet Things = ConceptSet.Of(Concept.Thing, Concept.Page);
}
