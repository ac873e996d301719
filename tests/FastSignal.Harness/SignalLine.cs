using System.Text.Json;

namespace FastSignal.Harness;

/// <summary>What a <c>signals ... --json</c> command prints about one signal.</summary>
internal sealed record SignalLine(
    string Id, string Name, string? Label, string Target, string Status, string Token, string Url, int SuccessStatus, JsonElement Mapping)
{
    private static readonly string[] Names = ["id", "name", "label", "target", "status", "token", "url", "success_status", "mapping"];

    /// <summary>Reads the shape of the contract: these names in this order and no others.</summary>
    public static SignalLine Parse(JsonElement line)
    {
        Assert.Equal(Names, line.EnumerateObject().Select(static property => property.Name));
        return new SignalLine(
            line.GetProperty("id").ToString(),
            line.GetProperty("name").GetString()!,
            line.GetProperty("label").GetString(),
            line.GetProperty("target").GetString()!,
            line.GetProperty("status").GetString()!,
            line.GetProperty("token").GetString()!,
            line.GetProperty("url").GetString()!,
            line.GetProperty("success_status").GetInt32(),
            line.GetProperty("mapping"));
    }
}
