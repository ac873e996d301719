using FastSignal.Log;
using FastSignal.Server.Ingest.Tls;
using FastSignal.Server.Refusals;
using FastSignal.Server.Tokens;
using Microsoft.Extensions.ObjectPool;

namespace FastSignal.Server.Ingest;

/// <summary>What all connections of a loop share: the log, the token table, the clock and whether the server takes entries.</summary>
/// <remarks>Written by the host's and the registry's threads, read by the loop: every write is one reference or one flag.</remarks>
internal sealed class IngestState(LoopClock clock, IngestFigures figures, IngestLimits limits)
{
    /// <summary>Requests that come whole are served one after the other: only those that come in pieces need more than one.</summary>
    private const int MaxIdleRequests = 64;

    private volatile IEntryLog? _log;
    private volatile TokenTable? _tokens;
    private volatile bool _isUnready;
    private volatile bool _isClosing;
    private long _committedBytes;
    private long _roomUntilBytes = long.MaxValue;

    /// <summary>The loop's clock.</summary>
    public LoopClock Clock { get; } = clock;

    /// <summary>The loop's counters.</summary>
    public IngestFigures Figures { get; } = figures;

    /// <summary>Takes what is refused, for <c>fastsignal rejections</c>.</summary>
    public RefusalJournal Refusals { get; } = new(clock, figures);

    /// <summary>The limits of the port.</summary>
    public IngestLimits Limits => limits;

    /// <summary>Where a connection gets what takes a request, for the time that one comes. The loop's thread.</summary>
    public ObjectPool<ReceivedRequest> Requests { get; } = new DefaultObjectPool<ReceivedRequest>(new ReceivedRequestPolicy(limits), MaxIdleRequests);

    /// <summary>What TLS is spoken with; null: the port speaks plain HTTP.</summary>
    public TlsIdentity? Tls { get; init; }

    /// <summary>The log, once it is recovered.</summary>
    public IEntryLog? Log
    {
        get => _log;
        set => _log = value;
    }

    /// <summary>The tokens, once the registry was read. A registry that cannot be read later leaves the last table.</summary>
    public TokenTable? Tokens
    {
        get => _tokens;
        set => _tokens = value;
    }

    /// <summary>Octets of the log that became durable since the start: what they take on the disk is seen by whoever looks at it afterwards.</summary>
    public long CommittedBytes => Volatile.Read(ref _committedBytes);

    /// <summary>Octets that the disk has room for until it is looked at again; zero or less: none. Any thread.</summary>
    public long RoomBytes => Volatile.Read(ref _roomUntilBytes) - CommittedBytes;

    /// <summary>Whether an entry may be appended: the disk has room beyond what is uncommitted, and that is below its own limit. The loop's thread.</summary>
    /// <param name="framedBytes">Its length; 0 while that is not known.</param>
    public bool HasRoomFor(int framedBytes)
    {
        var uncommitted = UncommittedBytes;
        return uncommitted < RoomBytes && uncommitted + framedBytes <= limits.MaxUncommittedBytes;
    }

    /// <summary>Memory that contents on their way take, all connections together, in octets; each exchange counts its own. The loop's thread.</summary>
    public long BufferedBytes { get; set; }

    /// <summary>Contents take more memory than they may: who holds one is not read until there is less. The loop's thread.</summary>
    public bool IsOverBuffered => BufferedBytes > limits.MaxBufferedBytes;

    /// <summary>Why there is no room, in words for a sender. The loop's thread.</summary>
    public string WhyNoRoom => UncommittedBytes < RoomBytes
        ? "there is no room for more entries at the moment; send this one again"
        : "the disk of the server is nearly full; send this one again";

    /// <summary>Entries are taken: the log is recovered and without fault, the registry was read.</summary>
    public bool TakesEntries => _log is { Fault: null } && _tokens is not null;

    /// <summary>Octets that were appended and are not yet durable. The loop's thread.</summary>
    public long UncommittedBytes => _log?.UncommittedBytes ?? 0;

    /// <summary>Why entries are not taken, in words; null while they are.</summary>
    public string? WhyNotTaking => this switch
    {
        { Log: null } => "the log is being recovered",
        { Log.Fault: { } fault } => fault.Message,
        { RoomBytes: <= 0 } => "the disk is nearly full",
        { Tokens: null } => "the signals have not been read yet",
        { _isClosing: true } => "the server is ending",
        _ => null,
    };

    /// <summary>What <c>/readyz</c> says: entries are taken, there is room for them, and no drain has begun.</summary>
    public bool IsReady => TakesEntries && RoomBytes > 0 && !_isUnready;

    /// <summary>Every answer says <c>Connection: close</c> from now on.</summary>
    public bool IsClosing => _isClosing;

    /// <summary>Says how much may be appended in all until the disk is looked at again.</summary>
    /// <param name="bytes">Counted like <see cref="CommittedBytes"/>, from the start.</param>
    public void SetRoomUntil(long bytes) => Volatile.Write(ref _roomUntilBytes, bytes);

    /// <summary>Counts what a commit made durable. The loop's thread.</summary>
    public void CountCommitted(long bytes) => Volatile.Write(ref _committedBytes, _committedBytes + bytes);

    /// <summary>A drain has begun: load balancers shall look elsewhere; service goes on.</summary>
    public void BeginDrain() => _isUnready = true;

    /// <summary>The listener is closed: connections end with their next answer.</summary>
    public void BeginClosing() => _isClosing = true;
}
