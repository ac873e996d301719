using System.Collections.Frozen;
using FastSignal.Parsing;

namespace FastSignal.Leads;

/// <summary>Finds values whose meaning stands in a label beside them (<c>{"question": "Your email", "answer": "a@b.c"}</c>), or in a list of
/// questions elsewhere that shares an id with the answer.</summary>
internal static class LabelledValues
{
    private const int MaxElementLeaves = 60;

    // In the order of preference: what a person reads before what a program reads.
    private static readonly string[] LabelKeys =
    [
        "label", "question", "question_text", "questiontext", "heading", "prompt", "title", "field_label", "fieldlabel", "text", "column_name", "columnname", "display_name", "name", "field_name", "fieldname", "field",
        "fieldslug", "slug", "key", "property", "column_id", "code", "attribute", "attr", "variable", "header",
    ];

    private static readonly string[] LabelsOfObjects = ["label", "title", "question"];

    private static readonly FrozenSet<string> ValueKeys = new[]
    {
        "value", "values", "answer", "answers", "response", "responses", "string_value", "stringvalue", "val", "content", "text", "choice", "input", "data", "reply", "pretty_format", "prettyformat",
        "display_value", "userdata", "selected",
    }.ToFrozenSet(StringComparer.Ordinal);

    // These say themselves what they hold; only a label that is found by an id can say more.
    private static readonly FrozenSet<string> TypedValueKeys = new[] { "email", "phone_number", "phone", "url", "number", "website" }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> IdKeys = new[] { "id", "ref", "key", "question_id", "questionid", "field_id", "fieldid", "fieldelementid", "uuid", "uid", "slug", "field" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The labelled values among <paramref name="leaves"/>, by path.</summary>
    public static Dictionary<string, LabelledValue> Find(IReadOnlyList<Leaf> leaves)
    {
        var found = new Dictionary<string, LabelledValue>(StringComparer.Ordinal);
        var elements = Elements(leaves);
        var labelsById = LabelsById(elements);
        foreach (var element in elements)
        {
            if (element.Leaves.Count is < 2 or > MaxElementLeaves) continue;
            var isElsewhere = false;
            if (!TryLabel(element, out var label, out var text) && !(isElsewhere = TryLabelElsewhere(element, labelsById, out label, out text))) continue;
            foreach (var leaf in element.Leaves)
            {
                if (!(IsValue(element, leaf) || (isElsewhere && TypedValueKeys.Contains(element.Inner(leaf)))) || string.Equals(leaf.Path, label.Path, StringComparison.Ordinal)) continue;
                found[leaf.Path] = new(text, new(element.ArrayPath, element.Inner(label), label.Value!, element.Inner(leaf)));
            }
        }

        return found;
    }

    /// <summary>One element of an array, or one object.</summary>
    private sealed record Element(string ArrayPath, string Prefix, bool IsOfArray, List<Leaf> Leaves)
    {
        public string Inner(in Leaf leaf) => leaf.Path[Prefix.Length..];

        public Leaf? Find(string inner)
        {
            foreach (var leaf in Leaves)
            {
                if (leaf.Kind is LeafKind.String && leaf.Value is { Length: > 0 and < 400 } && Inner(leaf).Equals(inner, StringComparison.OrdinalIgnoreCase)) return leaf;
            }

            return null;
        }
    }

    private static List<Element> Elements(IReadOnlyList<Leaf> leaves)
    {
        var elements = new Dictionary<string, Element>(StringComparer.Ordinal);
        foreach (var leaf in leaves)
        {
            for (int dot = PathSegments.Next(leaf.Path, 0), start = 0; dot >= 0; start = dot + 1, dot = PathSegments.Next(leaf.Path, start))
            {
                var prefix = leaf.Path[..(dot + 1)];
                if (!elements.TryGetValue(prefix, out var element))
                    elements[prefix] = element = new(start == 0 ? "" : leaf.Path[..(start - 1)], prefix, PathSegments.IsIndex(leaf.Path.AsSpan(start, dot - start)), []);
                element.Leaves.Add(leaf);
            }
        }

        // Answers may be an object by field name as well; then only an unmistakable pair of label and value counts.
        return [.. elements.Values.Where(element => element.IsOfArray || (LabelsOfObjects.Any(key => element.Find(key) is not null) && element.Leaves.Exists(leaf => element.Inner(leaf) is "value" or "answer")))];
    }

    private static bool IsValue(Element element, in Leaf leaf)
    {
        var inner = element.Inner(leaf);
        var dot = inner.IndexOf('.', StringComparison.Ordinal);
        return ValueKeys.Contains((dot < 0 ? inner : inner[..dot]).ToLowerInvariant());
    }

    private static bool TryLabel(Element element, out Leaf label, out string text)
    {
        label = default;
        text = "";
        var hasPlainValue = element.Leaves.Exists(leaf => IsValue(element, leaf) && !element.Inner(leaf).StartsWith("text", StringComparison.OrdinalIgnoreCase));
        foreach (var key in LabelKeys)
        {
            // A text is the label only where something else is the value.
            if (key is "text" && !hasPlainValue) continue;
            if (element.Find(key) is not { } found || !element.Leaves.Exists(leaf => IsValue(element, leaf) && !string.Equals(leaf.Path, found.Path, StringComparison.Ordinal))) continue;

            (label, text) = (found, found.Value!);
            if (!Vocabulary.Read(text, isLabel: true).Set.IsEmpty) return true;
        }

        return text.Length > 0;
    }

    /// <summary>The label by the id of its question. Only elements that have a label and no value are questions.</summary>
    private static Dictionary<string, string> LabelsById(List<Element> elements)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var element in elements)
        {
            var text = (element.Find("title") ?? element.Find("label") ?? element.Find("question") ?? element.Find("name") ?? element.Find("text"))?.Value;
            if (text is null) continue;
            foreach (var leaf in element.Leaves)
            {
                if (IdKeys.Contains(element.Inner(leaf).ToLowerInvariant()) && leaf.Value is { Length: > 2 } id && !string.Equals(id, text, StringComparison.Ordinal)) labels.TryAdd(id, text);
            }
        }

        return labels;
    }

    private static bool TryLabelElsewhere(Element element, Dictionary<string, string> labelsById, out Leaf label, out string text)
    {
        foreach (var leaf in element.Leaves)
        {
            var inner = element.Inner(leaf);
            if (!IdKeys.Contains(inner[(inner.LastIndexOf('.') + 1)..].ToLowerInvariant()) || leaf.Value is null) continue;
            if (!labelsById.TryGetValue(leaf.Value, out var known)) continue;
            (label, text) = (leaf, known);
            return true;
        }

        (label, text) = (default, "");
        return false;
    }
}
