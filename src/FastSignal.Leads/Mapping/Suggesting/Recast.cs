namespace FastSignal.Leads;

/// <summary>What a role's word means in the light of the whole payload: the friend is the lead where only who referred is named besides.</summary>
/// <param name="Token">The first word of the key.</param>
/// <param name="From">What the key says.</param>
/// <param name="To">What it means here.</param>
internal readonly record struct Recast(string Token, Concept From, Concept To);
