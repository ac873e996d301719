using System.Globalization;
using System.Text;
using System.Text.Json;

namespace FastSignal.Harness;

/// <summary>One response, as it came off the socket.</summary>
/// <param name="Status">The status code.</param>
/// <param name="Fields">The field lines in their order.</param>
/// <param name="Content">The content, as long as Content-Length says.</param>
/// <param name="Octets">Head and content, every octet.</param>
internal sealed record RawAnswer(int Status, IReadOnlyList<(string Name, string Value)> Fields, byte[] Content, byte[] Octets)
{
    /// <summary>The content as text.</summary>
    public string Text => Encoding.UTF8.GetString(Content);

    /// <summary>The whole answer as text.</summary>
    public string Whole => Encoding.Latin1.GetString(Octets);

    /// <summary>The id of the entry, or null.</summary>
    public string? EntryId => Field("Entry-Id");

    /// <summary>Whether this answer says that the connection ends.</summary>
    public bool Closes => string.Equals(Field("Connection"), "close", StringComparison.OrdinalIgnoreCase);

    /// <summary>The answer without the two fields in which equal answers differ.</summary>
    public string WithoutDateAndEntryId
    {
        get
        {
            var lines = Whole.Split("\r\n");
            return string.Join('\n', lines.Where(
                static line => !line.StartsWith("Date:", StringComparison.OrdinalIgnoreCase)
                    && !line.StartsWith("Entry-Id:", StringComparison.OrdinalIgnoreCase)));
        }
    }

    /// <summary>The value of a field, or null; fails when it comes twice.</summary>
    public string? Field(string name) =>
        Fields.Where(field => string.Equals(field.Name, name, StringComparison.OrdinalIgnoreCase)).Select(static field => field.Value).SingleOrDefault();

    /// <summary>Asserts an acknowledgement with this status and gives the id of the entry.</summary>
    public string Acknowledged(int status = 202)
    {
        Assert.True(Status == status, $"expected {status}, got:\n{Whole}");
        Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"{{\"status\":{status}}}"), Text);
        Assert.StartsWith("application/json", Field("Content-Type") ?? "", StringComparison.Ordinal);
        Assert.Matches("^[0-9a-f]{8}-[0-9]+$", EntryId);
        return EntryId!;
    }

    /// <summary>Asserts a refusal in the form of the contract and gives its detail.</summary>
    public string Refused(int status, string code)
    {
        Assert.True(Status == status, $"expected {status} {code}, got:\n{Whole}");
        Assert.Null(EntryId);
        Assert.StartsWith("application/json", Field("Content-Type") ?? "", StringComparison.Ordinal);
        using var content = JsonDocument.Parse(Content);
        Assert.Equal(["status", "_errors"], Names(content.RootElement));
        Assert.Equal(status, content.RootElement.GetProperty("status").GetInt32());
        var error = Assert.Single(content.RootElement.GetProperty("_errors").EnumerateArray());
        Assert.Equal(["status", "code", "title", "detail"], Names(error));
        Assert.Equal(status.ToString(CultureInfo.InvariantCulture), error.GetProperty("status").GetString());
        Assert.Equal(code, error.GetProperty("code").GetString());
        Assert.NotEqual("", error.GetProperty("title").GetString());
        return error.GetProperty("detail").GetString()!;
    }

    private static string[] Names(JsonElement value) => [.. value.EnumerateObject().Select(static property => property.Name)];
}
