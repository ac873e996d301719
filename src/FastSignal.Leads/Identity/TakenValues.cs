using FastSignal.Parsing;

namespace FastSignal.Leads;

/// <summary>The values that a mapping takes out of an entry, and which leaf each came from.</summary>
internal sealed class TakenValues
{
    /// <summary>What tools write where they have nothing; compared whole and without case.</summary>
    private static readonly HashSet<string> WordsForNothing = new(StringComparer.OrdinalIgnoreCase)
    {
        "null", "(null)", "undefined", "nil", "n/a", "(not set)", "not set", "(none)", "-", "--", "–", "—", "[object object]",
    };

    private readonly string?[]?[] _parts = new string[LeadKeys.Count][];
    private readonly ushort[] _keysOfLeaf;

    private TakenValues(int leafCount) => _keysOfLeaf = new ushort[leafCount];

    /// <summary>By <see cref="LeadKey"/>: the trimmed text, or null.</summary>
    public string?[] Values { get; } = new string?[LeadKeys.Count];

    /// <summary>Takes every mapped value out of <paramref name="leaves"/>.</summary>
    public static TakenValues Take(SignalMapping mapping, IReadOnlyList<Leaf> leaves)
    {
        var taken = new TakenValues(leaves.Count);
        for (var i = 0; i < leaves.Count; i++)
        {
            if (!mapping.TryGetSlots(leaves[i].Path, out var slots)) continue;
            foreach (var slot in slots) taken.Fill(mapping, slot, leaves[i], i);
        }

        foreach (var (selector, slot) in mapping.SelectorSlots) taken.Select(mapping, selector, slot, leaves);
        taken.Join();
        return taken;
    }

    /// <summary>The leaves that filled no key, or only keys in <paramref name="unused"/>.</summary>
    public List<Leaf> Rest(IReadOnlyList<Leaf> leaves, ushort unused)
    {
        var rest = new List<Leaf>(leaves.Count);
        for (var i = 0; i < leaves.Count; i++)
        {
            if ((_keysOfLeaf[i] & ~unused) == 0) rest.Add(leaves[i]);
        }

        return rest;
    }

    /// <summary>The text of a leaf that has one worth keeping, else null.</summary>
    public static string? Text(in Leaf leaf)
    {
        if (leaf.Kind is not (LeafKind.String or LeafKind.Number) || leaf.Value is null) return null;
        var text = Unquoted(leaf.Value.Trim());
        return text.Length == 0 || (text.Length <= 15 && WordsForNothing.Contains(text)) ? null : text;
    }

    /// <summary>Some senders encode a text twice: <c>"\"Amberfield\""</c>.</summary>
    private static string Unquoted(string text) =>
        text.Length > 2 && text[0] == '"' && text.IndexOf('"', 1) == text.Length - 1 ? text[1..^1].Trim() : text;

    private void Select(SignalMapping mapping, Selector selector, SignalMapping.Slot slot, IReadOnlyList<Leaf> leaves)
    {
        foreach (var leaf in leaves)
        {
            if (!selector.TryMatchLabel(leaf, out var valuePath)) continue;
            for (var i = 0; i < leaves.Count; i++)
            {
                if (string.Equals(leaves[i].Path, valuePath, StringComparison.Ordinal)) Fill(mapping, slot, leaves[i], i);
            }

            // A form may ask the same thing twice, in branches: the one that was answered counts.
            if (_parts[(int)slot.Key]?[slot.Part] is not null) return;
        }
    }

    private void Fill(SignalMapping mapping, SignalMapping.Slot slot, in Leaf leaf, int index)
    {
        _keysOfLeaf[index] |= (ushort)(1 << (int)slot.Key);
        mapping.TryGet(slot.Key, out var paths);
        var parts = _parts[(int)slot.Key] ??= new string?[paths!.Count];
        parts[slot.Part] = Text(leaf);
    }

    private void Join()
    {
        for (var key = 0; key < Values.Length; key++)
        {
            if (_parts[key] is not { } parts) continue;
            var joined = parts.Length == 1 ? parts[0] : string.Join(' ', parts.Where(part => part is not null));
            Values[key] = string.IsNullOrEmpty(joined) ? null : joined;
        }
    }
}
