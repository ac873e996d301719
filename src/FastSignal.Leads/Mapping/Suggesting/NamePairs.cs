namespace FastSignal.Leads;

/// <summary>Finds full names that are sent in two parts.</summary>
internal sealed class NamePairs(List<PathReading> readings)
{
    private const int Points = 95;

    /// <summary>Given name and family name of one container, or of two of which one is a neutral part of the other, joined.</summary>
    public IEnumerable<Candidate> Find()
    {
        var parts = readings.Where(reading => Part(reading) is not null && !reading.Own.Set.HasAny(NoPart)).ToList();
        foreach (var group in parts.GroupBy(reading => (reading.Container, reading.Group)))
        {
            var given = group.FirstOrDefault(reading => Part(reading) is Concept.GivenName);
            var families = group.Where(reading => Part(reading) is Concept.FamilyName).ToList();

            // A form sends an answer twice, raw and shown: both parts are taken from the same.
            var bare = group.FirstOrDefault(reading => Part(reading) is Concept.Name && !reading.Says(Roles.OtherPeople))
                ?? group.FirstOrDefault(reading => Part(reading) is Concept.Name);
            var family = families.Find(reading => (given ?? bare) is { } half && AreOfOneForm(reading, half)) ?? families.FirstOrDefault();

            // Where only one part has a key of its own, the bare name is the other part (nom + prénom, nome + cognome), unless it is the whole.
            if (given is null && family is not null && bare is not null && !Holds(bare, family)) given = bare;

            // "fn" may be the function as well as the first name.
            if (family is null && given is not null && bare is not null && !Holds(bare, given) && given.Own.FirstToken is not "fn") family = bare;

            // A field that a user added stands in a container of its own: first_name, fields.last_name.
            if (given is not null) family ??= parts.Find(other => Part(other) is Concept.FamilyName && IsPartOf(other, given));
            if (given is null && family is null) (given, family) = Numbered([.. group.Where(reading => Part(reading) is Concept.Name)]);
            if (given is null || family is null || AreTwoNames(given, family)) continue;

            var isEmpty = given.IsEmpty && family.IsEmpty;
            var candidate = new Candidate(LeadKey.FullName, [given, family], Points - (isEmpty ? 25 : 0), ["first and last name stand side by side"]);
            foreach (var (points, says) in ContextRules.Of(LeadKey.FullName, given)) candidate = candidate.Plus(points, says);
            yield return candidate;
        }
    }

    /// <summary>True if both are the whole names of two persons: <c>Your name</c>, <c>Main driver's name</c>. A half of two words (<c>María José</c>)
    /// is called a half.</summary>
    public static bool AreTwoNames(PathReading one, PathReading other) => IsWholeName(one) && IsWholeName(other);

    private static bool IsWholeName(PathReading reading) =>
        reading.Looks(ValueShape.WholeName) && reading.Own.Set.HasAny(NameWords) && !reading.Own.Set.HasAny(HalfWords);

    /// <summary>Form builders number the fields of a kind: <c>name_1</c>, <c>name_2</c> of one word each are the halves of a name. Two guests have
    /// two addresses.</summary>
    private (PathReading? Given, PathReading? Family) Numbered(List<PathReading> names)
    {
        if (names is not [var first, var second] || !first.Looks(ValueShape.NamePart) || !second.Looks(ValueShape.NamePart)) return default;
        var isNumbered = !first.Own.Has(Concept.Secondary) && second.Own.Has(Concept.Secondary)
            && string.Equals(first.Own.FirstToken, second.Own.FirstToken, StringComparison.Ordinal);
        var mailCount = readings.Count(
            reading => reading.Looks(ValueShape.Email) && string.Equals(reading.Container, first.Container, StringComparison.Ordinal));
        if (!isNumbered || mailCount != 1) return default;
        return readings.Exists(mail => mail.Looks(ValueShape.Email) && IsInitialAndName(mail.Value, second.Value, first.Value))
            ? (second, first)
            : (first, second);
    }

    /// <summary>True for <c>a.wolff@amber.example</c> of Ada Wolff.</summary>
    private static bool IsInitialAndName(string mail, string given, string family) =>
        given.Length > 0 && ChosenLead.HandleOf(mail) is { } handle && KeyTokens.Of(handle) is [[var initial], var name]
            && char.ToLowerInvariant(given[0]) == initial && string.Equals(name, family, StringComparison.OrdinalIgnoreCase);

    /// <summary>True if both are found by the same inner key, or their paths end in the same one.</summary>
    private static bool AreOfOneForm(PathReading one, PathReading other) =>
        string.Equals(one.Selector?.ValuePath, other.Selector?.ValuePath, StringComparison.Ordinal)
            || string.Equals(LastKey(one), LastKey(other), StringComparison.Ordinal);

    private static string LastKey(PathReading reading) => PathSegments.Of(reading.Path)[^1];

    private static bool IsPartOf(PathReading part, PathReading whole) =>
        string.Equals(part.Group, whole.Group, StringComparison.Ordinal) && part.Outer.Concepts.SequenceEqual(whole.Outer.Concepts)
        && part.Outer.UnknownCount == whole.Outer.UnknownCount && PathSegments.IsInside(whole.Container, part.Container);

    private static readonly ConceptSet NameWords = ConceptSet.Of(Concept.Name, Concept.FullName, Concept.Person, Concept.Bystander);
    private static readonly ConceptSet HalfWords = ConceptSet.Of(Concept.GivenName, Concept.FamilyName, Concept.First, Concept.Last);
    private static readonly ConceptSet NoPart = ConceptSet.Of(Concept.Company, Concept.Business, Concept.Thing, Concept.Page, Concept.Meta, Concept.MiddleName);

    private static Concept? Part(PathReading reading)
    {
        var own = reading.Own;
        if (own.Has(Concept.GivenName)) return Concept.GivenName;
        if (own.Has(Concept.FamilyName)) return Concept.FamilyName;
        if (own.UnknownCount == 0 && own.Concepts is [Concept.First] or [.., Concept.Name or Concept.Person or Concept.Bystander, Concept.First])
        {
            return Concept.GivenName;
        }

        if (own.UnknownCount == 0 && own.Concepts is [Concept.Last] or [.., Concept.Name or Concept.Person or Concept.Bystander, Concept.Last]
            && !reading.Looks(ValueShape.Technical))
        {
            return Concept.FamilyName;
        }

        if (own is { Concepts: [Concept.FullName], FirstToken: "realname" }) return Concept.Name; // Beside a first name it is the other half.
        var isBare = own.Has(Concept.Name) && own.UnknownCount == 0 && reading.Place is not (Place.Company or Place.Thing)
            && reading.Looks(ValueShape.NamePart | ValueShape.WholeName | ValueShape.Empty);
        return isBare ? Concept.Name : null;
    }

    private static bool Holds(PathReading whole, PathReading part) => !part.IsEmpty && whole.Value.Contains(part.Value, StringComparison.OrdinalIgnoreCase);
}
