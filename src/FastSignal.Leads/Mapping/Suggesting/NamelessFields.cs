namespace FastSignal.Leads;

/// <summary>Reads rows without a header (<c>col_3</c>, <c>field 4</c>), where only the values tell: a name is what the email address or the profile beside it is made of, and a company
/// is called like the host.</summary>
internal sealed class NamelessFields
{
    private const int NamePoints = 84;
    private const int OtherPoints = 72;
    private const int MaxCompanyWords = 6;

    private static readonly ConceptSet SaysNothing = ConceptSet.Of(Concept.Secondary);

    private readonly List<PathReading> _fields;
    private readonly string _proofs;
    private readonly List<string> _hosts;

    /// <summary>Looks at all readings once.</summary>
    public NamelessFields(List<PathReading> readings)
    {
        _fields = [.. readings.Where(reading => reading is { IsEmpty: false, Place: Place.Neutral, Own.UnknownCount: 0, Selector: null } && reading.Own.Set.Without(SaysNothing).IsEmpty)];
        _proofs = string.Join(' ', _fields.Select(Proof)).ToLowerInvariant();
        _hosts = [.. _fields.Where(field => field.Looks(ValueShape.Email | ValueShape.Host) && !field.Looks(ValueShape.PrivateMail)).Select(field => OurHosts.HostOf(field.Value)).OfType<string>()];
    }

    /// <summary>What fills <paramref name="key"/> by its values alone.</summary>
    public IEnumerable<Candidate> Find(LeadKey key) => key switch
    {
        LeadKey.FullName => Names(),
        LeadKey.CompanyName => _fields.Where(IsCompany).Select(field => new Candidate(key, [field], OtherPoints, ["the value is called like the host beside it"])),
        LeadKey.Phone => _fields.Where(field => field.Looks(ValueShape.Phone) && field.Value[0] == '+').Select(field => new Candidate(key, [field], OtherPoints, ["the value is a phone number"])),
        _ => [],
    };

    private IEnumerable<Candidate> Names()
    {
        foreach (var field in _fields.Where(field => field.Looks(ValueShape.WholeName) && IsProven(field)))
            yield return new(LeadKey.FullName, [field], NamePoints, ["the address beside it is made of the value"]);
        foreach (var (given, family) in _fields.Zip(_fields.Skip(1)))
        {
            if (IsPart(given) && IsPart(family)) yield return new(LeadKey.FullName, [given, family], NamePoints, ["the address beside them is made of both values"]);
        }
    }

    private bool IsPart(PathReading field) => field.Looks(ValueShape.NamePart | ValueShape.WholeName) && IsProven(field);

    /// <summary>True if every word of the value is in an email address or a profile of the row.</summary>
    private bool IsProven(PathReading field) =>
        KeyTokens.Of(field.Value.ToLowerInvariant()) is { Count: > 0 } words && words.TrueForAll(word => word.Length > 1 && _proofs.Contains(word, StringComparison.Ordinal));

    private bool IsCompany(PathReading field) =>
        field.Looks(ValueShape.Words) && !IsProven(field) && KeyTokens.Of(field.Value).Count <= MaxCompanyWords && _hosts.Exists(host => EmailCompany.IsCalledLike(field.Value, host));

    private static string Proof(PathReading field) => field switch
    {
        _ when field.Looks(ValueShape.Email) => field.Value[..field.Value.LastIndexOf('@')],
        _ when field.Looks(ValueShape.PersonPage) => field.Value,
        _ => "",
    };
}
