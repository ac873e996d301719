using System.Globalization;

namespace FastSignal.Leads;

/// <summary>Which keys stand side by side, for what a key says only in comparison with its siblings.</summary>
internal sealed class SiblingKeys
{
    private static readonly ConceptSet Names = ConceptSet.Of(Concept.Name, Concept.FullName);
    private static readonly ConceptSet OfSomebody = Roles.Companies | ConceptSet.Of(Concept.JobTitle);
    private static readonly ConceptSet Sites = ConceptSet.Of(Concept.Domain, Concept.Website);
    private static readonly ConceptSet OfCompany = ConceptSet.Of(Concept.Linkedin, Concept.Firmographic);
    private static readonly ConceptSet NotOfCompany = OfSomebody | ConceptSet.Of(Concept.GivenName, Concept.FamilyName, Concept.FullName, Concept.Email);

    private readonly Dictionary<string, string> _labels;
    private readonly HashSet<string> _keys = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _wholeNames = new(StringComparer.Ordinal);
    private readonly HashSet<string> _answers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _companies = new(StringComparer.Ordinal);
    private readonly HashSet<string> _sharedPrefixes = new(StringComparer.Ordinal);

    /// <summary>Looks at all paths once.</summary>
    public SiblingKeys(IReadOnlyList<string> paths, Dictionary<string, string> labels)
    {
        _labels = labels;
        IsOneElement = paths.Count > 0 && paths.All(path => path.StartsWith("0.", StringComparison.Ordinal));
        var keysByContainer = paths.Select(path => (path, dot: path.LastIndexOf('.')))
            .GroupBy(pair => pair.dot < 0 ? "" : pair.path[..pair.dot], pair => pair.path[(pair.dot + 1)..], StringComparer.Ordinal);
        foreach (var container in keysByContainer)
        {
            _keys.UnionWith(container.Select(key => InContainer(container.Key, key)));
            var meanings = container.Select(key => Vocabulary.Read(key)).ToList();
            if (meanings.Exists(words => words.Has(Concept.GivenName))
                && meanings.Exists(words => words.Has(Concept.FamilyName) || words is { UnknownCount: 0, Concepts: [Concept.Name] }))
            {
                _wholeNames.Add(container.Key);
            }

            var all = meanings.Aggregate(default(ConceptSet), (set, words) => set | words.Set);
            if (all.HasAny(Names) && all.Has(Concept.Email) && all.HasAny(OfSomebody)) _answers.Add(container.Key);
            if (all.Has(Concept.Name) && all.HasAny(Sites) && all.HasAny(OfCompany) && !all.HasAny(NotOfCompany)) _companies.Add(container.Key);
            var keys = container.Select(KeyTokens.Of).Where(tokens => tokens.Count > 0).ToList();
            foreach (var group in keys.Where(tokens => tokens.Count > 1).GroupBy(tokens => tokens[0], StringComparer.Ordinal))
            {
                if (group.Count() >= 3 && group.Count() * 2 >= keys.Count) _sharedPrefixes.Add(InContainer(container.Key, group.Key));
            }
        }
    }

    /// <summary>The label that a list of fields elsewhere gives <paramref name="key"/>; null without one.</summary>
    public string? LabelOf(string key) => _labels.GetValueOrDefault(key);

    /// <summary>True if all is in the first element of a list: the sender wraps everything in one.</summary>
    public bool IsOneElement { get; }

    /// <summary>True if <paramref name="container"/> holds a first and a last name.</summary>
    public bool HoldsWholeName(string container) => _wholeNames.Contains(container);

    /// <summary>True if <paramref name="container"/> holds a name, an email address and a company or a job title: what was asked of somebody, for a
    /// thing has no company.</summary>
    public bool HoldsAnswers(string container) => _answers.Contains(container);

    /// <summary>True if <paramref name="container"/> holds a name, a site and what is known of companies, and nothing of a person.</summary>
    public bool HoldsCompany(string container) => _companies.Contains(container);

    /// <summary>True if most keys of <paramref name="container"/> begin with <paramref name="token"/>: the sender's mark ("acme_name", "acme_city"),
    /// which says nothing.</summary>
    public bool IsSharedPrefix(string container, string token) => _sharedPrefixes.Contains(InContainer(container, token));

    /// <summary>True if <paramref name="key"/>, which ends in a number, repeats a sibling: <c>email2</c> beside <c>email</c> or <c>email1</c>, but not
    /// <c>Company2</c> alone, whose number is the form's.</summary>
    public bool HasEarlier(string container, string key)
    {
        var digitsAt = key.AsSpan().LastIndexOfAnyExceptInRange('0', '9') + 1;
        if (!int.TryParse(key.AsSpan(digitsAt), CultureInfo.InvariantCulture, out var number)) return false;
        var stem = key[..digitsAt];
        if (_keys.Contains(InContainer(container, stem.TrimEnd('_', '-', ' ')))) return true;
        return Enumerable.Range(0, Math.Min(number, 10))
            .Any(earlier => _keys.Contains(InContainer(container, FormattableString.Invariant($"{stem}{earlier}"))));
    }

    private static string InContainer(string container, string key) => container + "\n" + key;
}
