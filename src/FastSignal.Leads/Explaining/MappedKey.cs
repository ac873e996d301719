namespace FastSignal.Leads;

/// <summary>What a mapping finds for one lead key in one entry.</summary>
/// <param name="Key">The key.</param>
/// <param name="Paths">The paths that fill it in this entry; none if the value was found under another key, as a company's page can be.</param>
/// <param name="Value">The value, normalised; null if there is none.</param>
/// <param name="Refusal">Why the text there is not taken, in words that quote it; null if it is.</param>
public sealed record MappedKey(LeadKey Key, IReadOnlyList<string> Paths, string? Value, string? Refusal)
{
    /// <summary>Every key that a mapping names or fills, in the order of the keys.</summary>
    internal static IReadOnlyList<MappedKey> Of(SignalMapping mapping, MappedEntry mapped, IReadOnlyList<Leaf> leaves) =>
    [
        .. LeadKeys.All
            .Select(key => new MappedKey(key, PathsOf(mapping, key, leaves), mapped[key], mapped.Refusal(key)))
            .Where(key => key.Paths.Count > 0 || key.Value is not null),
    ];

    /// <summary>A selector finds its value beside a label: there the path in this entry is shown, if there is one.</summary>
    private static IReadOnlyList<string> PathsOf(SignalMapping mapping, LeadKey key, IReadOnlyList<Leaf> leaves)
    {
        if (!mapping.TryGet(key, out var paths))
            return [];
        return mapping.TryGetSelectors(key, out var selectors)
            ? [.. paths.Zip(selectors, (path, selector) => selector is null ? path : Selected(selector, leaves) ?? path)]
            : paths;
    }

    private static string? Selected(Selector selector, IReadOnlyList<Leaf> leaves)
    {
        foreach (var leaf in leaves)
        {
            if (selector.TryMatchLabel(leaf, out var path))
                return path;
        }

        return null;
    }
}
