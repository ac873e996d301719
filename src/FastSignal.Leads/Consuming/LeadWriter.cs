using FastSignal.Parsing;

namespace FastSignal.Leads;

/// <summary>Turns a mapped entry into a lead or into a visit of one.</summary>
/// <param name="store">The open batch.</param>
/// <param name="reached">Told after each step; for tests.</param>
internal sealed class LeadWriter(LeadStoreWriter store, Action<ConsumerStep> reached) : IDisposable
{
    private readonly LeadContext _context = new();
    private readonly string?[] _values = new string?[LeadKeys.All.Count];
    private readonly VisitWriter _visit = store.Leads.Visit;

    /// <summary>Finds the lead, or makes it; merges two where the entry shows that they are one.</summary>
    /// <param name="signal">The entry's signal.</param>
    /// <param name="entry">What the mapping made of it: without a problem.</param>
    /// <param name="isCut">Whether leaves of it are missing.</param>
    /// <param name="receivedAt">When it was received, in microseconds.</param>
    /// <param name="visit">Counts the visit of a lead that is there; null: as the newest one.</param>
    internal EntryResult Write(Signal signal, MappedEntry entry, bool isCut, long receivedAt, VisitWriter? visit = null)
    {
        var keys = KeysOf(signal.Target, entry);
        return Write(signal, entry, keys, store.Leads.Match(signal.Id, keys), isCut, receivedAt, visit);
    }

    /// <summary>Makes the lead, or visits it, where the match is known already.</summary>
    /// <param name="signal">The entry's signal.</param>
    /// <param name="entry">What the mapping made of it: without a problem.</param>
    /// <param name="keys">Its keys, as <see cref="KeysOf"/> gives them.</param>
    /// <param name="match">What it does to the leads.</param>
    /// <param name="isCut">Whether leaves of it are missing.</param>
    /// <param name="receivedAt">When it was received, in microseconds.</param>
    /// <param name="visit">Counts the visit of a lead that is there; null: as the newest one.</param>
    internal EntryResult Write(Signal signal, MappedEntry entry, MatchKeys keys, LeadMatch match, bool isCut, long receivedAt, VisitWriter? visit = null)
    {
        if (match is { Lead: { } older, MergedInto: { } younger })
            Merge(signal, older, younger);
        TakeValues(signal.Target, entry, keys, match.Keys);
        _context.Write(WithOtherKeys(signal, entry.Context, match, keys.EmailOrDomain), isCut);
        var result = Write(signal, match, receivedAt, visit ?? _visit);
        reached(ConsumerStep.LeadWritten);
        return result;
    }

    /// <summary>Writes a visit to a lead.</summary>
    internal delegate void VisitWriter(KnownLead lead, long receivedAt, string?[] values, LeadContext context, MatchKeys keys);

    /// <inheritdoc/>
    public void Dispose() => _context.Dispose();

    /// <summary>The keys by which an entry is matched.</summary>
    internal static MatchKeys KeysOf(SignalTarget target, MappedEntry entry) => target is SignalTarget.People
        ? new(
            entry.MatchValue(MatchKind.PersonLinkedin),
            entry.MatchValue(MatchKind.Email),
            entry.MatchValue(MatchKind.NameAtDomain),
            entry.MatchValue(MatchKind.NameAtCompany))
        : new(
            entry.MatchValue(MatchKind.CompanyLinkedin),
            entry.MatchValue(MatchKind.CompanyDomain),
            NameAtDomain: null,
            entry.MatchValue(MatchKind.CompanyName));

    private EntryResult Write(Signal signal, LeadMatch match, long receivedAt, VisitWriter visit)
    {
        var reason = MatchReason.Of(signal.Target, match);
        if (match.Lead is null)
        {
            var id = store.Leads.Insert(signal.Id, receivedAt, _values, _context, match.Keys);
            return new EntryResult(EntryOutcome.LeadCreated, reason, id);
        }

        visit(match.Lead, receivedAt, _values, _context, match.Keys);
        return new EntryResult(EntryOutcome.LeadUpdated, reason, match.Lead.Id);
    }

    private void Merge(Signal signal, KnownLead older, KnownLead younger)
    {
        store.Leads.Merge(signal.Id, older, younger);
        store.EntryLeads.AddMerge(younger.Id, older.Id);
        store.Outcomes.Repoint(signal.Id, younger.Id, older.Id);
        reached(ConsumerStep.LeadsMerged);
    }

    /// <summary>
    /// An email of the entry that the lead has no column for is one more of its own, unless it belongs to somebody else. All that do not show go into
    /// the context, under a path that says so: nothing is lost.
    /// </summary>
    private IReadOnlyList<Leaf> WithOtherKeys(Signal signal, IReadOnlyList<Leaf> leaves, LeadMatch match, string? email)
    {
        var isShown = email is null || string.Equals(email, match.Keys.EmailOrDomain, StringComparison.Ordinal);
        if (!isShown && match is { Lead: { } lead, EmailOwner: null })
            store.Leads.AddOtherKey(signal.Id, lead, email!);

        var others = match.Lead is { Keys.EmailOrDomain: not null } known ? store.Leads.OtherKeys(known.Id) : [];
        if (isShown && others.Count == 0)
            return leaves;

        var path = "other_" + LeadKeys.Name(StrongKeys.EmailOrDomain(signal.Target));
        if (leaves.Any(leaf => string.Equals(leaf.Path, path, StringComparison.Ordinal)))
            return leaves;

        var text = string.Join(", ", isShown ? others : others.Append(email!).Distinct(StringComparer.Ordinal));
        return [.. leaves, new Leaf(path, LeafKind.String, text)];
    }

    /// <summary>What the entry has for each key. A strong one that the lead does not take over is left out with its text: the two say the same.</summary>
    private void TakeValues(SignalTarget target, MappedEntry entry, MatchKeys own, MatchKeys taken)
    {
        foreach (var key in LeadKeys.All)
            _values[(int)key] = entry[key];
        if (!string.Equals(own.Linkedin, taken.Linkedin, StringComparison.Ordinal))
            _values[(int)StrongKeys.Linkedin(target)] = null;
        if (!string.Equals(own.EmailOrDomain, taken.EmailOrDomain, StringComparison.Ordinal))
            _values[(int)StrongKeys.EmailOrDomain(target)] = null;
    }
}
