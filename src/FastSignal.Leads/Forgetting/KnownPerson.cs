namespace FastSignal.Leads;

/// <summary>One person, or company, as far as the lead store knows them: all their strong keys, and their lead of each signal.</summary>
internal sealed class KnownPerson
{
    private readonly Dictionary<long, (long SignalId, MatchKeys Keys)> _leads = [];

    /// <summary>One of whom nothing is known but some keys.</summary>
    internal KnownPerson(PersonKeys keys) => Keys = keys;

    /// <summary>Their strong keys.</summary>
    internal PersonKeys Keys { get; }

    /// <summary>The numbers of their leads.</summary>
    internal IReadOnlyCollection<long> LeadIds => _leads.Keys;

    /// <summary>Whether nothing says who it is.</summary>
    internal bool IsNobody => Keys.All.Count == 0 && _leads.Count == 0;

    /// <summary>Adds a lead of theirs.</summary>
    /// <returns>Whether it is new.</returns>
    internal bool Add(long signalId, KnownLead lead) => _leads.TryAdd(lead.Id, (signalId, lead.Keys));

    /// <summary>Whether another look found the same leads and keys.</summary>
    internal bool IsSameAs(KnownPerson other) => Keys.HasSame(other.Keys) && _leads.Count == other._leads.Count && _leads.Keys.All(other._leads.ContainsKey);

    /// <summary>Whether a name can decide in a signal.</summary>
    /// <param name="signalId">The signal.</param>
    /// <param name="isDecided">Whether the store says for whom the entry was counted.</param>
    internal bool HasNameIn(long signalId, bool isDecided) => NamesIn(signalId, isDecided).Any();

    /// <summary>Whether an entry without a strong key has the name of one of their leads.</summary>
    internal bool IsNamed(long signalId, MatchKeys keys, bool isDecided) => NamesIn(signalId, isDecided).Any(own =>
        (own.NameAtDomain is not null && string.Equals(own.NameAtDomain, keys.NameAtDomain, StringComparison.Ordinal))
        || (own.Name is not null && string.Equals(own.Name, keys.Name, StringComparison.Ordinal)));

    private IEnumerable<MatchKeys> NamesIn(long signalId, bool isDecided)
    {
        foreach (var (signal, keys) in _leads.Values)
        {
            if (signal == signalId && (!isDecided || keys is { Linkedin: null, EmailOrDomain: null }) && keys is not { NameAtDomain: null, Name: null })
                yield return keys;
        }
    }
}
