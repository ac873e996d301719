namespace FastSignal.Leads;

/// <summary>The label of a value, and how to find the value by it.</summary>
/// <param name="Text">What the label says to a person.</param>
/// <param name="Path">Where the label stands.</param>
/// <param name="Selector">Finds the value by its label, or by the id that leads to the label.</param>
internal sealed record LabelledValue(string Text, string Path, Selector Selector)
{
    /// <summary>True if the label says a field and nothing else: it is no value of its own then.</summary>
    public bool IsPlain => Vocabulary.Read(Text, isLabel: true) is { UnknownCount: 0, Concepts.Count: > 0 };
}
