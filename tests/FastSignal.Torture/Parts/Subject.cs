using System.Diagnostics;
using FastSignal.Harness;
using FastSignal.Torture.Checks;
using FastSignal.Torture.Load;
using FastSignal.Torture.Machine;

namespace FastSignal.Torture.Parts;

/// <summary>One data folder under torture, with everything that was posted to it.</summary>
internal sealed class Subject : IAsyncDisposable
{
    /// <summary>Small segments, where the server has them: then a round crosses from one to the next.</summary>
    private const string SegmentBytes = "FASTSIGNAL__Log__SegmentBytes";
    private static bool? _takesSegmentBytes;

    private readonly LogCheck _check;
    private readonly IReadOnlyList<string> _arguments;

    private Subject(Installation installation, SignalLine signal, int seed, IReadOnlyList<string>? arguments)
    {
        (Installation, Signal, Contents, _arguments) = (installation, signal, new TortureContents(seed), arguments ?? []);
        _check = new LogCheck(Contents, Oracle);
    }

    /// <summary>The data folder.</summary>
    public Installation Installation { get; }

    /// <summary>Its one signal.</summary>
    public SignalLine Signal { get; }

    /// <summary>What is posted to it.</summary>
    public TortureContents Contents { get; }

    /// <summary>What was posted.</summary>
    public Oracle Oracle { get; } = new();

    /// <summary>How the log stood when it was last looked at.</summary>
    public Standing Standing { get; private set; }

    /// <summary>Whether a segment holds 8 MiB and can be filled in a moment.</summary>
    public bool HasSmallSegments => Installation.Environment.ContainsKey(SegmentBytes);

    /// <summary>How many rounds it has been through.</summary>
    public int Rounds { get; set; }

    /// <summary>Makes one with a live signal; its log is made by the first server.</summary>
    /// <param name="seed">Fixes what will be posted to it.</param>
    /// <param name="parent">Where it is, deleted in the end; none: among the temporary folders.</param>
    /// <param name="arguments">More arguments for <c>serve</c>.</param>
    public static async Task<Subject> CreateAsync(int seed, string? parent = null, IReadOnlyList<string>? arguments = null)
    {
        if (parent is not null)
            Directory.CreateDirectory(parent);
        var installation = new Installation(parent);
        if (_takesSegmentBytes ??= await ProbeAsync())
            installation.Environment[SegmentBytes] = "8MiB";
        return new Subject(installation, await installation.CreateVisitorSignalAsync(), seed, arguments);
    }

    /// <summary>The arguments of <c>serve</c>.</summary>
    public string[] ServeArguments(bool consume) =>
        ["serve", "--data", Installation.Data, "--listen", "127.0.0.1:0", "--console", "none", "--drain-delay", "0s", .. consume
            ? Array.Empty<string>()
            : ["--no-consume"], .. _arguments];

    /// <summary>Starts a server without waiting until it is ready.</summary>
    public ServerProcess Start(bool consume) => ServerProcess.StartWithoutWaiting(Installation.Environment, ServeArguments(consume));

    /// <summary>Starts a server and waits until it is ready; null, with a problem, when it never is.</summary>
    public Task<ServerProcess?> StartReadyAsync(bool consume, PartResult result) => StartReadyAsync(result, Start(consume));

    /// <summary>Waits until a server that was just started is ready; null, with a problem, when it never is.</summary>
    public static async Task<ServerProcess?> StartReadyAsync(PartResult result, ServerProcess server)
    {
        var began = Stopwatch.GetTimestamp();
        result.Restarts++;
        try
        {
            await server.ReadyAsync();
            result.Ready(Stopwatch.GetElapsedTime(began));
            return server;
        }
        catch (Exception fault) when (fault is InvalidOperationException or TimeoutException)
        {
            result.Problem($"the server does not start again: {fault.Message.ReplaceLineEndings(" ")}");
            await server.DisposeAsync();
            return null;
        }
    }

    /// <summary>Looks whether everything that was acknowledged is in the log, and nothing is wrong in it or in the leads.</summary>
    /// <returns>Whether all is well; if not, the problems are in <paramref name="result"/>.</returns>
    public async Task<bool> VerifyAsync(bool withLeads, PartResult result)
    {
        var leads = withLeads ? await LeadCheck.ExportAsync(Installation, Signal.Id) : null;
        Standing = await _check.LookAsync(Installation);
        var complaints = leads is null ? [] : LeadCheck.Complaints(leads, _check.VisitsOfPeople);
        var all = _check.Complaints.Concat(complaints).Concat(OddAnswers()).ToArray();
        foreach (var complaint in all)
            result.Problem(complaint);
        return all.Length == 0 && Standing.IsGood;
    }

    /// <summary>Waits until the consumer has read everything, and compares the leads with the entries, exactly.</summary>
    public async Task VerifyLeadsAsync(PartResult result)
    {
        try
        {
            foreach (var complaint in await LeadCheck.CatchUpAsync(Installation, Signal.Id, _check.VisitsOfPeople))
                result.Problem(complaint);
        }
        catch (TimeoutException late)
        {
            result.Problem(late.Message);
        }
    }

    /// <summary>Somebody who posts to it.</summary>
    public Sender Sender(int port) => new(port, Signal.Token, Contents, Oracle);

    /// <summary>Copies the data folder to where it stays, and says where.</summary>
    public async Task<string> KeepAsync()
    {
        var kept = Directory.CreateTempSubdirectory("fastsignal-kept-").FullName;
        await Tool.RunAsync("cp", "-a", Installation.Data, kept);
        return kept;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Installation.DisposeAsync();

    private IEnumerable<string> OddAnswers() => Oracle.Posts()
        .Where(static post => post.Status is not (0 or 202 or 503))
        .Select(static post => $"a good content was answered with {post.Status}")
        .Distinct(StringComparer.Ordinal);

    private static async Task<bool> ProbeAsync()
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal) { [SegmentBytes] = "8MiB" };
        var nowhere = Path.Combine(Path.GetTempPath(), "fastsignal-probe-" + Path.GetRandomFileName());
        return (await FastSignalCli.RunAsync(variables, "serve", "--check-config", "--data", nowhere)).ExitCode == 0;
    }
}
