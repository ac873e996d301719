using System.Globalization;
using System.Text.Json;

namespace FastSignal.Harness;

/// <summary>One line of <c>entries --json</c>.</summary>
internal sealed record EntryLine(string Id, long Sequence, string Signal, bool Test, DateTimeOffset ReceivedAt, string? UserAgent, IReadOnlyList<Leaf> Fields)
{
    private static readonly string[] Names = ["id", "sequence", "signal", "test", "received_at", "user_agent", "fields"];
    private static readonly string[] LeafNames = ["path", "kind", "value"];

    /// <summary>The value under a path, or null.</summary>
    public string? Value(string path) => Fields.Where(leaf => leaf.Path == path).Select(static leaf => leaf.Value).SingleOrDefault();

    /// <summary>Reads the shape of the contract: these names in this order and no others.</summary>
    public static EntryLine Parse(JsonElement line)
    {
        Assert.Equal(Names, line.EnumerateObject().Select(static property => property.Name));
        var entry = new EntryLine(
            line.GetProperty("id").GetString()!,
            line.GetProperty("sequence").GetInt64(),
            line.GetProperty("signal").ToString(),
            line.GetProperty("test").GetBoolean(),
            line.GetProperty("received_at").GetDateTimeOffset(),
            line.GetProperty("user_agent").GetString(),
            [.. line.GetProperty("fields").EnumerateArray().Select(ParseLeaf)]);
        Assert.Matches("^[0-9a-f]{8}-[0-9]+$", entry.Id);
        Assert.EndsWith($"-{entry.Sequence.ToString(CultureInfo.InvariantCulture)}", entry.Id, StringComparison.Ordinal);
        return entry;
    }

    /// <summary>Reads one leaf in the shape of the contract.</summary>
    public static Leaf ParseLeaf(JsonElement leaf)
    {
        Assert.Equal(LeafNames, leaf.EnumerateObject().Select(static property => property.Name));
        return new Leaf(leaf.GetProperty("path").GetString()!, leaf.GetProperty("kind").GetString()!, leaf.GetProperty("value").GetString());
    }
}
