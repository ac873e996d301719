namespace FastSignal.Leads;

/// <summary>Finds the words that name a leaf: those of its key, of the field around it, or of its label.</summary>
internal static class OwnWords
{
    private static readonly ConceptSet NumberWords = ConceptSet.Of(Concept.Secondary);
    private static readonly ConceptSet FirstHalves = ConceptSet.Of(Concept.First, Concept.GivenName);
    private static readonly ConceptSet LastHalves = ConceptSet.Of(Concept.Last, Concept.FamilyName);
    private static readonly ConceptSet HalfWords = ConceptSet.Of(Concept.Number, Concept.Name, Concept.Url, Concept.Address, Concept.Code, Concept.Title);
    private static readonly ConceptSet Addresses = ConceptSet.Of(Concept.Website, Concept.Domain, Concept.Linkedin, Concept.Email);
    private const ValueShape AddressShapes = ValueShape.Email | ValueShape.Host | ValueShape.PersonPage | ValueShape.CompanyPage;
    private static readonly ConceptSet WhichOne = ConceptSet.Of(
        Concept.Work, Concept.Personal, Concept.Primary, Concept.Secondary, Concept.Mobile, Concept.Business, Concept.Address);

    private static readonly ConceptSet FieldWords = WhichOne.Without(ConceptSet.Of(Concept.Business)) | ConceptSet.Of(
        Concept.Email, Concept.Phone, Concept.Number, Concept.City, Concept.Country, Concept.Domain, Concept.Website, Concept.JobTitle, Concept.Role,
        Concept.Headline, Concept.Linkedin, Concept.Firmographic,
        Concept.Location);

    /// <summary>The segment that names the leaf: the last that is no index and says something; <c>emails.0.value</c> is named by emails.</summary>
    /// <param name="segments">The path, cut.</param>
    /// <param name="variants">The paths that only repeat a type; see <see cref="ContainerTypes.Variants"/>.</param>
    public static int NameSegment(string[] segments, HashSet<string> variants)
    {
        var last = segments.Length - 1;
        for (var i = last; i >= 0; i--)
        {
            if (PathSegments.IsIndex(segments[i])) continue;
            if (i > 0 && Languages.IsCode(segments[i])) continue;
            var words = Vocabulary.Read(PathSegments.KeyAt(segments, i));
            if (!words.AreNeutral && !(IsTextual(words) && IsVariant(segments, i, variants))) return i;
        }

        return last;
    }

    private static bool IsTextual(Words words) => words.Concepts is [Concept.Title or Concept.Url or Concept.Name or Concept.Number];

    /// <summary>True if the segment repeats its type, and the field around it has a name of its own.</summary>
    private static bool IsVariant(string[] segments, int at, HashSet<string> variants) =>
        at > 0 && !PathSegments.IsIndex(segments[at - 1]) && !Vocabulary.Read(segments[at - 1]).AreNeutral
            && variants.Contains(string.Join('.', segments[..(at + 1)]));

    /// <summary>The words of the key at <paramref name="nameAt"/>, without those that its siblings or its container show to say nothing.</summary>
    /// <param name="segments">The path, cut.</param>
    /// <param name="nameAt">Which segment is the key.</param>
    /// <param name="siblings">The keys around it.</param>
    /// <param name="shape">What the values look like.</param>
    public static Words OfKey(string[] segments, int nameAt, SiblingKeys siblings, ValueShape shape)
    {
        var own = Vocabulary.Read(PathSegments.KeyAt(segments, nameAt));
        // A namespace: CRM/Name.
        if (segments[nameAt].LastIndexOf('/') is > 0 and var slash && slash < segments[nameAt].Length - 1
            && siblings.IsSharedPrefix(string.Join('.', segments[..nameAt]), own.FirstToken))
        {
            own = Vocabulary.Read(segments[nameAt][(slash + 1)..]);
        }

        // prospect.prospectName
        if (nameAt > 0 && own.Concepts is [Concept.Person or Concept.Bystander, _, ..] && KeyTokens.Of(segments[nameAt]) is [var first, _, ..] tokens
            && KeyTokens.Of(segments[nameAt - 1]) is [var around] && string.Equals(first, around, StringComparison.Ordinal))
        {
            own = Vocabulary.Read(string.Join(' ', tokens.Skip(1)));
        }

        if (own.Set.Without(NumberWords).IsEmpty && siblings.LabelOf(segments[nameAt]) is { } label) return Vocabulary.Read(label, isLabel: true);
        var container = string.Join('.', segments[..nameAt]);
        var isNumbered = own.Has(Concept.Secondary) && char.IsAsciiDigit(segments[nameAt][^1]);
        if (isNumbered && (own.Concepts.Count == 1 || !siblings.HasEarlier(container, segments[nameAt]))) own = own.Without(Concept.Secondary);
        if (own.UnknownCount > 0 && siblings.IsSharedPrefix(container, own.FirstToken)) own = own with { UnknownCount = own.UnknownCount - 1 };

        // What belongs to somebody in a ticket, and the company in an address, are as good as without.
        if (own.Concepts is [Concept.Thing, Concept.Person or Concept.Company or Concept.CompanyName, ..]) own = own.Without(Concept.Thing);

        // In an address the company may be its complement: address_comp.
        if (own.Concepts is [.., Concept.Address, Concept.Company])
        {
            own = KeyTokens.Of(segments[nameAt]) is [.., "comp"] ? Vocabulary.Read("address") : own.Without(Concept.Address);
        }

        return own.Set.Without(HalfWords).IsEmpty ? WithField(own, segments, nameAt, shape) : own;
    }

    /// <summary>A number, a name or an address is what the field around it says: <c>mobilePhones.0.number</c>, <c>country.name</c>,
    /// <c>website.url</c>.</summary>
    private static Words WithField(Words own, string[] segments, int nameAt, ValueShape shape)
    {
        var around = nameAt - 1;
        while (around >= 0 && PathSegments.IsIndex(segments[around])) around--;
        if (around < 0) return own;

        var field = Vocabulary.Read(segments[around]);
        // A website has a name of its own, and an address may hold its person's.
        if (own.Has(Concept.Name) && field.Set.HasAny(Addresses) && (shape & AddressShapes) is ValueShape.None) return own;
        var isField = field is { UnknownCount: 0, Concepts.Count: > 0 }
            && (field.Set.Without(FieldWords).IsEmpty || field.Concepts is [Concept.Person, Concept.Email or Concept.Phone or Concept.Mobile]);
        return isField ? own.Behind(field) : own;
    }

    /// <summary>The words of a label, and those of the field around it when the label only says which one (<c>type: "work"</c>).</summary>
    public static Words OfLabel(LabelledValue label, string[] segments, int nameAt)
    {
        var words = Vocabulary.Read(label.Text, isLabel: true);
        var inner = label.Selector.ValuePath;
        var value = Vocabulary.Read(inner[(inner.LastIndexOf('.') + 1)..]);

        // `answer.first` below the label "Full name" is the first name.
        if (words.Has(Concept.Name) || words.Has(Concept.FullName))
        {
            if (value.Set.HasAny(FirstHalves)) return Vocabulary.Read("first name");
            if (value.Set.HasAny(LastHalves)) return Vocabulary.Read("last name");
        }

        if (words.AreNeutral) return Vocabulary.Read(segments[nameAt]);
        return words.Set.Without(WhichOne).IsEmpty ? words.Behind(Vocabulary.Read(segments[nameAt])) : words;
    }
}
