namespace FastSignal.Leads;

/// <summary>What makes two entries of a signal the same lead, normalised.</summary>
/// <param name="Linkedin">Strong: the LinkedIn profile of a person, the page of a company.</param>
/// <param name="EmailOrDomain">Strong: the email of a person, the domain of a company.</param>
/// <param name="NameAtDomain">Weak: name and company domain of a person; companies have none.</param>
/// <param name="Name">Weak: name and company name of a person, name of a company.</param>
internal readonly record struct MatchKeys(string? Linkedin, string? EmailOrDomain, string? NameAtDomain, string? Name)
{
    /// <summary>What their columns are called, in this order: each has a <c>_text</c> and a <c>_hash</c>.</summary>
    internal static readonly string[] ColumnNames = ["linkedin", "email_or_domain", "name_at_domain", "name"];
}
