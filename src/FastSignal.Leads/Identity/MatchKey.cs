namespace FastSignal.Leads;

/// <summary>One thing by which an entry is recognised. Two entries of a signal with an equal key are the same lead, unless the key is weak and a
/// strong key of the one contradicts the other's.</summary>
/// <param name="Kind">By what.</param>
/// <param name="Value">The normalised value.</param>
public readonly record struct MatchKey(MatchKind Kind, string Value)
{
    /// <summary>True if the key alone decides.</summary>
    public bool IsStrong => Kind is MatchKind.PersonLinkedin or MatchKind.Email or MatchKind.CompanyLinkedin or MatchKind.CompanyDomain;
}
