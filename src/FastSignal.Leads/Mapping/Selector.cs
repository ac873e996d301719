namespace FastSignal.Leads;

/// <summary>Finds a value by the label that stands beside it, wherever in its array the pair is.</summary>
/// <remarks>Forms send their answers as an array of label and value, in an order that changes as soon as somebody edits the form. A plain
/// path (<c>answers.2.value</c>) would then read another answer; a selector reads the value of the first element whose label is the text.</remarks>
/// <param name="ArrayPath">The path of the array (or of the object with numbered keys), without the index. Empty for the root.</param>
/// <param name="LabelPath">The path of the label inside an element.</param>
/// <param name="LabelText">What the label says, compared exactly but for blanks around it.</param>
/// <param name="ValuePath">The path of the value inside the same element.</param>
public sealed record Selector(string ArrayPath, string LabelPath, string LabelText, string ValuePath)
{
    /// <summary>True if <paramref name="leaf"/> is this selector's label; then <paramref name="valuePath"/> is where the value stands.</summary>
    internal bool TryMatchLabel(in Leaf leaf, out string valuePath)
    {
        valuePath = "";
        if (leaf.Value is null || !TryElement(leaf.Path, out var elementLength)) return false;
        if (!leaf.Path.AsSpan(elementLength + 1).SequenceEqual(LabelPath)) return false;
        if (!leaf.Value.AsSpan().Trim().SequenceEqual(LabelText.AsSpan().Trim())) return false;

        valuePath = string.Concat(leaf.Path.AsSpan(0, elementLength + 1), ValuePath);
        return true;
    }

    /// <summary>The length of the element's own path, when <paramref name="path"/> lies in an element of the array.</summary>
    private bool TryElement(string path, out int elementLength)
    {
        elementLength = 0;
        var start = ArrayPath.Length == 0 ? 0 : ArrayPath.Length + 1;
        if (start > 0 && !(path.Length > start && path[start - 1] == '.' && path.StartsWith(ArrayPath, StringComparison.Ordinal))) return false;

        var dot = path.IndexOf('.', start);
        if (dot < 0) return false;
        elementLength = dot;
        return true;
    }
}
