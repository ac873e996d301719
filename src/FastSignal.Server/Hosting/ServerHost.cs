using System.Net;
using System.Net.Sockets;
using FastSignal.Console;
using FastSignal.Leads;
using FastSignal.Log;
using FastSignal.Server.Ingest;
using FastSignal.Server.Refusals;
using FastSignal.Server.Tokens;
using Microsoft.Extensions.Logging;

namespace FastSignal.Server.Hosting;

/// <summary>A running server: wires the rooms together, starts them in their order and ends them in reverse.</summary>
/// <remarks>
/// The socket is bound first, so that senders wait in the backlog, or are told 503, and never 404, while the log recovers. Each room has
/// a thread of its own; nothing that waits runs on the ThreadPool, but for what FASTER does behind a commit, which nobody waits for.
/// </remarks>
internal sealed class ServerHost : IDisposable
{
    /// <summary>Connections that wait to be accepted. The kernel caps it at net.core.somaxconn, 4096 by default.</summary>
    private const int Backlog = 4096;

    private readonly DataFolder _folder;
    private readonly ServerOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _events;
    private readonly CertificateWatch? _certificate;
    private readonly ServerLock _lock;
    private readonly IngestFigures _figures = new();
    private readonly IngestState _state;
    private readonly EventLoop _loop;
    private readonly Thread _loopThread;
    private readonly Watchdog _watchdog;
    private readonly ManualResetEventSlim _hasTokens = new();
    private DiskFloor? _disk;
    private RefusalThread? _refusals;
    private EntryLog? _log;
    private RegistryWatch? _registry;
    private LogEntrySource? _source;
    private ConsumerThread? _consumer;
    private RetentionThread? _retention;
    private ConsoleHost? _console;
    private int _signals;

    private ServerHost(DataFolder folder, ServerOptions options, TimeProvider time, ILogger events)
    {
        _folder = folder;
        _options = options;
        _time = time;
        _events = events;
        if (options is { TlsCertificate: { } certificate, TlsKey: { } key })
            _certificate = new CertificateWatch(new CertificateFiles(certificate, key), time, events);
        var limits = DescriptorLimit.Fit(options.Limits);
        folder.Create();
        SignalRegistry.EnsureNotLost(folder.Signals, folder.Leads);
        _lock = ServerLock.Take(folder);
        var socket = BindOrLetGo(options.Listen);
        Address = (IPEndPoint)socket.LocalEndPoint!;
        _state = new IngestState(new LoopClock(time), _figures, limits) { Tls = _certificate?.Identity };
        _loop = new EventLoop(socket, _state, time, options.Ack is AckMode.Memory, new IngestReport(events));
        _loopThread = new Thread(_loop.Run) { Name = "fastsignal loop" };
        _watchdog = new Watchdog(() => _loop.Turns, EndStuck);
    }

    /// <summary>Where entries come in, with the real port.</summary>
    public IPEndPoint Address { get; }

    /// <summary>Where the status page is; null if there is none.</summary>
    public Uri? ConsoleAddress => _console?.Address;

    /// <summary>The base of the URLs of signals.</summary>
    public Uri BaseUrl => (_options with { Listen = Address }).BaseUrl;

    /// <summary>What the consumer has done; null if this server does not consume.</summary>
    public ConsumerFigures? Consumer => _consumer?.Figures;

    /// <summary>Starts a server. It is ready when this returns.</summary>
    /// <exception cref="RefusedException">Port, folder or locks are in use, or cannot be had.</exception>
    /// <exception cref="EntryLogException">The log cannot be trusted or opened.</exception>
    public static ServerHost Start(DataFolder folder, ServerOptions options, TimeProvider time, ILogger events)
    {
        var host = new ServerHost(folder, options, time, events);
        try
        {
            host.StartRooms();
            return host;
        }
        catch
        {
            host._loop.Stop();
            host.Dispose();
            throw;
        }
    }

    /// <summary>A termination signal: the first begins a drain, the second ends at once.</summary>
    public void Terminate()
    {
        if (Interlocked.Increment(ref _signals) > 1)
        {
            _loop.Stop();
            return;
        }

        _events.DrainBegins(SettingValues.Text(_options.DrainDelay));
        _loop.BeginDrain(_options.DrainDelay);
    }

    /// <summary>Waits until the server has ended.</summary>
    /// <returns>The exit code.</returns>
    public int WaitForEnd()
    {
        _loopThread.Join();
        if (_loop.Fault is { } fault)
            _events.LogFault(fault.Message);
        _events.Stopped(_figures.Answered);
        return _loop.Fault is null ? ExitCode.Done : ExitCode.LogFault;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _loop.Stop();
        if (_loopThread.IsAlive)
            _loopThread.Join();
        _watchdog.Dispose();
        _certificate?.Dispose();
        _disk?.Dispose();
        _refusals?.Dispose();
        _console?.Dispose();
        _consumer?.Dispose();
        _source?.Dispose();
        _retention?.Dispose();
        _registry?.Dispose();
        _log?.Dispose();
        _loop.Dispose();
        _figures.Dispose();
        _hasTokens.Dispose();
        _lock.Dispose();
    }

    private Socket BindOrLetGo(IPEndPoint endPoint)
    {
        try
        {
            return Bind(endPoint);
        }
        catch
        {
            _lock.Dispose();
            _figures.Dispose();
            throw;
        }
    }

