namespace FastSignal.Leads;

/// <summary>What the suggester proposes, and why.</summary>
/// <param name="Mapping">The proposed mapping; a key below its confidence is left out.</param>
/// <param name="Why">One line for each mapped key, with the confidence.</param>
/// <param name="IsIdentified">True if the samples, mapped like this, name a person (or a company).</param>
public sealed record MappingSuggestion(SignalMapping Mapping, IReadOnlyDictionary<LeadKey, string> Why, bool IsIdentified);
