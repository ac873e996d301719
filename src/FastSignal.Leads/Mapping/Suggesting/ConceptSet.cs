namespace FastSignal.Leads;

/// <summary>A set of concepts, a bit each.</summary>
/// <param name="Bits">Bit n is the concept of number n.</param>
internal readonly record struct ConceptSet(ulong Bits)
{
    /// <summary>The set of <paramref name="concepts"/>.</summary>
    public static ConceptSet Of(params ReadOnlySpan<Concept> concepts)
    {
        var bits = 0UL;
        foreach (var concept in concepts) bits |= 1UL << (int)concept;
        return new(bits);
    }

    /// <summary>Both sets together.</summary>
    public static ConceptSet operator |(ConceptSet left, ConceptSet right) => new(left.Bits | right.Bits);

    /// <summary>True if <paramref name="concept"/> is in it.</summary>
    public bool Has(Concept concept) => (Bits & (1UL << (int)concept)) != 0;

    /// <summary>True if one of <paramref name="others"/> is in it.</summary>
    public bool HasAny(ConceptSet others) => (Bits & others.Bits) != 0;

    /// <summary>True if every one of <paramref name="others"/> is in it.</summary>
    public bool HasAll(ConceptSet others) => (Bits & others.Bits) == others.Bits;

    /// <summary>What is in it but not in <paramref name="others"/>.</summary>
    public ConceptSet Without(ConceptSet others) => new(Bits & ~others.Bits);

    /// <summary>True if nothing is in it.</summary>
    public bool IsEmpty => Bits == 0;
}