    private static Socket Bind(IPEndPoint endPoint)
    {
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            // On Unix .NET sets SO_REUSEADDR, which a restart needs, and never SO_REUSEPORT: a second server is refused.
            socket.Bind(endPoint);
            socket.Listen(Backlog);
            socket.Blocking = false;
            return socket;
        }
        catch (SocketException e)
        {
            socket.Dispose();
            throw new RefusedException(e.SocketErrorCode is SocketError.AddressAlreadyInUse
                ? $"Cannot listen on {endPoint}: the port is in use. Stop what uses it, or name another one with --listen (port 0 takes any free one)."
                : $"Cannot listen on {endPoint}: {e.Message}. Name another address with --listen.", e);
        }
    }

    private void StartRooms()
    {
        if (_options.Ack is AckMode.Memory)
            _events.AcknowledgesOnAppend();
        _certificate?.Start();
        _loopThread.Start();
        _watchdog.Start();

        // Beside the other rooms: all of them take their time for compiling, and there are two processors nearly everywhere.
        var beside = Task.WhenAll(OnThreadAsync(StartConsole), OnThreadAsync(() => WarmUp.Run(_folder, _time, _state.Tls)));
        try
        {
            StartOtherRooms();
        }
        finally
        {
            Task.WaitAny(beside);
        }

        beside.GetAwaiter().GetResult();
        _hasTokens.Wait();

        // Until now whoever posted was told 503: nobody waits for the compiler.
        _state.Log = _log;
    }

    private static Task OnThreadAsync(Action start) =>
        Task.Factory.StartNew(start, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private void StartOtherRooms()
    {
        _disk = DiskFloor.Watch(_folder, _options.MinFreeBytes, _state, _events);
        StartRefusals();
        OpenLog();
        StartRetention();
        StartRegistry();
        if (_options.Consume)
            StartConsumer();
    }

    private void StartRefusals()
    {
        _refusals = new RefusalThread(_state.Refusals, () => RejectionStore.Open(_folder.Rejections), () => _state.RoomBytes > 0, _events);
        _refusals.Start();
    }

    private void OpenLog()
    {
        // FASTER keeps a thread of the pool to itself while entries come in: see FasterCommits.
        ThreadPool.GetMinThreads(out var workers, out var completions);
        ThreadPool.SetMinThreads(Math.Max(workers, Environment.ProcessorCount + 1), completions);
        var began = _time.GetTimestamp();
        _log = EntryLog.Open(_folder.Log, _options.Geometry, _disk!.MinFreeBytes);
        if (_log.IsRescued)
            _events.LogRescued(_log.NextSequence);
        _events.LogRecovered(_log.Id, (long)_time.GetElapsedTime(began).TotalMilliseconds, _log.NextSequence);
    }

    private void StartRetention()
    {
        var reader = LogReader.Open(_folder.Log, _log);
        if (LogRetention.SegmentBytes(reader) is var bytes && bytes != _options.SegmentBytes)
            _events.SegmentSizeDiffers(SettingValues.Text(bytes), SettingValues.Text(_options.SegmentBytes));
        _retention = new RetentionThread(
            reader, _options.LogRetention, () => RetentionThread.ReadCheckpoint(_folder.Leads), GiveBack, _figures, _time, _events);
        _retention.Start();
    }

    private void GiveBack(LogPosition begin)
    {
        _log!.Truncate(begin);
        using var store = LeadStore.Open(_folder.Leads);
        store.ForgetEntriesBelow(begin.Sequence);
    }

    private void StartRegistry()
    {
        // Opened here once, so that a registry that cannot be used ends the start with its cause.
        using (var registry = SignalRegistry.Open(_folder.Signals, _time))
            registry.PublishBaseUrl(BaseUrl.ToString());
        _registry = new RegistryWatch(() => SignalRegistry.OpenExisting(_folder.Signals, _time), Adopt, e => _events.RegistryUnreadable(e.Message), _time);
        _registry.Start();
    }

    private void Adopt(TokenTableRows rows)
    {
        var before = rows.IsWhole ? TokenTable.Empty : _state.Tokens!;
        var tokens = before.With(rows.Rows.Select(r => KeyValuePair.Create(r.Token, r.Counts ? new SignalRoute(r.SignalId, r.IsTest, r.SuccessStatus) : null)));
        _state.Tokens = tokens;
        _events.SignalsAdopted(rows.Version, tokens.Count);
        _hasTokens.Set();
    }

    private void StartConsumer()
    {
        var held = ConsumerLock.TryTake(_folder.Path)
            ?? throw new RefusedException($"Another consumer runs on the data folder {_folder.Path}: stop it, or start this server with --no-consume.");
        _source = new LogEntrySource(LogReader.Open(_folder.Log, _log));
        _consumer = ConsumerThread.Start(held, new Consumer(_source, _folder.Path, new ConsumerReport(_events), _time));
    }

    private void StartConsole()
    {
        if (_options.Console is not { } endPoint)
            return;
        try
        {
            _console = ConsoleHost.Start(new ConsoleOptions
            {
                Listen = endPoint,
                SignalsPath = _folder.Signals,
                LeadsPath = _folder.Leads,
                LogDirectory = _folder.Log,
                IngestUrl = ServerOptions.Reachable(BaseUrl).ToString(),
                Consumer = () => Consumer,
                Time = _time,
                Meters = [IngestFigures.MeterName],
                NotTakingText = () => _state.WhyNotTaking,
            });
        }
        catch (IOException e)
        {
            throw new RefusedException(e.Message, e);
        }

        _events.ConsoleReady(_console.Address.ToString());
    }

    /// <summary>A commit that never ends cannot be waited for: the process goes, and whoever restarts it recovers the log.</summary>
    private void EndStuck()
    {
        _events.LoopStuck(Watchdog.MaxStillTicks);
        Environment.Exit(ExitCode.LogFault);
    }
}
