namespace FastSignal.Leads;

/// <summary>
/// Which values and keys of which lead come from the present mapping: what an older mapping said may be taken from a lead, but not what the present one
/// says just the same. Four octets a lead, and what a dictionary adds.
/// </summary>
internal sealed class GivenValues
{
    private readonly Dictionary<long, int> _given = [];
    private readonly string?[] _staleValues = new string?[LeadKeys.All.Count];

    /// <summary>Notes what an entry gives its lead under the present mapping.</summary>
    internal void Add(long leadId, MappedEntry entry, MatchKeys keys)
    {
        var given = _given.GetValueOrDefault(leadId);
        foreach (var key in LeadKeys.All)
            given |= entry[key] is null ? 0 : 1 << (int)key;
        _given[leadId] = given | Bit(0, keys.Linkedin) | Bit(1, keys.EmailOrDomain) | Bit(2, keys.NameAtDomain) | Bit(3, keys.Name);
    }

    /// <summary>Notes that a lead is part of another now.</summary>
    internal void Merge(long fromId, long toId)
    {
        if (_given.Remove(fromId, out var given))
            _given[toId] = _given.GetValueOrDefault(toId) | given;
    }

    /// <summary>The values that an older mapping gave a lead with this entry, and the present one does not.</summary>
    /// <returns>By the numbers of their keys, null for all others; they live until the next call.</returns>
    internal string?[] StaleValues(long leadId, MappedEntry before, MappedEntry now)
    {
        var given = _given.GetValueOrDefault(leadId);
        foreach (var key in LeadKeys.All)
            _staleValues[(int)key] = (given & (1 << (int)key)) != 0 ? null : Stale(before[key], now[key]);
        return _staleValues;
    }

    /// <summary>The match keys that an older mapping gave a lead with this entry, and the present one does not; null for all others.</summary>
    internal MatchKeys StaleKeys(long leadId, MatchKeys before, MatchKeys now)
    {
        var given = _given.GetValueOrDefault(leadId);
        return new MatchKeys(
            (given & Bit(0, "")) != 0 ? null : Stale(before.Linkedin, now.Linkedin),
            (given & Bit(1, "")) != 0 ? null : Stale(before.EmailOrDomain, now.EmailOrDomain),
            (given & Bit(2, "")) != 0 ? null : Stale(before.NameAtDomain, now.NameAtDomain),
            (given & Bit(3, "")) != 0 ? null : Stale(before.Name, now.Name));
    }

    private static int Bit(int number, string? value) => value is null ? 0 : 1 << (LeadKeys.All.Count + number);

    private static string? Stale(string? before, string? now) => string.Equals(before, now, StringComparison.Ordinal) ? null : before;
}
