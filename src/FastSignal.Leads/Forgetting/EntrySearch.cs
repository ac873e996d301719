using FastSignal.Parsing;

namespace FastSignal.Leads;

/// <summary>Decides whether an entry is a person's: by the texts of its leaves, and by what its signal's mapping makes of it.</summary>
/// <remarks>
/// Emails and profiles are read in any leaf: every one that a mapping would take is among them. A company's domain or page also stands in the entries of the
/// people who work there, so those count only where they are the key of an entry about a company.
/// </remarks>
/// <param name="person">Who it is.</param>
/// <param name="signals">The signals by id.</param>
internal sealed class EntrySearch(KnownPerson person, IReadOnlyDictionary<long, Signal> signals) : IDisposable
{
    private readonly TextSearch _texts = new(person.Keys);
    private readonly PathBuffer _path = new();

    /// <summary>Looks at one record.</summary>
    /// <param name="octets">The record. One that cannot be read is nobody's.</param>
    /// <param name="isDecided">Whether the store says for whom the entry was counted, so that a name decides only for leads that have nothing else.</param>
    internal Mention Find(ReadOnlySpan<byte> octets, bool isDecided)
    {
        if (!EntryRecord.TryRead(octets, out var record))
            return Mention.None;

        var signal = signals.GetValueOrDefault(record.SignalId);
        var found = FindInTexts(record.Fields, signal?.Target is SignalTarget.Companies);
        if (found is Mention.ByKey || signal is null)
            return found;

        var isCompanyKeyed = signal.Target is SignalTarget.Companies && person.Keys.HasCompanyKeys;
        if (!isCompanyKeyed && !person.HasNameIn(signal.Id, isDecided))
            return found;

        var mapped = FindByMapping(signal, record.Fields, isDecided);
        return mapped > found ? mapped : found;
    }

    /// <inheritdoc/>
    public void Dispose() => _path.Dispose();

    private Mention FindInTexts(ReadOnlySpan<byte> fields, bool isOfCompany)
    {
        var found = Mention.None;
        var reader = new FieldReader(fields, _path);
        while (found is not Mention.ByKey && reader.Read())
        {
            // An email may be a key of the content as well: {"ann@x.io": 7}.
            if (reader.PathTextBytes <= FieldReader.MaxPathTextBytes && _texts.Find(reader.Path, isOfCompany) is not Mention.None)
                found = Mention.InText;
            if (reader.Kind is LeafKind.String && _texts.Find(reader.Value, isOfCompany) is var mention && mention > found)
                found = mention;
        }

        return found;
    }

    private Mention FindByMapping(Signal signal, ReadOnlySpan<byte> fields, bool isDecided)
    {
        EntryLeaves leaves;
        try
        {
            leaves = EntryLeaves.Read(fields, signal.Mapping?.Paths);
        }
        catch (InvalidDataException)
        {
            // Its outcome is `failed`: it can have become nobody's lead.
            return Mention.None;
        }

        var mapped = EntryMapper.Map(signal.Target, signal.Mapping ?? ContractNames.MappingFor(signal.Target, leaves), leaves);
        var keys = LeadWriter.KeysOf(signal.Target, mapped);
        if (person.Keys.Contains(keys.Linkedin) || person.Keys.Contains(keys.EmailOrDomain))
            return Mention.ByKey;
        return keys is { Linkedin: null, EmailOrDomain: null } && person.IsNamed(signal.Id, keys, isDecided) ? Mention.ByName : Mention.None;
    }
}
