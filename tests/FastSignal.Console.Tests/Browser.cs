using System.Globalization;
using System.Net;

namespace FastSignal.Console.Tests;

/// <summary>A console that runs, and a client for it.</summary>
internal sealed class Browser : IDisposable
{
    private readonly TempData _data;
    private readonly ConsoleHost _host;
    private readonly HttpClient _client;

    public Browser(TempData data, ConsoleOptions? options = null)
    {
        _data = data;
        _host = ConsoleHost.Start(options ?? data.Options);
        _client = new HttpClient { BaseAddress = _host.Address };
    }

    public Uri Address => _host.Address;

    /// <summary>The page as it is now: the snapshot before has become too old.</summary>
    public Task<string> PageAsync() => TextAsync("/");

    public Task<string> MetricsAsync() => TextAsync("/metrics");

    public async Task<string> TextAsync(string path)
    {
        _data.Time.Advance(SnapshotThread.MaxAge);
        using var answer = await SendAsync(HttpMethod.Get, path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? host = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Host = host;
        return await _client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>The value of the one series that has this name and these tags.</summary>
    public static double Value(string metrics, string name, params string[] tags)
    {
        var series = Assert.Single(metrics.Split('\n'), line =>
            (line.StartsWith(name + "{", StringComparison.Ordinal) || line.StartsWith(name + " ", StringComparison.Ordinal)) && tags.All(line.Contains));
        return double.Parse(series[(series.LastIndexOf('}') + 1)..].Trim().Split(' ')[0], CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        _client.Dispose();
        _host.Dispose();
    }
}
