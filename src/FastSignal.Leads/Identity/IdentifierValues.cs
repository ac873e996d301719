namespace FastSignal.Leads;

/// <summary>Normalises the identifiers among the values of one entry, in place, and remembers what it refused.</summary>
internal sealed class IdentifierValues
{
    private readonly string?[] _values;
    private readonly string?[] _refused = new string?[LeadKeys.Count];

    /// <summary>Normalises <paramref name="values"/>: afterwards each identifier is in its one spelling or null.</summary>
    public IdentifierValues(string?[] values)
    {
        _values = values;
        var companyPage = NormalisePages();
        Normalise(LeadKey.Email, EmailAddress.TryNormalise, "is not an email address");
        var pageInPlaceOfDomain = NormaliseDomain();

        // Only now: a page under its own key goes before one that was found elsewhere.
        if (_values[(int)LeadKey.CompanyLinkedinUrl] is null) _values[(int)LeadKey.CompanyLinkedinUrl] = companyPage ?? pageInPlaceOfDomain;
    }

    private delegate bool Normaliser(string? text, out string normalised);

    /// <summary>The keys, as bits, whose leaves filled nothing, so that they belong to the context.</summary>
    public ushort Unused { get; private set; }

    /// <summary>By <see cref="LeadKey"/>: what was refused, in words; null where nothing was.</summary>
    public IReadOnlyList<string?> Refused => _refused;

    /// <summary>What was refused, in words, if it could have identified the lead; else null.</summary>
    public string? Refusal(SignalTarget target) => target is SignalTarget.Companies
        ? _refused[(int)LeadKey.CompanyDomain] ?? _refused[(int)LeadKey.CompanyLinkedinUrl]
        : _refused[(int)LeadKey.LinkedinUrl]
            ?? _refused[(int)LeadKey.Email]
            ?? (_values[(int)LeadKey.FullName] is null ? null : _refused[(int)LeadKey.CompanyDomain]);

    /// <summary>Sorts the two LinkedIn keys; returns a company's page that stood under linkedin_url.</summary>
    private string? NormalisePages()
    {
        ref var profile = ref _values[(int)LeadKey.LinkedinUrl];
        ref var page = ref _values[(int)LeadKey.CompanyLinkedinUrl];
        string? found = null;
        var isPage = LinkedinUrl.TryNormalise(page, out var kind, out var canonical) && kind is LinkedinKind.Company;
        if (isPage) page = canonical;
        else if (page is not null) Refuse(LeadKey.CompanyLinkedinUrl, "is not the LinkedIn page of a company");

        if (profile is null) return null;
        if (!LinkedinUrl.TryNormalise(profile, out kind, out canonical)) Refuse(LeadKey.LinkedinUrl, "is not a LinkedIn profile");
        else if (kind is LinkedinKind.Person) profile = canonical;
        else
        {
            found = canonical;
            profile = null;
            if (page is not null) Unused |= Bit(LeadKey.LinkedinUrl);
        }

        return found;
    }

    /// <summary>Normalises the domain; returns a company's LinkedIn page that stood in its place.</summary>
    private string? NormaliseDomain()
    {
        var text = _values[(int)LeadKey.CompanyDomain];
        if (!LinkedinUrl.IsOnLinkedin(text))
        {
            Normalise(LeadKey.CompanyDomain, CompanyDomain.TryNormalise, "is not a domain");
            return null;
        }

        var isPage = LinkedinUrl.TryNormalise(text, out var kind, out var canonical) && kind is LinkedinKind.Company;
        if (!isPage) Refuse(LeadKey.CompanyDomain, "is not a company's domain");
        _values[(int)LeadKey.CompanyDomain] = null;
        if (isPage && _values[(int)LeadKey.CompanyLinkedinUrl] is not null) Unused |= Bit(LeadKey.CompanyDomain);
        return isPage ? canonical : null;
    }

    private void Normalise(LeadKey key, Normaliser normaliser, string complaint)
    {
        ref var value = ref _values[(int)key];
        if (value is null) return;
        if (normaliser(value, out var normalised)) value = normalised;
        else Refuse(key, complaint);
    }

    private void Refuse(LeadKey key, string complaint)
    {
        ref var value = ref _values[(int)key];
        _refused[(int)key] = $"{LeadKeys.Name(key)} \"{Shortened(value!)}\" {complaint}";
        Unused |= Bit(key);
        value = null;
    }

    private static ushort Bit(LeadKey key) => (ushort)(1 << (int)key);

    private static string Shortened(string text) => text.Length <= 120 ? text : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[119]) ? 119 : 120), "…");
}
