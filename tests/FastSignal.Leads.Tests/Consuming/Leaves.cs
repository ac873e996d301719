using FastSignal.Parsing;

namespace FastSignal.Leads.Tests;

/// <summary>Shorthand for leaves.</summary>
internal static class Leaves
{
    public static Leaf Text(string path, string value) => new(path, LeafKind.String, value);

    public static Leaf Number(string path, string value) => new(path, LeafKind.Number, value);

    /// <summary>Strings by the names of the contract: path, value, path, value; a null value leaves its path out.</summary>
    public static List<Leaf> Of(params string?[] pathsAndValues) =>
        [.. pathsAndValues.Chunk(2).Where(pair => pair[1] is not null).Select(pair => Text(pair[0]!, pair[1]!))];
}
