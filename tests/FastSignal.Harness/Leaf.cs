namespace FastSignal.Harness;

/// <summary>One leaf as the command line prints it.</summary>
/// <param name="Path">The dotted path.</param>
/// <param name="Kind">string, number, true, false, null, object or array.</param>
/// <param name="Value">The text of a string or number, else null.</param>
internal readonly record struct Leaf(string Path, string Kind, string? Value);
