using System.Collections.Frozen;
using FastSignal.Parsing;

namespace FastSignal.Leads;

/// <summary>Reads samples: every path once, with its words, its values and whose it is.</summary>
internal static class SampleReader
{
    // An entry may have 250,000 leaves and a path of half a megabyte; no person maps those.
    private const int MaxPaths = 5_000;
    private const int MaxPathChars = 1_000;

    private static readonly FrozenSet<string> Events = KeyWords.Set("request requests event events change changes application applications");
    private static readonly FrozenSet<string> OfEvents = KeyWords.Set("affiliate technology tech technologies");

    /// <summary>The words that make a container a person, whoever it is.</summary>
    public static readonly ConceptSet PersonWords = ConceptSet.Of(
        Concept.Person, Concept.Bystander, Concept.OtherPerson, Concept.Ours, Concept.Referrer, Concept.Partner, Concept.Recipient);

    /// <summary>The readings of all paths of <paramref name="samples"/>, in the order in which they first occur.</summary>
    public static List<PathReading> Read(SignalTarget target, IReadOnlyList<IReadOnlyList<Leaf>> samples)
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
        var context = new Context(
            new([.. leavesByPath.Select(group => group.Key)], keyLabels), ContainerTypes.Of(leavesByPath, labels.Values),
            ContainerTypes.Variants(leavesByPath), words => words, SaysCompany(leavesByPath, labels.Values),
            new(samples.SelectMany(sample => sample)));
        var labelPaths = labels.Values.Where(label => label.IsPlain).Select(label => label.Path).ToHashSet(StringComparer.Ordinal);
        var scalars = leavesByPath.Where(group => group.Any(IsScalar) && !labelPaths.Contains(group.Key)).ToList();

        // Only who is there tells the direction of a message and what roles mean, and these tell who they are: it is read again.
        var readings = ReadAll(context);
        if (MessageDirection.IsToUs(readings)) readings = ReadAll(context = context with { Seen = words => words.OfMessageToUs() });
        var recasts = new RelativeRoles(target, readings).Find();
        var seen = context.Seen;
        return recasts.Count > 0 ? ReadAll(context with { Seen = words => recasts.Aggregate(seen(words), (known, recast) => known.As(recast)) }) : readings;

