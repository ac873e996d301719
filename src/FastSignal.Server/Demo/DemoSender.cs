using System.Net.Http.Headers;

namespace FastSignal.Server.Demo;

/// <summary>Posts entries as any sender would: with an ordinary HTTP client, one after the other on one connection.</summary>
internal sealed class DemoSender : IDisposable
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly HttpClient _client;

    /// <summary>Sends to a server.</summary>
    public DemoSender(Uri server)
    {
        _client = new HttpClient { BaseAddress = server, Timeout = TimeSpan.FromSeconds(10) };
        _client.DefaultRequestHeaders.UserAgent.ParseAdd("rb2b-demo/1.0");
    }

    /// <summary>How many entries were acknowledged.</summary>
    public long Acknowledged { get; private set; }

    /// <summary>Posts one content.</summary>
    public (int Status, string EntryId) Post(string token, byte[] content)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/custom_signals/{token}/entries") { Content = new ByteArrayContent(content) };
        request.Content.Headers.ContentType = Json;
        using var response = _client.Send(request);
        if (response.IsSuccessStatusCode)
            Acknowledged++;
        return ((int)response.StatusCode, response.Headers.TryGetValues("Entry-Id", out var ids) ? ids.First() : "none");
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();
}
