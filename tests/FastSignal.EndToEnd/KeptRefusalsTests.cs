using System.Text;
using System.Text.Json.Nodes;
using FastSignal.Harness;

namespace FastSignal.EndToEnd;

/// <summary>What was refused can be found again: for a sender that takes a 400 for the end, it is the only place where the entry still is.</summary>
public sealed class KeptRefusalsTests : IAsyncDisposable
{
    private readonly Installation _installation = new();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _installation.DisposeAsync();

    [Fact]
    public async Task A_refused_content_is_shown_with_its_reason_while_the_server_runs_and_after_it_has_ended()
    {
        const string bad = """{"email":"mara@brightforge.example","n":}""";
        var signal = await _installation.CreateVisitorSignalAsync();
        await using (var server = await _installation.ServeAsync())
        {
            using var client = server.Connect();
            client.Exchange(Request.Post(signal.Token, Encoding.UTF8.GetBytes(bad))).Refused(400, "malformed_json");
            client.Exchange(Request.Post("no_such_token_0123456789", "{}")).Refused(404, "not_found");
            await Eventually.HoldsAsync(RejectionsAsync, kept => kept.Count == 2, "both refusals are stored");
            client.Exchange(Request.Post(signal.Token, "[1]")).Refused(400, "not_an_object");
            await server.StopAsync();
        }

        var kept = await RejectionsAsync();
        Assert.Equal(["malformed_json", "not_found", "not_an_object"], kept.Select(r => (string)r["code"]!));
        Assert.Equal([signal.Id, null, signal.Id], kept.Select(r => r["signal"]?.ToString()));
        Assert.Equal((bad, 40), ((string)kept[0]["content"]!, (int)kept[0]["offset"]!));
        Assert.Equal("[1]", (string)kept[2]["content"]!);
    }

    private async Task<IReadOnlyList<JsonNode>> RejectionsAsync()
    {
        var result = await _installation.RunAsync("rejections", "--json");
        return [.. result.JsonLines().Select(line => JsonNode.Parse(line.GetRawText())!)];
    }
}
