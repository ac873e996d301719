using System.Collections.Frozen;

namespace FastSignal.Leads;

/// <summary>Finds who only did something: where the payload has an empty place for the lead (<c>"contact": null</c>), a user who is nothing but named
/// is one of ours, and so is everybody who acts in an audit log.</summary>
internal sealed class Actors(List<PathReading> readings)
{
    private const int MaxValueChars = 80;

    private static readonly FrozenSet<string> AuditLogs = KeyWords.Set(
        "auditlog auditevent audittrail configchange secretrotated passwordrotated keyrotated tokenrotated permissionchanged");

    private const string Author = "author";

    // What a program calls any record.
    private static readonly FrozenSet<string> Records = KeyWords.Set("entityid entityname entitytype changedfields");

    private static readonly FrozenSet<string> ToUs = KeyWords.Set("missed inbound incoming");

    private static readonly FrozenSet<string> Changes = KeyWords.Set("previousvalue oldvalue");

    private static readonly FrozenSet<string> Calls = KeyWords.Set("callid callsid callstatus callduration calldirection");

    private static readonly FrozenSet<string> Switches = KeyWords.Set("featureupdated featurecreated featuredeleted flagupdated flagcreated flagdeleted");

    private static readonly FrozenSet<string> Lines = KeyWords.Set(
        "from to caller callee ani dnis callerid fromnumber tonumber callernumber destinationnumber calledfrom calledto");
    private static readonly ConceptSet Bystanders = ConceptSet.Of(Concept.Bystander);
    private static readonly ConceptSet OfEmptyPlaces = ConceptSet.Of(Concept.Person, Concept.Email, Concept.Name, Concept.FullName);
    private static readonly ConceptSet OfActors = ConceptSet.Of(
        Concept.Bystander, Concept.Email, Concept.Name, Concept.FullName, Concept.GivenName, Concept.FamilyName, Concept.Role, Concept.Login,
        Concept.Meta);

    /// <summary>What the actors' words mean then.</summary>
    /// <param name="people">All that names somebody who may be the lead.</param>
    public IEnumerable<Recast> Find(List<PathReading> people)
    {
        if (readings.Exists(IsOfAuditLog)) return Parties.FindAnywhere(readings, Bystanders).Select(party => party.As(Concept.Ours));
        if (readings.Exists(IsOfCall) && readings.Exists(IsLine)) return UsersCalled().Concat(readings.Exists(IsToUs) ? Called() : []);
        if (AuthorOfRecord() is { } author) return [author.As(Concept.Ours)];
        if (readings.Exists(IsOfChange) && people.TrueForAll(person => person.Says(Bystanders)))
        {
            return Parties.FindAnywhere(readings, Bystanders).Where(party => party.Token is "user").Select(party => party.As(Concept.Ours));
        }

        if (!readings.Exists(IsEmptyPlace) || !people.TrueForAll(person => person.Says(Bystanders))) return [];
        return Parties.Find(readings, Bystanders).Where(IsOnlyNamed).Select(party => party.As(Concept.Ours));
    }

    private IEnumerable<Recast> UsersCalled() =>
        Parties.FindAnywhere(readings, Bystanders).Where(party => party.Token is "user" or "employee" && IsOnlyNamed(party))
            .Select(party => party.As(Concept.Ours));

    private static bool IsOnlyNamed(Party party) => party.Fields.All(field => field.Own.Set.Without(OfActors).IsEmpty);

    private IEnumerable<Recast> Called() => Parties.FindAnywhere(readings, ConceptSet.Of(Concept.Recipient)).Select(party => party.As(Concept.Ours));

    /// <summary>True for what tells that the call came in: <c>phone.callee_missed</c>, <c>"direction": "inbound"</c>.</summary>
    private static bool IsToUs(PathReading reading) => reading.IsCode(MaxValueChars) && KeyWords.SayAny(reading.Value, ToUs);

    /// <summary>True for what tells of a call: the user of a telephone system is whoever it rings.</summary>
    private static bool IsOfCall(PathReading reading) =>
        KeyWords.SayAny(PathSegments.LastKey(reading.Path), Calls) || (EventKinds.IsCode(reading) && KeyTokens.Of(reading.Value).Contains("call"));

    /// <summary>True for the number that is called, or that calls.</summary>
    private static bool IsLine(PathReading reading) =>
        reading.Looks(ValueShape.Phone) && Array.Exists(PathSegments.Of(reading.Path), key => Lines.Contains(VocabularyOfLabels.Plain(key)));

    /// <summary>True for what tells how a field of a record was before: whoever changed it works on the records.</summary>
    private static bool IsOfChange(PathReading reading) => KeyWords.PathSaysAny(reading.Path, Changes);

    /// <summary>Who wrote a record down: <c>{"type": "person.created", "author": "sam@seller.example", "entityId": 7}</c>.</summary>
    private Party? AuthorOfRecord() =>
        readings.Exists(reading => KeyWords.PathSaysAny(reading.Path, Records))
            ? Parties.Find(readings, Bystanders).Find(party => party.Token is Author)
            : null;

    /// <summary>True in what an audit log tells: who acts there is a member of the sender's own workspace.</summary>
    private static bool IsOfAuditLog(PathReading reading) =>
        KeyWords.PathSaysAny(reading.Path, AuditLogs)
            || (IsCode(reading.Value) && (KeyWords.SayAny(reading.Value, AuditLogs) || KeyWords.SayAny(reading.Value, Switches)));

    /// <summary>True for an address or the name of an event (<c>audit_log.created</c>), rather than what somebody is interested in.</summary>
    private static bool IsCode(string value) =>
        value.Length is > 0 and <= MaxValueChars && value.AsSpan().IndexOfAny('/', '.', ':') > -1 && !value.Contains(' ', StringComparison.Ordinal);

    /// <summary>True for <c>contact</c>, <c>contact.email</c> and <c>customer_email</c> without a value; <c>customer_id</c> is the number of who
    /// pays.</summary>
    private static bool IsEmptyPlace(PathReading reading)
    {
        if (!reading.IsEmpty || reading.Own.UnknownCount > 0) return false;
        if (reading.Place is Place.Person) return reading is { Own.Concepts: [Concept.Email], Container.Length: > 0 };
        return reading.Place is Place.Neutral or Place.Thing && reading.Own.Has(Concept.Person) && reading.Own.Set.Without(OfEmptyPlaces).IsEmpty;
    }
}
