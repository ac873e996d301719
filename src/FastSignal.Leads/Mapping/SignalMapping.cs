using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using FastSignal.Parsing;

namespace FastSignal.Leads;

/// <summary>For each lead key the paths that fill it, joined by a blank when there are several. Immutable.</summary>
/// <remarks>A path inside an array of labelled values may have a <see cref="Selector"/> beside it; then the selector decides and the path
/// only says where the value stood in the sample that the mapping was made from.</remarks>
public sealed class SignalMapping
{
    private readonly string[]?[] _paths;
    private readonly Selector?[]?[] _selectors;
    private readonly FrozenDictionary<string, Slot[]> _slots;

    private SignalMapping(string[]?[] paths, Selector?[]?[] selectors)
    {
        _paths = paths;
        _selectors = selectors;
        _slots = Slots(paths, selectors);
        Paths = new PathSet(_slots.Keys);
        SelectorSlots = LeadKeys.All.SelectMany(key => (selectors[(int)key] ?? []).Select((selector, part) => (selector, new Slot(key, part))))
            .Where(pair => pair.selector is not null).Select(pair => (pair.selector!, pair.Item2)).ToArray();
    }

    /// <summary>The mapping that maps nothing.</summary>
    public static SignalMapping Empty { get; } = new(new string[LeadKeys.Count][], new Selector[LeadKeys.Count][]);

    /// <summary>Where a value goes: a key and, when several paths are joined, its place among them.</summary>
    internal readonly record struct Slot(LeadKey Key, int Part);

    /// <summary>True if no key is mapped.</summary>
    public bool IsEmpty => Array.TrueForAll(_paths, paths => paths is null);

    /// <summary>The keys that are mapped, in the order of <see cref="LeadKeys.All"/>.</summary>
    public IEnumerable<LeadKey> Keys => LeadKeys.All.Where(key => _paths[(int)key] is not null);

    /// <summary>The paths that fill a key directly (not through a selector), for a reader of records.</summary>
    internal PathSet Paths { get; }

    /// <summary>Every selector with the slot it fills.</summary>
    internal IReadOnlyList<(Selector Selector, Slot Slot)> SelectorSlots { get; }

    /// <summary>This mapping with <paramref name="key"/> filled by <paramref name="paths"/>; without paths the key becomes unmapped.</summary>
    public SignalMapping With(LeadKey key, params IReadOnlyList<string> paths) =>
        new(Replace(_paths, key, paths.Count == 0 ? null : [.. paths]), Replace(_selectors, key, null));

    /// <summary>This mapping with selectors for the paths of <paramref name="key"/>, one a path, null where the path itself is stable.</summary>
    /// <exception cref="ArgumentException">The key has another number of paths.</exception>
    public SignalMapping WithSelectors(LeadKey key, params IReadOnlyList<Selector?> selectors)
    {
        if (selectors.Count != (_paths[(int)key]?.Length ?? 0))
            throw new ArgumentException(
                $"{LeadKeys.Name(key)} has {_paths[(int)key]?.Length ?? 0} paths, but {selectors.Count} selectors were given.", nameof(selectors));
        return new(_paths, Replace(_selectors, key, selectors.Any(selector => selector is not null) ? [.. selectors] : null));
    }

    /// <summary>The paths of <paramref name="key"/>, in the order in which their values are joined; false if it is unmapped.</summary>
    public bool TryGet(LeadKey key, [NotNullWhen(true)] out IReadOnlyList<string>? paths) => (paths = _paths[(int)key]) is not null;

    /// <summary>The selectors of <paramref name="key"/>, as many as it has paths; false if it has none.</summary>
    public bool TryGetSelectors(LeadKey key, [NotNullWhen(true)] out IReadOnlyList<Selector?>? selectors) => (selectors = _selectors[(int)key]) is not null;

    /// <summary>The plain mapping as JSON: <c>{"email":"Business Email","full_name":["First Name","Last Name"]}</c>.</summary>
    public string ToJson() => SignalMappingJson.Write(this);

    /// <summary>The selectors alone, in the shape of <c>mapping suggest</c>.</summary>
    public string SelectorsToJson() => SignalMappingJson.WriteSelectors(this);

    /// <summary>Mapping and selectors as the store keeps them: <c>{"mapping":{...},"selectors":{...}}</c>, the latter only where there are any.</summary>
    public string ToStoredJson() => SignalMappingJson.WriteStored(this);

    /// <summary>Reads what <see cref="ToJson"/> or <see cref="ToStoredJson"/> wrote.</summary>
    /// <exception cref="FormatException">It is not a mapping; the message names the key.</exception>
    public static SignalMapping Parse(string json) => SignalMappingJson.Read(json);

    /// <summary>The slots that the leaf at <paramref name="path"/> fills directly (not through a selector).</summary>
    internal bool TryGetSlots(string path, [NotNullWhen(true)] out Slot[]? slots) => _slots.TryGetValue(path, out slots);

    private static T?[] Replace<T>(T?[] values, LeadKey key, T? value) where T : class
    {
        var copy = (T?[])values.Clone();
        copy[(int)key] = value;
        return copy;
    }

    private static FrozenDictionary<string, Slot[]> Slots(string[]?[] paths, Selector?[]?[] selectors) =>
        LeadKeys.All
            .SelectMany(key => (paths[(int)key] ?? []).Select((path, part) => (path, slot: new Slot(key, part))))
            .Where(pair => selectors[(int)pair.slot.Key]?[pair.slot.Part] is null)
            .GroupBy(pair => pair.path, pair => pair.slot, StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);
}
