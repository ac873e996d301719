using FastSignal.Parsing;

namespace FastSignal.Leads;

/// <summary>Reads samples: every path once, with its words, its values and whose it is.</summary>
internal static class SampleReader
{
    // An entry may have 250,000 leaves and a path of half a megabyte; no person maps those.
    private const int MaxPaths = 5_000;
    private const int MaxPathChars = 1_000;

    /// <summary>The words that make a container a person, whoever it is.</summary>
    public static readonly ConceptSet PersonWords = ConceptSet.Of(Concept.Person, Concept.Bystander, Concept.OtherPerson, Concept.Ours, Concept.Referrer, Concept.Recipient);
    private static readonly ConceptSet NotTheLead = ConceptSet.Of(Concept.Ours, Concept.OtherPerson);
    private static readonly ConceptSet OurRoles = ConceptSet.Of(Concept.Ours, Concept.Sender);
    private static readonly ConceptSet Types = OurRoles | PersonWords | ConceptSet.Of(Concept.Company, Concept.Personal);
    private static readonly HashSet<string> TypeKeys = new(StringComparer.Ordinal) { "type", "object", "objecttype", "usertype", "kind", "affiliation", "side", "partytype", "participanttype", "relationship" };
    private static readonly ConceptSet NumberWords = ConceptSet.Of(Concept.Secondary);
    private static readonly ConceptSet HalfWords = ConceptSet.Of(Concept.Number, Concept.Name, Concept.Url, Concept.Address, Concept.Code, Concept.Title);
    private static readonly ConceptSet WhichOne = ConceptSet.Of(Concept.Work, Concept.Personal, Concept.Primary, Concept.Secondary, Concept.Mobile, Concept.Business, Concept.Address);

    private static readonly ConceptSet FieldWords = WhichOne.Without(ConceptSet.Of(Concept.Business)) | ConceptSet.Of(
        Concept.Email, Concept.Phone, Concept.Number, Concept.City, Concept.Country, Concept.Domain, Concept.Website, Concept.JobTitle, Concept.Role, Concept.Headline, Concept.Linkedin, Concept.Firmographic, Concept.Location);

    private static readonly ConceptSet ThingWords = ConceptSet.Of(Concept.Thing, Concept.Page);

    /// <summary>The readings of all paths of <paramref name="samples"/>, in the order in which they first occur.</summary>
    public static List<PathReading> Read(IReadOnlyList<IReadOnlyList<Leaf>> samples)
    {
        samples = [.. samples.Select(sample => sample.Where(leaf => leaf.Path.Length <= MaxPathChars).Take(MaxPaths).ToList())];
        var labels = new Dictionary<string, LabelledValue>(StringComparer.Ordinal);
        var keyLabels = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var sample in samples.Reverse())
        {
            foreach (var (key, label) in LabelledValues.LabelsOfKeys(sample)) keyLabels[key] = label;
            foreach (var (path, label) in LabelledValues.Find(sample)) labels[path] = label;
        }

