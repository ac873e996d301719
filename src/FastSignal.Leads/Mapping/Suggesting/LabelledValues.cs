using FastSignal.Parsing;

namespace FastSignal.Leads;

/// <summary>Finds values whose meaning stands in a label beside them (<c>{"question": "Your email", "answer": "a@b.c"}</c>), or in a list of
/// questions elsewhere that shares an id with the answer.</summary>
internal static class LabelledValues
{
    private const int MaxElementLeaves = 60;
    private const int MaxFieldLeaves = 5;

    /// <summary>The labels of keys: <c>{"id": "f_2", "label": "Full name"}</c> in a list is the label of the key <c>f_2</c> elsewhere.</summary>
    public static Dictionary<string, string> LabelsOfKeys(IReadOnlyList<Leaf> leaves) =>
        LabelsById(Elements(leaves)).ToDictionary(label => label.Key, label => label.Value.Text, StringComparer.Ordinal);

    /// <summary>The labelled values among <paramref name="leaves"/>, by path.</summary>
    public static Dictionary<string, LabelledValue> Find(IReadOnlyList<Leaf> leaves)
    {
        var found = new Dictionary<string, LabelledValue>(StringComparer.Ordinal);
        var elements = Elements(leaves);
        var labelsById = LabelsById(elements);
        var labelKeys = elements.Where(element => element.IsOfArray).GroupBy(element => element.ArrayPath, StringComparer.Ordinal)
            .ToDictionary(list => list.Key, list => ListLabelKey.Find([.. list.Select(element => element.Texts())]), StringComparer.Ordinal);
        foreach (var element in elements)
        {
            if (element.Leaves.Count is < 2 or > MaxElementLeaves) continue;
            var isElsewhere = false;
            if (!TryLabel(element, labelKeys.GetValueOrDefault(element.ArrayPath), out var label, out var text)
                && !(isElsewhere = TryLabelElsewhere(element, labelsById, out label, out text)))
            {
                continue;
            }

            foreach (var leaf in element.Leaves)
            {
                if (!(IsValue(element, leaf) || (isElsewhere && VocabularyOfLabels.TypedValueKeys.Contains(VocabularyOfLabels.Plain(element.Inner(leaf)))))
                    || string.Equals(leaf.Path, label.Path, StringComparison.Ordinal))
                {
                    continue;
                }

                found[leaf.Path] = new(text, label.Path, new(element.ArrayPath, element.Inner(label), label.Value!, element.Inner(leaf)));
            }
        }

        return found;
    }

    /// <summary>One element of an array, or one object.</summary>
    private sealed record Element(string ArrayPath, string Prefix, bool IsOfArray, List<Leaf> Leaves)
    {
        /// <summary>True in a list of links, whose addresses are its values: <c>"links": [{"title": "Website", "url": ...}]</c>.</summary>
        public bool IsLink { get; } = IsOfArray && ArrayPath.Length > 0 && Vocabulary.Read(PathSegments.Of(ArrayPath)[^1]) is { UnknownCount: 0 } list
            && list.Set.HasAny(VocabularyOfLabels.LinkLists);

        /// <summary>True in a list of the parts of a name, as XML has them: <c>"name": [{"@part": "first", "#text": "Ada"}]</c>.</summary>
        public bool IsPartOfName { get; } = IsOfArray && ArrayPath.Length > 0
            && Vocabulary.Read(PathSegments.Of(ArrayPath)[^1]) is { UnknownCount: 0, Concepts: [Concept.Name] };

        /// <summary>True for a field that has its name and its type beside the value: <c>{"name": "Company", "type": "text", "value": ...}</c>.</summary>
        public bool IsField => Find("name") is not null && Find("type") is not null && Leaves.Count <= MaxFieldLeaves;

        public string Inner(in Leaf leaf) => leaf.Path[Prefix.Length..];

        public List<(string Key, string Text)> Texts() =>
            [.. Leaves.Where(leaf => leaf.Kind is LeafKind.String && leaf.Value is { Length: > 0 and < 400 })
                .Select(leaf => (VocabularyOfLabels.Plain(Inner(leaf)), leaf.Value!))];

        public Leaf? Find(string inner)
        {
            foreach (var leaf in Leaves)
            {
                if (leaf.Kind is LeafKind.String && leaf.Value is { Length: > 0 and < 400 }
                    && string.Equals(VocabularyOfLabels.Plain(Inner(leaf)), inner, StringComparison.Ordinal))
                {
                    return leaf;
                }
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
                    elements[prefix] = element = new(
                        start == 0 ? "" : leaf.Path[..(start - 1)], prefix, PathSegments.IsIndex(leaf.Path.AsSpan(start, dot - start)), []);
                element.Leaves.Add(leaf);
            }
        }

