namespace FastSignal.Leads;

/// <summary>The fields that one word of a role holds together, be it a container's (<c>friend.email</c>) or the beginning of flat keys
/// (<c>friend_email</c>).</summary>
/// <param name="Token">The first word of the key that says the role.</param>
/// <param name="Role">What that key says.</param>
/// <param name="Fields">Its fields that have a value, without those of somebody else within it.</param>
internal sealed record Party(string Token, Concept Role, IReadOnlyList<PathReading> Fields)
{
    /// <summary>The person points of an address.</summary>
    public const int ReachablePoints = 2;

    private const int NamedAndReachablePoints = 3;

    private static readonly ConceptSet NameParts = ConceptSet.Of(Concept.GivenName, Concept.FamilyName, Concept.FullName);
    private static readonly ConceptSet Names = NameParts | ConceptSet.Of(Concept.Name);
    private static readonly ConceptSet Persons = ConceptSet.Of(Concept.Person, Concept.Bystander);
    private static readonly ConceptSet Sites = ConceptSet.Of(Concept.Domain, Concept.Website, Concept.Site, Concept.Url);
    private static readonly ConceptSet Reachable = ConceptSet.Of(Concept.JobTitle, Concept.Title, Concept.Phone, Concept.Mobile);

    /// <summary>How much of a person it holds: an address counts two, a name or what makes somebody reachable one.</summary>
    public int PersonPoints { get; } =
        (Fields.Any(IsMail) ? 2 : 0) + (Fields.Any(IsProfile) ? 2 : 0)
            + (Fields.Any(field => IsPersonsName(field) || IsBareName(field, Role)) ? 1 : 0)
            + (Fields.Any(field => field.Own.Set.HasAny(Reachable)) ? 1 : 0);

    /// <summary>True if it holds an address and a name.</summary>
    public bool IsNamedAndReachable => PersonPoints >= NamedAndReachablePoints;

    /// <summary>How much of a company it holds: a site or a page counts two, a name or the ending of a company's name one.</summary>
    public int CompanyPoints { get; } =
        (Fields.Any(IsSite) ? 2 : 0) + (Fields.Any(field => field.Looks(ValueShape.CompanyPage)) ? 2 : 0)
        + (Fields.Any(field => field.Looks(ValueShape.Words) && (field.Own.Set.HasAny(Names | Roles.Companies) || IsBareName(field, Role))) ? 1 : 0)
        + (Fields.Any(field => field.Looks(ValueShape.CompanySuffix)) ? 1 : 0);

    /// <summary>True if it is a person itself, rather than a company that has a contact.</summary>
    public bool IsPerson { get; } = Fields.Any(
        field => !field.Says(Persons | Roles.Companies)
            && (field.Own.Set.HasAny(NameParts) || field.Own.Has(Concept.JobTitle) || field.Looks(ValueShape.PersonPage) || IsMadeOf(field, Fields)));

    /// <summary>The hosts of its site and of its people.</summary>
    public IEnumerable<string> Hosts =>
        Fields.Where(each => IsSite(each) || (IsMail(each) && !each.Looks(ValueShape.PrivateMail))).Select(each => OurHosts.HostOf(each.Value))
            .OfType<string>();

    /// <summary>Its word as that of <paramref name="role"/>.</summary>
    public Recast As(Concept role) => new(Token, Role, role);

    /// <summary>True for what names a person by itself, whoever the person is.</summary>
    public static bool NamesPerson(PathReading field) => IsMail(field) || IsProfile(field) || IsPersonsName(field);

    /// <summary>True for what names a company by itself, whichever it is.</summary>
    public static bool NamesCompany(PathReading field) =>
        IsSite(field) || field.Looks(ValueShape.CompanyPage)
        || (field.Looks(ValueShape.Words)
            && (field.Own.Set.HasAny(Roles.Companies)
                || (field.Own.Set.HasAny(Names) && (field.Place is Place.Company || field.Own.Has(Concept.Legal) || field.Looks(ValueShape.CompanySuffix)))));

    /// <summary>True for the address of a company on the web.</summary>
    public static bool IsSite(PathReading field) =>
        field.Own.Set.HasAny(Sites) && field.Looks(ValueShape.Host) && !field.Looks(ValueShape.ServiceHost | ValueShape.DeepLink);

    /// <summary>True for a person's email address.</summary>
    public static bool IsMail(PathReading field) => field.Looks(ValueShape.Email) && !field.Looks(ValueShape.FunctionMailbox);

    private static bool IsProfile(PathReading field) => field.Looks(ValueShape.PersonPage) && !field.Looks(ValueShape.Handle);

    private static bool IsPersonsName(PathReading field)
    {
        if (field.Place is Place.Company or Place.Thing || field.Own.Set.HasAny(Roles.Companies) || !field.Looks(ValueShape.WholeName | ValueShape.NamePart))
        {
            return false;
        }

        return field.Own.Set.HasAny(NameParts)
            || (field.Own.Has(Concept.Name) && (field.Place is Place.Person or Place.Bystander || field.Own.Set.HasAny(Persons)))
            || (field.Own.Concepts is [Concept.Person] && field.Looks(ValueShape.WholeName));
    }

    /// <summary>The role alone may stand for a name (<c>"friend": "Ada Wolff"</c>), and so may a name without more.</summary>
    private static bool IsBareName(PathReading field, Concept role) =>
        field.Looks(ValueShape.Words)
            && (field.Own.Concepts is [Concept.Name] || field.Own.Concepts.SequenceEqual([role]) || field.Own.Concepts.SequenceEqual([role, Concept.Name]));

    private static bool IsMadeOf(PathReading name, IReadOnlyList<PathReading> fields) =>
        name.Own.Has(Concept.Name) && name.Looks(ValueShape.WholeName) && fields.Any(field => IsMail(field) && IsMailOf(field.Value, name.Value));

    /// <summary>True if the email address is made of the name.</summary>
    public static bool IsMailOf(string mail, string name) => ChosenLead.HandleOf(mail) is { } handle && NameAgreement.Of(name, handle) is not Agreement.None;
}
