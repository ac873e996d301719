namespace FastSignal.Leads;

/// <summary>One way in which words and place say that a leaf fills a key.</summary>
/// <param name="Key">The key that it fills.</param>
/// <param name="Needs">The leaf's own words must have all of these.</param>
/// <param name="May">They may have these besides; any other word that is known means something else.</param>
/// <param name="Places">Where the leaf may be.</param>
/// <param name="Points">How sure that is, of 100.</param>
/// <param name="Says">The rule in words, for the explanation.</param>
internal sealed record KeyRule(LeadKey Key, ConceptSet Needs, ConceptSet May, Place Places, int Points, string Says)
{
    /// <summary>True if the words and the place of <paramref name="reading"/> fit.</summary>
    public bool Fits(PathReading reading) =>
        Places.HasFlag(reading.Place) && reading.Own.Set.HasAll(Needs) && reading.Own.Set.Without(Needs | May).IsEmpty;
}