        List<PathReading> ReadAll(Context context) =>
            [.. scalars.Select((group, order) => Reading(group.Key, order, [.. group], labels.GetValueOrDefault(group.Key), context))];
    }

    /// <summary>What is known of all paths before one is read.</summary>
    /// <param name="Siblings">Which keys stand side by side.</param>
    /// <param name="Types">What containers say of themselves, by path.</param>
    /// <param name="Variants">The paths that only repeat a type.</param>
    /// <param name="Seen">What words mean in the light of the whole.</param>
    /// <param name="SaysCompany">True if a key or a label says a company.</param>
    /// <param name="Columns">What the columns of tables are called.</param>
    private sealed record Context(
        SiblingKeys Siblings, Dictionary<string, Words> Types, HashSet<string> Variants, Func<Words, Words> Seen, bool SaysCompany, TableColumns Columns);

    private static PathReading Reading(string path, int order, IReadOnlyList<Leaf> leaves, LabelledValue? label, Context context)
    {
        var texts = leaves.Select(leaf => TakenValues.Text(leaf)).ToList();
        var values = texts.OfType<string>().ToList();
        var shape = Shape(values);
        var segments = PathSegments.Of(path);
        if (label is not null && RepeatsKey(label)) label = null;
        var column = label is null ? context.Columns.Of(segments) : null;
        var nameAt = column is null ? OwnWords.NameSegment(segments, context.Variants) : segments.Length - 1;
        var own = context.Seen(column is { } named
            ? Vocabulary.Read(named.Name)
            : label is null ? OwnWords.OfKey(segments, nameAt, context.Siblings, shape) : OwnWords.OfLabel(label, segments, nameAt));
        var outer = Words.None;
        var place = Place.Neutral;
        var groupEnd = 0;

        // What has a label needs no segment for its name: all are containers.
        var containerEnd = label is null ? nameAt : Math.Max(nameAt, ContainerOfElement(label));
        for (var i = 0; i < containerEnd; i++)
        {
            if (context.Types.TryGetValue(string.Join('.', segments[..i]), out var type)) Enter(type, i);
            if (PathSegments.IsIndex(segments[i]))
            {
                // An element of a list is a group of its own, but an answer is not: its form is, or the person who gave it.
                var isGroup = label is null ? !(i == 0 && context.Siblings.IsOneElement) : i > 0 && groupEnd == i;
                if (isGroup) groupEnd = i + 1;
                continue;
            }

            Enter(WordsOfContainer(segments, i, context.Types), i + 1);
        }

        for (var i = containerEnd; i < segments.Length; i++)
        {
            // What the label says already, the type says of the field.
            if (context.Types.TryGetValue(string.Join('.', segments[..i]), out var ownType) && !(label is not null && own.Set.HasAny(ownType.Set)))
            {
                Enter(ownType, nameAt);
            }
        }

        if (place is Place.Thing && nameAt > 0) place = PlaceInThing(segments[..nameAt], context.Siblings);

        // Where nobody says a company, a person's studio or farm is where they work: {"prospect": {"studio_name": ...}}.
        if (!context.SaysCompany && place is Place.Person && shape.HasFlag(ValueShape.Words) && label is null
            && VocabularyOfPlaces.IsBusiness(segments[^1]) && nameAt == segments.Length - 1)
        {
            own = Vocabulary.Read("business name");
        }

        // What a form asks is its reader's, whatever the form is called.
        if (label is not null && place is Place.Thing) place = Place.Neutral;

        return new()
        {
            Path = path,
            Order = order,
            Values = values,
            Shape = shape,
            IsFlag = leaves.All(leaf => leaf.Kind is LeafKind.True or LeafKind.False),
            Own = own,
            Outer = outer,
            Place = place,
            Container = string.Join('.', segments[..(label is null ? nameAt : ContainerOfElement(label))]),
            Group = string.Join('.', segments[..groupEnd]) + GroupInKey(own, groupEnd),
            IndexSum = column is { } cell
                ? cell.Row
                : segments.Where(segment => PathSegments.IsIndex(segment))
                    .Sum(index => index.Length > 4 ? 9999 : int.Parse(index, System.Globalization.CultureInfo.InvariantCulture)),
            Selector = label?.Selector,
        };

        // What is called for an event holds whoever is in it: {"technologyChanges": [{"account": ...}]}, {"AffiliateRequest": {"Applicant": ...}}.
        Words OfEvent(Words words, int end) =>
            end > 0 && words.Set.HasAny(Roles.NotTheLead) && KeyTokens.Of(segments[end - 1]) is [.., var what, var last] && Events.Contains(last)
                    && OfEvents.Contains(what)
                ? Words.None
                : words;

        void Enter(Words words, int end)
        {
            // What comes in addition is no second one: additional_attributes.company.
            if (words is { EndsNeutral: true, Concepts: [Concept.Secondary] }) return;
            words = context.Seen(OfEvent(words, end));
            place = PlaceOf(words, place);
            outer = words.Behind(outer);
            // In a support chat the contact is the sender.
            if (words.Concepts is [Concept.Person]) outer = outer.Without(Concept.Sender);

            // A project's team has customers in it.
            if (words.Concepts is [Concept.Person] && CustomerRoles.AreCustomers(words)) outer = outer.Without(Concept.Ours);

            // A referral holds both sides; who was referred is the lead.
            if (words is { Concepts: [Concept.Person] } && Referrals.IsReferred(words)) outer = outer.Without(Concept.Referrer);
            if (words.Set.HasAny(PersonWords)) groupEnd = Math.Max(groupEnd, end);
        }
    }

    private static bool SaysCompany(IReadOnlyList<IGrouping<string, Leaf>> leavesByPath, IEnumerable<LabelledValue> labels) =>
        labels.Any(label => Vocabulary.Read(label.Text, isLabel: true).Set.HasAny(Roles.Companies))
        || leavesByPath.Any(group => group.Any(leaf => leaf.Kind is LeafKind.String) && PathSegments.Of(group.Key) is var keys
            && Vocabulary.Read(keys[^1]) is var own && !own.Has(Concept.Meta)
            && (own.Set.HasAny(Roles.Companies) || (own.Has(Concept.Name) && keys.Length > 1 && Vocabulary.Read(keys[^2]).Set.HasAny(Roles.Companies))));

    /// <summary>Whose the fields of a record in a thing are: with a first and a last name it is a person's and with a site and a size a company's,
    /// whatever brought it (<c>notification.record</c>); what was asked of somebody is nobody else's (<c>form.company</c>).</summary>
    private static Place PlaceInThing(string[] container, SiblingKeys siblings)
    {
        var path = string.Join('.', container);
        var isThing = Vocabulary.Read(container[^1]).Set.HasAny(Roles.Things);
        if (!isThing && siblings.HoldsWholeName(path)) return Place.Person;
        if (siblings.HoldsCompany(path)) return Place.Company;
        return siblings.HoldsAnswers(path) ? Place.Neutral : Place.Thing;
    }

    /// <summary>The words of a container; those of ours may be cut over two: <c>team.members</c>, <c>account.manager</c>. A customer's team is not
    /// ours.</summary>
    private static Words WordsOfContainer(string[] segments, int at, Dictionary<string, Words> types)
    {
        var words = Vocabulary.Read(Meant(segments[at]) ?? PathSegments.KeyAt(segments, at));
        if (at == 0 || words.Has(Concept.Ours) || PathSegments.IsIndex(segments[at - 1])
            || types.GetValueOrDefault(string.Join('.', segments[..at]))?.Has(Concept.Company) is true)
        {
            return words;
        }

        return Vocabulary.Read($"{segments[at - 1]} {segments[at]}") is { UnknownCount: 0, Concepts: [Concept.Ours] } ours ? ours : words;
    }

    /// <summary>What the key of a container means where that of a field means something else: <c>cc</c> is no country but holds who got a copy, and a
    /// <c>particulier</c> is somebody who is no company.</summary>
    private static string? Meant(string key) => key.ToLowerInvariant() switch
    {
        "cc" => "carbon copy",
        "particulier" => "person",
        _ => null,
    };

    private static bool IsScalar(Leaf leaf) => leaf.Kind is not (LeafKind.Array or LeafKind.Object);

    /// <summary>True for a label of half a name that says what the key of its list says already: <c>{"first name": [{"label": "first name", "value":
    /// ...}]}</c>.</summary>
    private static bool RepeatsKey(LabelledValue label) =>
        label.Selector.ArrayPath.Length > 0
            && Vocabulary.Read(PathSegments.Of(label.Selector.ArrayPath)[^1]) is { UnknownCount: 0, Concepts: [Concept.GivenName or Concept.FamilyName] } key
            && key.Concepts.SequenceEqual(Vocabulary.Read(label.Text, isLabel: true).Concepts);

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
                _ when Roles.Things.Has(concept) => words.EndsNeutral ? place : Place.Thing,
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
