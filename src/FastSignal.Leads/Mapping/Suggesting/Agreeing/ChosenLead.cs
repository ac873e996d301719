namespace FastSignal.Leads;

/// <summary>What the identifiers chosen so far say about the lead: the addresses that a name or a company must agree with, and the names that an
/// address must.</summary>
internal sealed class ChosenLead
{
    private readonly List<string> _names = []; // Of the person, as written or as a handle.
    private readonly List<string> _handles = [];
    private readonly List<string> _companies = []; // The company's names, as written or as its page's address.
    private readonly List<string> _labels = [];
    private readonly string? _name;
    private readonly string? _company;

    /// <summary>Knows what <paramref name="chosen"/> say.</summary>
    /// <param name="chosen">The candidates chosen for other keys.</param>
    /// <param name="mails">Addresses of the lead's besides.</param>
    public ChosenLead(IReadOnlyList<Candidate> chosen, IEnumerable<string> mails)
    {
        foreach (var candidate in chosen.Where(candidate => candidate.Value.Length > 0)) Add(candidate);
        foreach (var mail in mails) AddMail(mail);
        _name = chosen.FirstOrDefault(candidate => candidate.Key is LeadKey.FullName)?.Text;
        _company = chosen.FirstOrDefault(candidate => candidate.Key is LeadKey.CompanyName)?.Text;
    }

    /// <summary>The hosts of the lead's business addresses.</summary>
    public HashSet<string> MailHosts { get; } = new(StringComparer.Ordinal);

    /// <summary>The company's own site; null if it is unknown.</summary>
    public string? Site { get; private set; }

    /// <summary>True if anything says who the person is.</summary>
    public bool HasPerson => _names.Count > 0 || MailHosts.Count > 0;

    /// <summary>How <paramref name="candidate"/> agrees with what is known.</summary>
    public Agreement With(Candidate candidate) => candidate.Key switch
    {
        LeadKey.FullName => OfName(candidate.Text),
        LeadKey.CompanyName => OfCompany(candidate.Text),
        LeadKey.LinkedinUrl => OfHandle(candidate.Value),
        LeadKey.Email when IsAtSite(candidate.Value) => (Agreement)Math.Max((int)OfHandle(candidate.Value), (int)Agreement.Akin),
        LeadKey.Email => OfHandle(candidate.Value),
        LeadKey.CompanyLinkedinUrl => LinkedinUrl.TryNormalise(candidate.Value, out _, out var page) ? OfLabel(Slug(page)) : Agreement.None,
        LeadKey.CompanyDomain => OurHosts.HostOf(candidate.Value) is { } host ? OfLabel(HostLabels.Registered(host)) : Agreement.None,
        _ => Agreement.None,
    };

    /// <summary>How a person's name agrees with the lead's email address and profile.</summary>
    public Agreement OfName(string name) => Best(_handles.Select(handle => NameAgreement.Of(name, handle)));

    /// <summary>How a company's name agrees with the host of the lead's email address, the company's site and its page.</summary>
    public Agreement OfCompany(string name) => Best(_labels.Select(label => CompanyAgreement.Of(name, label)));

    /// <summary>How an email address or a profile agrees with the lead's name.</summary>
    public Agreement OfHandle(string value) => HandleOf(value) is { } handle ? Best(_names.Select(name => NameAgreement.Of(name, handle))) : Agreement.None;

    /// <summary>How a label of a host, or the end of a page's address, agrees with the company's name.</summary>
    public Agreement OfLabel(string label) => Best(_companies.Select(company => CompanyAgreement.Of(company, label)));

    /// <summary>True if a business email address is at the company's site, or at a host that is made of the company's name.</summary>
    public bool IsAtSite(string mail)
    {
        var host = OurHosts.HostOf(mail);
        if (host is null || ValueShapes.IsPrivateMailHost(host)) return false;
        return Site is null ? OfLabel(HostLabels.Registered(host)) >= Agreement.Part : HostLabels.IsAt(host, Site);
    }

    /// <summary>True if <paramref name="value"/> is the lead's name or a part of it.</summary>
    public bool IsName(string value) => _name?.Contains(value, StringComparison.OrdinalIgnoreCase) is true;

    /// <summary>True if <paramref name="value"/> is the whole of the lead's name.</summary>
    public bool HasName(string value) =>
        _name is not null && string.Equals(KeyTokens.WithoutAccents(_name), KeyTokens.WithoutAccents(value), StringComparison.OrdinalIgnoreCase);

    /// <summary>True if <paramref name="value"/> is the company's name or a part of it.</summary>
    public bool IsCompany(string value) => _company?.Contains(value, StringComparison.OrdinalIgnoreCase) is true;

    /// <summary>What an email address or a profile calls a person; null for a mailbox of a function or of the company.</summary>
    public static string? HandleOf(string value)
    {
        if (LinkedinUrl.TryNormalise(value, out var kind, out var page)) return kind is LinkedinKind.Person ? Slug(page) : null;
        if (!EmailAddress.TryNormalise(value, out var email)) return null;
        var local = email[..email.LastIndexOf('@')];
        var isCompany = string.Equals(
            AddressSpelling.Joined(local), AddressSpelling.Joined(HostLabels.Registered(EmailAddress.DomainOf(email))), StringComparison.Ordinal);
        return isCompany || (ValueShapes.Of(email) & ValueShape.FunctionMailbox) is not ValueShape.None ? null : local;
    }

    private void Add(Candidate candidate)
    {
        switch (candidate.Key)
        {
            case LeadKey.FullName:
                _names.Add(candidate.Text);
                break;
            case LeadKey.Email or LeadKey.LinkedinUrl:
                if (HandleOf(candidate.Value) is { } handle) AddHandle(handle);
                if (candidate.Key is LeadKey.Email) AddMail(candidate.Value);
                break;
            case LeadKey.CompanyName:
                _companies.Add(candidate.Text);
                break;
            case LeadKey.CompanyDomain when OurHosts.HostOf(candidate.Value) is { } site:
                Site = site;
                _labels.AddRange(HostLabels.Of(site));
                break;
            case LeadKey.CompanyLinkedinUrl when LinkedinUrl.TryNormalise(candidate.Value, out _, out var page):
                _labels.Add(Slug(page));
                _companies.Add(Slug(page));
                break;
            default:
                break;
        }
    }

    private void AddHandle(string handle)
    {
        _handles.Add(handle);
        _names.Add(handle);
    }

    private void AddMail(string mail)
    {
        if (OurHosts.HostOf(mail) is not { } host || ValueShapes.IsPrivateMailHost(host)) return;
        if (MailHosts.Add(host)) _labels.AddRange(HostLabels.Of(host));
    }

    private static string Slug(string page) => page[(page.LastIndexOf('/') + 1)..];

    private static Agreement Best(IEnumerable<Agreement> agreements) => agreements.DefaultIfEmpty().Max();
}
