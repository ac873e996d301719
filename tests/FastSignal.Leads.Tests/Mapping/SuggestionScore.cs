namespace FastSignal.Leads.Tests;

/// <summary>Counts what the suggester finds, takes wrongly and misses over labelled payloads.</summary>
internal sealed class SuggestionScore
{
    private int _wantedCount;
    private int _missedCount;
    private int _hitCount;
    private int _wrongCount;
    private int _wholeCount;
    private int _payloadCount;

    /// <summary>One line for each answer that no label accepts.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>Of the identifiers that have a path, the share that was mapped to it.</summary>
    public double Found => 1 - (double)_missedCount / _wantedCount;

    /// <summary>Of the identifiers that were mapped, the share that was mapped to a wrong path.</summary>
    public double Wrong => (double)_wrongCount / (_hitCount + _wrongCount);

    /// <summary>The share of payloads without a fault in their identifiers.</summary>
    public double Whole => (double)_wholeCount / _payloadCount;

    /// <summary>Counts one payload.</summary>
    public void Add(LabelledPayload payload, MappingSuggestion suggestion)
    {
        var identifiers = payload.Target is SignalTarget.Companies ? LeadKeys.OfCompany : [.. LeadKeys.OfPerson, .. LeadKeys.OfCompany];
        var isWhole = identifiers.Count(key => IsRight(payload, suggestion, key)) == identifiers.Count;
        if (payload.Expects is not "either" && suggestion.IsIdentified != payload.Expects is "identified")
        {
            isWhole = false;
            Faults.Add($"{payload.Name}: identified is {suggestion.IsIdentified}");
        }

        _payloadCount++;
        if (isWhole) _wholeCount++;
    }

    private bool IsRight(LabelledPayload payload, MappingSuggestion suggestion, LeadKey key)
    {
        var accepted = payload.Accepted[key];
        var got = suggestion.Mapping.TryGet(key, out var paths) ? paths : [];
        var mustBeMapped = accepted.TrueForAll(alternative => alternative.Length > 0);
        if (mustBeMapped) _wantedCount++;
        if (accepted.Exists(alternative => alternative.SequenceEqual(got, StringComparer.Ordinal)))
        {
            if (got.Count > 0) _hitCount++;
            return true;
        }

        if (got.Count > 0) _wrongCount++;
        if (mustBeMapped) _missedCount++;
        Faults.Add($"{payload.Name}: {LeadKeys.Name(key)} is [{string.Join(" + ", got)}], label {string.Join(" or ", accepted.Select(alternative => $"[{string.Join(" + ", alternative)}]"))}");
        return false;
    }
}
