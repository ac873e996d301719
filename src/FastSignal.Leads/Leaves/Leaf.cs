using FastSignal.Parsing;

namespace FastSignal.Leads;

/// <summary>One leaf of a flattened entry with its whole path.</summary>
/// <param name="Path">The dotted path, exactly as flattening made it; it is compared whole.</param>
/// <param name="Kind">What the leaf is.</param>
/// <param name="Value">The text of a string or number, else null.</param>
public readonly record struct Leaf(string Path, LeafKind Kind, string? Value);
