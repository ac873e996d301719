namespace FastSignal.Leads;

/// <summary>The label of a value, and how to find the value by it.</summary>
/// <param name="Text">What the label says to a person.</param>
/// <param name="Selector">Finds the value by its label, or by the id that leads to the label.</param>
internal sealed record LabelledValue(string Text, Selector Selector);
