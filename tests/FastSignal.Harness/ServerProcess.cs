using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;

namespace FastSignal.Harness;

/// <summary>A <c>serve</c> or <c>consume</c> that runs until it is stopped, killed or disposed.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const int Sigkill = 9;
    private const int Sigterm = 15;
    private static readonly TimeSpan ReadyLimit = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _error = new();
    private readonly TaskCompletionSource<Uri> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _read;
    private bool _isDisposed;

    private ServerProcess(Process process)
    {
        _process = process;
        process.StandardInput.Close();
        _read = Task.WhenAll(CollectAsync(process.StandardOutput, _output), CollectAsync(process.StandardError, _error));
        _ = FailUnlessReadyAsync();
    }

    /// <summary>Where the ingest port listens.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1:0");

    /// <summary>The ingest port.</summary>
    public int Port => Address.Port;

    /// <summary>The id of the process.</summary>
    public int ProcessId => _process.Id;

    /// <summary>Whether the process has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>Everything on standard output so far.</summary>
    public string Output => Snapshot(_output);

    /// <summary>Everything on standard error so far.</summary>
    public string Error => Snapshot(_error);

    /// <summary>Starts a server and waits for its ready line.</summary>
    /// <exception cref="InvalidOperationException">It ended, or was not ready in time; the message holds its standard error.</exception>
    public static async Task<ServerProcess> StartAsync(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var server = StartWithoutWaiting(environment, arguments);
        try
        {
            await server.ReadyAsync();
            return server;
        }
        catch (TimeoutException late)
        {
            var error = server.Error;
            await server.DisposeAsync();
            throw new InvalidOperationException($"No ready line within {ReadyLimit}.\n{error}", late);
        }
    }

    /// <summary>Waits for the ready line.</summary>
    /// <exception cref="TimeoutException">It did not come in time.</exception>
    /// <exception cref="InvalidOperationException">The process ended first; the message holds its standard error.</exception>
    public async Task ReadyAsync() => Address = await _ready.Task.WaitAsync(ReadyLimit);

    /// <summary>Waits until standard error, which arrives a moment after what it tells of, has a text.</summary>
    /// <returns>Everything on standard error so far.</returns>
    /// <exception cref="TimeoutException">It did not come in time; the message holds what came.</exception>
    public Task<string> SaysAsync(string text) =>
        Eventually.HoldsAsync(() => Task.FromResult(Error), error => error.Contains(text, StringComparison.Ordinal), $"the server says '{text}'");

    /// <summary>Starts a process that says nothing when it is ready, such as <c>consume</c>.</summary>
    public static ServerProcess StartWithoutWaiting(IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        StartWithoutWaiting(FastSignalCli.StartInfo(environment, arguments));

    /// <summary>Starts the executable in a way of one's own, such as under a tracer.</summary>
    public static ServerProcess StartWithoutWaiting(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.RedirectStandardInput = true;
        return new ServerProcess(Process.Start(start) ?? throw new InvalidOperationException("The server did not start."));
    }

    /// <summary>Memory that the process holds now, in octets.</summary>
    public long ResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Processor time that the process has taken so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Sockets that the process holds, the listening ones among them; only Linux can tell.</summary>
    public int SocketCount => Descriptors().Count(static target => target.StartsWith("socket:", StringComparison.Ordinal));

    /// <summary>Everything that the process holds open; only Linux can tell.</summary>
    public int DescriptorCount => Descriptors().Count;

    /// <summary>A connection of one's own to the ingest port.</summary>
    public RawClient Connect() => new(Port);

    /// <summary>SIGKILL: nothing of the process runs any more when this returns.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>SIGKILL, without waiting.</summary>
    public void KillWithoutWaiting() => Signal(Sigkill);

    /// <summary>SIGTERM, without waiting.</summary>
    public void Terminate() => Signal(Sigterm);

    /// <summary>Sends any signal.</summary>
    public void Signal(int signal) => _ = SendSignal(_process.Id, signal);

    /// <summary>SIGTERM, and the exit code that follows.</summary>
    public async Task<int> StopAsync()
    {
        Terminate();
        return await ExitAsync();
    }

    /// <summary>Waits for the end of the process and gives its exit code.</summary>
    public async Task<int> ExitAsync()
    {
        using var limit = new CancellationTokenSource(FastSignalCli.TimeLimit);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException late)
        {
            throw new TimeoutException($"The server did not end within {FastSignalCli.TimeLimit}.\n{Error}", late);
        }

        await _read;
        return _process.ExitCode;
    }

    /// <summary>Kills the process if it still runs; a second call does nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        if (!_process.HasExited)
            Kill();
        await _read;
        _process.Dispose();
    }

    /// <summary>A port of 127.0.0.1 that nobody uses at this moment.</summary>
    public static int FreePort()
    {
        using var probe = new TcpListener(System.Net.IPAddress.Loopback, 0);
        probe.Start();
        return ((System.Net.IPEndPoint)probe.LocalEndpoint).Port;
    }

    private List<string> Descriptors()
    {
        var targets = new List<string>();
        foreach (var entry in new DirectoryInfo(string.Create(CultureInfo.InvariantCulture, $"/proc/{_process.Id}/fd")).EnumerateFileSystemInfos())
        {
            try
            {
                targets.Add(entry.LinkTarget ?? "");
            }
            catch (IOException)
            {
                // Closed while they were counted.
            }
        }

        return targets;
    }

    private async Task CollectAsync(StreamReader source, StringBuilder target)
    {
        while (await source.ReadLineAsync() is { } line)
        {
            lock (target)
                target.AppendLine(line);
            if (ReferenceEquals(target, _output) && line.StartsWith("ready ", StringComparison.Ordinal))
                _ready.TrySetResult(new Uri(line["ready ".Length..], UriKind.Absolute));
        }
    }

    private async Task FailUnlessReadyAsync()
    {
        await _read;
        await _process.WaitForExitAsync();
        var code = _process.ExitCode.ToString(CultureInfo.InvariantCulture);
        if (_ready.TrySetException(new InvalidOperationException($"The server ended with {code} before it was ready.\n{Error}")))
            _ = _ready.Task.Exception;
    }

    private static string Snapshot(StringBuilder text)
    {
        lock (text)
            return text.ToString();
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int SendSignal(int processId, int signal);
}
