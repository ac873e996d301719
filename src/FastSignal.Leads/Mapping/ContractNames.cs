namespace FastSignal.Leads;

/// <summary>The contract's own field names, which need no mapping.</summary>
public static class ContractNames
{
    /// <summary>Each key mapped to the path of its own name.</summary>
    public static SignalMapping Mapping { get; } = LeadKeys.All.Aggregate(SignalMapping.Empty, (mapping, key) => mapping.With(key, LeadKeys.Name(key)));

    /// <summary>The mapping of a signal that went live without one, made from its first entry: the contract's names where the entry has them with
    /// a value, and for the rest what the suggester says, or else still the contract's names, so that later entries may fill them.</summary>
    public static SignalMapping MappingFor(SignalTarget target, IReadOnlyList<Leaf> leaves)
    {
        var filled = leaves.Where(leaf => TakenValues.Text(leaf) is not null).Select(leaf => leaf.Path).ToHashSet(StringComparer.Ordinal);
        var suggested = MappingSuggester.Suggest(target, [leaves]).Mapping;
        var mapping = Mapping;
        foreach (var key in LeadKeys.All)
        {
            if (filled.Contains(LeadKeys.Name(key)) || !suggested.TryGet(key, out var paths)) continue;
            mapping = mapping.With(key, paths);
            if (suggested.TryGetSelectors(key, out var selectors)) mapping = mapping.WithSelectors(key, selectors);
        }

        return mapping;
    }
}
