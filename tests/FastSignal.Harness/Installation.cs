namespace FastSignal.Harness;

/// <summary>One data folder with everything that may be done to it: commands, servers, and its end.</summary>
/// <param name="parent">The folder that will hold it, deleted in the end; none: a new one among the temporary folders.</param>
internal sealed class Installation(string? parent = null) : IAsyncDisposable
{
    private readonly List<ServerProcess> _servers = [];
    private readonly string _parent = parent ?? Directory.CreateTempSubdirectory("fastsignal-e2e-").FullName;

    /// <summary>The data folder; the first command makes it.</summary>
    public string Data => Path.Combine(_parent, "data");

    /// <summary>A path beside the data folder, deleted with it.</summary>
    public string Beside(string name) => Path.Combine(_parent, name);

    /// <summary>Environment variables for every process of this installation.</summary>
    /// <remarks>The smallest segments: a server keeps two of them on the disk, and there are many installations.</remarks>
    public Dictionary<string, string> Environment { get; } = new(StringComparer.Ordinal) { ["FASTSIGNAL__Log__SegmentBytes"] = "8MiB" };

    /// <summary>Runs a command on this data folder.</summary>
    public Task<CliResult> RunAsync(params string[] arguments) => FastSignalCli.RunAsync(Environment, [.. arguments, "--data", Data]);

    /// <summary>Starts a server on ports of its own and waits until it is ready.</summary>
    public async Task<ServerProcess> ServeAsync(params string[] arguments)
    {
        string[] console = arguments.Contains("--console", StringComparer.Ordinal) ? [] : ["--console", "127.0.0.1:0"];
        string[] delay = arguments.Contains("--drain-delay", StringComparer.Ordinal) ? [] : ["--drain-delay", "0s"];
        var server = await ServerProcess.StartAsync(Environment, ["serve", "--data", Data, "--listen", "127.0.0.1:0", .. console, .. delay, .. arguments]);
        _servers.Add(server);
        return server;
    }

    /// <summary>Starts a consumer of its own.</summary>
    public ServerProcess Consume()
    {
        var consumer = ServerProcess.StartWithoutWaiting(Environment, "consume", "--data", Data);
        _servers.Add(consumer);
        return consumer;
    }

    /// <summary>Creates a signal for people.</summary>
    public async Task<SignalLine> CreateSignalAsync(string status = "live", params string[] arguments)
    {
        var result = await RunAsync(["signals", "create", "--name", "Website visitors", "--target", "people", "--status", status, .. arguments, "--json"]);
        return SignalLine.Parse(result.Json());
    }

    /// <summary>Creates a live signal with the mapping that fits <see cref="Visitor"/>.</summary>
    public Task<SignalLine> CreateVisitorSignalAsync(params string[] arguments) => CreateSignalAsync("live", [.. Visitor.Mapping, .. arguments]);

    /// <summary>A <c>signals</c> command on one signal.</summary>
    public async Task<SignalLine> SignalAsync(string command, string id, params string[] arguments) =>
        SignalLine.Parse((await RunAsync(["signals", command, id, .. arguments, "--json"])).Json());

    /// <summary>All entries in the log, or those of one signal.</summary>
    public async Task<IReadOnlyList<EntryLine>> EntriesAsync(string? signal = null)
    {
        string[] only = signal is null ? [] : ["--signal", signal];
        return [.. (await RunAsync(["entries", .. only, "--json"])).JsonLines().Select(EntryLine.Parse)];
    }

    /// <summary>The leads of a signal.</summary>
    public async Task<IReadOnlyList<LeadLine>> LeadsAsync(string signal) =>
        [.. (await RunAsync("leads", "list", "--signal", signal, "--format", "jsonl")).JsonLines().Select(LeadLine.Parse)];

    /// <summary>Waits until the consumer has counted this many visits on the leads of a signal.</summary>
    public Task<IReadOnlyList<LeadLine>> LeadsWithVisitsAsync(string signal, long visits) => Eventually.HoldsAsync(
        () => LeadsAsync(signal),
        leads => leads.Sum(static lead => lead.Visits) >= visits,
        $"{visits} visits on the leads of signal {signal}",
        seconds: 60);

    /// <summary>Waits until the log has made its next segment file: after that it takes no more of the disk by itself.</summary>
    public Task SpareSegmentAsync() =>
        Eventually.HoldsAsync(() => Task.FromResult(File.Exists(Path.Combine(Data, "log", "spare"))), static exists => exists, "the spare segment");

    /// <summary>Ends every server and deletes the folder.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
            await server.DisposeAsync();
        Directory.Delete(_parent, recursive: true);
    }
}
