namespace FastSignal.Leads;

/// <summary>What the words of one key mean.</summary>
/// <param name="Concepts">The meanings, in the order of the words; neutral words are left out.</param>
/// <param name="Set">The same as a set.</param>
/// <param name="UnknownCount">How many words the vocabulary does not have.</param>
/// <param name="FirstToken">The first word as it stands, with a "by" behind it, for siblings that share a prefix; empty if there is none.</param>
/// <param name="EndsNeutral">True if the last word is neutral: a form's data is not the form.</param>
internal sealed record Words(IReadOnlyList<Concept> Concepts, ConceptSet Set, int UnknownCount, string FirstToken, bool EndsNeutral)
{
    /// <summary>No words at all.</summary>
    public static Words None { get; } = new([], default, 0, "", EndsNeutral: false);

    /// <summary>True if no word says anything.</summary>
    public bool AreNeutral => Concepts.Count == 0 && UnknownCount == 0;

    /// <summary>True if <paramref name="concept"/> is among the meanings.</summary>
    public bool Has(Concept concept) => Set.Has(concept);

    /// <summary>These words without <paramref name="concept"/>.</summary>
    public Words Without(Concept concept) => this with { Concepts = [.. Concepts.Where(other => other != concept)], Set = Set.Without(ConceptSet.Of(concept)) };

    /// <summary>These words in a message that was sent to us: its sender is a person, its recipients are ours.</summary>
    public Words OfMessageToUs()
    {
        if (!Set.HasAny(ConceptSet.Of(Concept.Sender, Concept.Recipient))) return this;
        Concept[] concepts = [.. Concepts.Select(
            concept => concept switch { Concept.Sender => Concept.Person, Concept.Recipient => Concept.Ours, _ => concept })];
        return this with { Concepts = concepts, Set = ConceptSet.Of(concepts) };
    }

    /// <summary>These words as <paramref name="recast"/> says, if they are of that role.</summary>
    public Words As(Recast recast)
    {
        if (!Has(recast.From) || !string.Equals(FirstToken, recast.Token, StringComparison.Ordinal)) return this;
        Concept[] concepts = [.. Concepts.Select(concept => concept == recast.From ? recast.To : concept)];
        return this with { Concepts = concepts, Set = ConceptSet.Of(concepts) };
    }

    /// <summary>These words behind those of <paramref name="outer"/>.</summary>
    public Words Behind(Words outer) => new([.. outer.Concepts, .. Concepts], outer.Set | Set, outer.UnknownCount + UnknownCount, FirstToken, EndsNeutral);

    /// <summary>Whether, of person and company words, the one nearest to a name word is <paramref name="concepts"/>: in "company contact name"
    /// that is the contact, in "contact company name" the company. In Romance languages the name comes first and its owner follows.</summary>
    public bool NameBelongsTo(ConceptSet concepts)
    {
        var at = -1;
        for (var i = 0; i < Concepts.Count && at < 0; i++)
        {
            if (Concepts[i] is Concept.Name or Concept.FullName) at = i;
        }

        for (var i = at - 1; i >= 0; i--)
        {
            if (IsOwner(Concepts[i])) return concepts.Has(Concepts[i]);
        }

        for (var i = at + 1; i < Concepts.Count; i++)
        {
            if (IsOwner(Concepts[i])) return concepts.Has(Concepts[i]);
        }

        return false;
    }

    private static bool IsOwner(Concept concept) => concept is Concept.Person or Concept.Bystander or Concept.Company or Concept.Business;
}