        // Answers may be an object by field name as well; then only an unmistakable pair of label and value counts.
        return [.. elements.Values.Where(
            element => element.IsOfArray
                || ((VocabularyOfLabels.LabelsOfObjects.Any(key => element.Find(key) is not null) || element.IsField)
                    && element.Leaves.Exists(leaf => VocabularyOfLabels.Plain(element.Inner(leaf)) is "value" or "answer")))];
    }

    private static bool IsValue(Element element, in Leaf leaf)
    {
        var inner = element.Inner(leaf);
        if (element.IsLink && VocabularyOfLabels.LinkKeys.Contains(VocabularyOfLabels.Plain(inner))) return true;
        var segments = PathSegments.Of(inner);
        if (VocabularyOfLabels.ValueKeys.Contains(VocabularyOfLabels.Plain(segments[0]))
            && segments.Skip(1).All(segment => PathSegments.IsIndex(segment) || VocabularyOfLabels.InnerValueKeys.Contains(VocabularyOfLabels.Plain(segment))))
        {
            return true;
        }

        // details.textAnswer.answer; but what is in a list inside has labels of its own.
        return element.IsOfArray && VocabularyOfLabels.ValueKeys.Contains(VocabularyOfLabels.Plain(segments[^1]))
            && !Array.Exists(segments, segment => PathSegments.IsIndex(segment));
    }

    private static bool TryLabel(Element element, string? keyOfList, out Leaf label, out string text)
    {
        label = default;
        text = "";
        var hasPlainValue = element.Leaves.Exists(
            leaf => IsValue(element, leaf) && !element.Inner(leaf).StartsWith("text", StringComparison.OrdinalIgnoreCase));
        foreach (var key in keyOfList is null ? VocabularyOfLabels.LabelKeys : VocabularyOfLabels.LabelKeys.Append(keyOfList))
        {
            // A text is the label only where something else is the value.
            if (key is "text" && !hasPlainValue) continue;
            if (element.Find(key) is not { } found
                || !element.Leaves.Exists(leaf => IsValue(element, leaf) && !string.Equals(leaf.Path, found.Path, StringComparison.Ordinal)))
            {
                continue;
            }

            var said = element.IsPartOfName && VocabularyOfLabels.KindKeys.Contains(key) && IsHalfOfName(found.Value! + " name")
                ? found.Value! + " name"
                : found.Value!;
            var says = Vocabulary.Read(said, isLabel: true);
            if (VocabularyOfLabels.KindKeys.Contains(key) && !(says.UnknownCount == 0 && says.Set.HasAny(VocabularyOfLabels.KindsOfField))) continue;
            (label, text) = (found, said);
            if (!says.Set.IsEmpty) return true;
        }

        return text.Length > 0;
    }

    private static bool IsHalfOfName(string label) =>
        Vocabulary.Read(label, isLabel: true) is { UnknownCount: 0, Concepts: [Concept.GivenName or Concept.FamilyName] };

    /// <summary>The label by the id of its question. Only elements that have a label and no value are questions.</summary>
    private static Dictionary<string, (string Text, Element Question)> LabelsById(List<Element> elements)
    {
        var labels = new Dictionary<string, (string Text, Element Question)>(StringComparer.Ordinal);
        foreach (var element in elements)
        {
            var text = (element.Find("title") ?? element.Find("label") ?? element.Find("question") ?? element.Find("name") ?? element.Find("text"))?.Value;
            if (text is null) continue;
            foreach (var leaf in element.Leaves)
            {
                if (VocabularyOfLabels.IdKeys.Contains(VocabularyOfLabels.Plain(element.Inner(leaf))) && leaf.Value is { Length: > 2 } id
                    && !string.Equals(id, text, StringComparison.Ordinal))
                {
                    labels.TryAdd(id, (text, element));
                }
            }
        }

        return labels;
    }

    private static bool TryLabelElsewhere(Element element, Dictionary<string, (string Text, Element Question)> labelsById, out Leaf label, out string text)
    {
        foreach (var leaf in element.Leaves)
        {
            var inner = element.Inner(leaf);
            if (!VocabularyOfLabels.IdKeys.Contains(VocabularyOfLabels.Plain(inner[(inner.LastIndexOf('.') + 1)..])) || leaf.Value is null) continue;
            if (!labelsById.TryGetValue(leaf.Value, out var known)) continue;

            // A contact with an id and a title is no question.
            if (known.Question.Prefix.StartsWith(element.Prefix, StringComparison.Ordinal)) continue;
            (label, text) = (leaf, known.Text);
            return true;
        }

        (label, text) = (default, "");
        return false;
    }
}
