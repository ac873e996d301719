namespace FastSignal.Leads;

/// <summary>The kinds of people and companies that are not the lead by what they are called.</summary>
internal static class Roles
{
    /// <summary>Who stands in a relation to somebody (a friend, a supplier, who referred): the lead only where nobody else is. See <see cref="RelativeRoles"/>.</summary>
    public static readonly ConceptSet Related = ConceptSet.Of(Concept.OtherPerson, Concept.Partner, Concept.Referrer);

    /// <summary>Those who are related, and those who are never the lead by their role alone: our own, the former ones, who sent a message.</summary>
    public static readonly ConceptSet NotTheLead = Related | ConceptSet.Of(Concept.Ours, Concept.Previous, Concept.OtherCompany, Concept.Sender);

    /// <summary>A form, an event, a page.</summary>
    public static readonly ConceptSet Things = ConceptSet.Of(Concept.Thing, Concept.Page);
}
