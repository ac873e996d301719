namespace FastSignal.Leads;

/// <summary>The leads that have an entry's name at its domain or at its company.</summary>
/// <param name="Leads">Those that were looked at, each once: first those without strong keys.</param>
/// <param name="AreAll">False if there are more: then a lead with a strong key may have a twin among those, and none of them is taken by its name.</param>
internal readonly record struct Namesakes(IReadOnlyList<KnownLead> Leads, bool AreAll);
