using System.Globalization;

namespace FastSignal.Harness;

/// <summary>What <c>/metrics</c> of the console said at one moment.</summary>
internal sealed class MetricsPage
{
    private const string Mark = "metrics at ";
    private static readonly HttpClient Client = new();
    private readonly string[] _lines;

    private MetricsPage(string text) => _lines = text.Split('\n');

    /// <summary>Open connections of the ingest port.</summary>
    public double Connections => Value("fastsignal_ingest_connections");

    /// <summary>Asks a server that runs with a console.</summary>
    public static async Task<MetricsPage> ReadAsync(ServerProcess server) => new(await GetAsync(server, "/metrics"));

    /// <summary>Asks such a server's console for any page.</summary>
    public static async Task<string> GetAsync(ServerProcess server, string path)
    {
        // The console says where it is at about the time when the server is ready, and on the other stream.
        var said = await server.SaysAsync(Mark);
        var console = new Uri(said.Split(Mark)[1].Split()[0]);
        return await Client.GetStringAsync(new Uri(console, path));
    }

    /// <summary>Waits until this many connections are open.</summary>
    public static Task<MetricsPage> WithConnectionsAsync(ServerProcess server, Func<double, bool> isRight, string what) =>
        Eventually.HoldsAsync(() => ReadAsync(server), page => isRight(page.Connections), what);

    /// <summary>Requests that were refused with this code.</summary>
    public double Rejections(string code) => Value("fastsignal_ingest_rejections_total", $"code=\"{code}\"");

    /// <summary>Requests that were answered with this status.</summary>
    public double Requests(int status) => Value("fastsignal_ingest_requests_total", string.Create(CultureInfo.InvariantCulture, $"status=\"{status}\""));

    /// <summary>Commits of the log so far.</summary>
    public double Commits() => Value("fastsignal_log_commit_duration_seconds_count");

    /// <summary>Those of them that took no longer than a bound of the histogram, in seconds.</summary>
    public double Commits(double within) =>
        Value("fastsignal_log_commit_duration_seconds_bucket", string.Create(CultureInfo.InvariantCulture, $"le=\"{within}\""));

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Connections} connections");

    private double Value(string name, string label = "")
    {
        var line = _lines.Single(line => line.StartsWith(name + "{", StringComparison.Ordinal) && line.Contains(label, StringComparison.Ordinal));
        return double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture);
    }
}