        var leavesByPath = samples.SelectMany(sample => sample).GroupBy(leaf => leaf.Path, StringComparer.Ordinal).Take(MaxPaths).ToList();
        var siblings = new SiblingKeys([.. leavesByPath.Select(group => group.Key)], keyLabels);
        var types = ContainerTypes(leavesByPath);
        var labelPaths = labels.Values.Where(label => label.IsPlain).Select(label => label.Path).ToHashSet(StringComparer.Ordinal);
        return [.. leavesByPath.Where(group => group.Any(IsScalar) && !labelPaths.Contains(group.Key)).Select((group, order) => Reading(group.Key, order, [.. group], labels.GetValueOrDefault(group.Key), siblings, types))];
    }

    private static PathReading Reading(string path, int order, IReadOnlyList<Leaf> leaves, LabelledValue? label, SiblingKeys siblings, Dictionary<string, Words> types)
    {
        var texts = leaves.Select(leaf => TakenValues.Text(leaf)).ToList();
        var values = texts.OfType<string>().ToList();
        var segments = PathSegments.Of(path);
        var nameAt = NameSegment(segments);
        var own = label is null ? Own(segments, nameAt, siblings) : LabelWords(label, segments, nameAt);
        var outer = Words.None;
        var place = Place.Neutral;
        var groupEnd = 0;
        for (var i = 0; i < nameAt; i++)
        {
            if (types.TryGetValue(string.Join('.', segments[..i]), out var type)) Enter(type, i);
            if (PathSegments.IsIndex(segments[i]))
            {
                // An element of a list is a group of its own, but an answer is not: its form is.
                if (label is null && !(i == 0 && siblings.IsOneElement)) groupEnd = i + 1;
                continue;
            }

            Enter(Vocabulary.Read(segments[i]), i + 1);
        }

        for (var i = nameAt; i < segments.Length; i++)
        {
            if (types.TryGetValue(string.Join('.', segments[..i]), out var ownType)) Enter(ownType, nameAt);
        }

        // What a form asks is its reader's, whatever the form and its pages are called.
        if (label is not null)
        {
            outer = outer.Without(Concept.Page);
            if (place is Place.Thing) place = Place.Neutral;
        }

        return new()
        {
            Path = path,
            Order = order,
            Values = values,
            Shape = Shape(values),
            Own = own,
            Outer = outer,
            Place = place,
            Container = string.Join('.', segments[..(label is null ? nameAt : ContainerOfElement(label))]),
            Group = string.Join('.', segments[..groupEnd]) + GroupInKey(own, groupEnd),
            IndexSum = segments.Where(segment => PathSegments.IsIndex(segment)).Sum(index => index.Length > 4 ? 9999 : int.Parse(index, System.Globalization.CultureInfo.InvariantCulture)),
            Selector = label?.Selector,
        };

        void Enter(Words words, int end)
        {
            place = PlaceOf(words, place);
            outer = words.Behind(outer);
            // In a support chat the contact is the sender.
            if (words.Concepts is [Concept.Person]) outer = outer.Without(Concept.Sender);
            if (words.Set.HasAny(PersonWords)) groupEnd = Math.Max(groupEnd, end);
        }
    }

    private static bool IsScalar(Leaf leaf) => leaf.Kind is not (LeafKind.Array or LeafKind.Object);

    /// <summary>What containers say of themselves: <c>{"type": "operator", "name": ...}</c> is an operator, and so is <c>{"is_operator": true}</c>. Only a
    /// single word that says whose.</summary>
    private static Dictionary<string, Words> ContainerTypes(IEnumerable<IGrouping<string, Leaf>> leavesByPath)
    {
        var types = new Dictionary<string, Words>(StringComparer.Ordinal);
        foreach (var group in leavesByPath)
        {
            var path = group.Key;
            var dot = path.LastIndexOf('.');
            var words = TypeWords(group.First(), path[(dot + 1)..]);
            if (words is { UnknownCount: 0, Concepts.Count: 1 } && words.Set.HasAny(Types)) types.TryAdd(dot < 0 ? "" : path[..dot], words);
        }

        return types;
    }

    private static Words? TypeWords(in Leaf leaf, string key)
    {
        // An account with a subdomain is the one that the sender gave us.
        if (leaf.Value is { Length: > 0 } && string.Equals(key, "subdomain", StringComparison.OrdinalIgnoreCase)) return Vocabulary.Read("our");
        if (leaf.Kind is LeafKind.True)
        {
            var flag = Vocabulary.Read(key).Without(Concept.Meta);
            return flag.Set.HasAny(NotTheLead) ? flag : null;
        }

        if (leaf.Value is not { Length: > 0 and <= 20 }) return null;
        if (TypeKeys.Contains(string.Concat(key.Where(char.IsLetter)).ToLowerInvariant())) return Vocabulary.Read(leaf.Value);

        // A role is a job title to people; what programs write ("host", "sender") begins small. Who a message is from may be the lead.
        var isCode = string.Equals(key, "role", StringComparison.OrdinalIgnoreCase) && char.IsAsciiLetterLower(leaf.Value[0]) && leaf.Value is not "from";
        return isCode && Vocabulary.Read(leaf.Value) is var role && role.Set.HasAny(OurRoles) ? role : null;
    }

    /// <summary>The segment that names the leaf: the last that is no index and says something; <c>emails.0.value</c> is named by emails.</summary>
    private static int NameSegment(string[] segments)
    {
        var last = segments.Length - 1;
        for (var i = last; i >= 0; i--)
        {
            if (PathSegments.IsIndex(segments[i])) continue;
            if (!Vocabulary.Read(segments[i]).AreNeutral) return i;
        }

        return last;
    }

    private static Words Own(string[] segments, int nameAt, SiblingKeys siblings)
    {
        var own = Vocabulary.Read(segments[nameAt]);
        if (own.Set.Without(NumberWords).IsEmpty && siblings.LabelOf(segments[nameAt]) is { } label) return Vocabulary.Read(label, isLabel: true);
        var container = string.Join('.', segments[..nameAt]);
        var isNumbered = own.Has(Concept.Secondary) && char.IsAsciiDigit(segments[nameAt][^1]);
        if (isNumbered && (own.Concepts.Count == 1 || !siblings.HasEarlier(container, segments[nameAt]))) own = own.Without(Concept.Secondary);
        if (own.UnknownCount > 0 && siblings.IsSharedPrefix(container, own.FirstToken)) own = own with { UnknownCount = own.UnknownCount - 1 };

        // What belongs to somebody in a ticket, and the company in an address, are as good as without.
        if (own.Concepts is [Concept.Thing, Concept.Person or Concept.Company, ..]) own = own.Without(Concept.Thing);
        if (own.Concepts is [.., Concept.Address, Concept.Company]) own = own.Without(Concept.Address);
        return own.Set.Without(HalfWords).IsEmpty ? WithField(own, segments, nameAt) : own;
    }

    /// <summary>A number, a name or an address is what the field around it says: <c>mobilePhones.0.number</c>, <c>country.name</c>, <c>website.url</c>.</summary>
    private static Words WithField(Words own, string[] segments, int nameAt)
    {
        var around = nameAt - 1;
        while (around >= 0 && PathSegments.IsIndex(segments[around])) around--;
        if (around < 0) return own;

        var field = Vocabulary.Read(segments[around]);
        return field is { UnknownCount: 0, Concepts.Count: > 0 } && field.Set.Without(FieldWords).IsEmpty ? own.Behind(field) : own;
    }

    /// <summary>The words of a label, and those of the field around it when the label only says which one (<c>type: "work"</c>).</summary>
    private static Words LabelWords(LabelledValue label, string[] segments, int nameAt)
    {
        var words = Vocabulary.Read(label.Text, isLabel: true);
        var inner = label.Selector.ValuePath;
        var value = Vocabulary.Read(inner[(inner.LastIndexOf('.') + 1)..]);
        // `answer.first` below the label "Full name" is the first name.
        if (words.Has(Concept.Name) || words.Has(Concept.FullName))
        {
            if (value.Has(Concept.First)) return Vocabulary.Read("first name");
            if (value.Has(Concept.Last)) return Vocabulary.Read("last name");
        }

        if (words.AreNeutral) return Vocabulary.Read(segments[nameAt]);
        return words.Set.Without(WhichOne).IsEmpty ? words.Behind(Vocabulary.Read(segments[nameAt])) : words;
    }

    private static int ContainerOfElement(LabelledValue label) => label.Selector.ArrayPath.Length == 0 ? 0 : PathSegments.Of(label.Selector.ArrayPath).Length;

    private static Place PlaceOf(Words words, Place outer)
    {
        var place = outer;
        foreach (var concept in words.Concepts)
        {
            place = concept switch
            {
                Concept.Person => Place.Person,
                Concept.Bystander or Concept.Recipient => Place.Bystander,
                Concept.Company or Concept.Business or Concept.CompanyName => Place.Company,
                Concept.Employment or Concept.JobTitle => Place.Employment,
                Concept.Social => Place.Thing,
                _ when ThingWords.Has(concept) => words.EndsNeutral ? place : Place.Thing,
                _ => place,
            };
        }

        // A profile is a person's unless it is in a company.
        var isProfile = words.Has(Concept.Profile) && !words.Has(Concept.Social);
        return isProfile && place is (Place.Neutral or Place.Thing) ? Place.Person : place;
    }

    /// <summary>In a flat entry the person is in the key: <c>guest_email</c> and <c>guest_name</c> are one group.</summary>
    private static string GroupInKey(Words own, int groupEnd)
    {
        if (own.Concepts.Count < 2 || !PersonWords.Has(own.Concepts[0])) return "";
        return (groupEnd == 0 ? "" : ".") + own.FirstToken;
    }

    private static ValueShape Shape(List<string> values)
    {
        if (values.Count == 0) return ValueShape.Empty;
        var shapes = values.Select(ValueShapes.Of).ToList();
        var common = ValueShape.None;
        foreach (var shape in Enum.GetValues<ValueShape>())
        {
            if (shape is not ValueShape.None && shapes.Count(each => (each & shape) is not ValueShape.None) * 2 >= shapes.Count) common |= shape;
        }

        return common;
    }
}
