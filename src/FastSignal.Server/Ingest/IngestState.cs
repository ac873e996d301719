using FastSignal.Log;
using FastSignal.Server.Tokens;

namespace FastSignal.Server.Ingest;

/// <summary>What all connections of a loop share: the log, the token table, the clock and whether the server takes entries.</summary>
/// <remarks>Written by the host's and the registry's threads, read by the loop: every write is one reference or one flag.</remarks>
internal sealed class IngestState(LoopClock clock, IngestFigures figures, IngestLimits limits)
{
    private volatile IEntryLog? _log;
    private volatile TokenTable? _tokens;
    private volatile bool _hasRoom = true;
    private volatile bool _isUnready;
    private volatile bool _isClosing;

    /// <summary>The loop's clock.</summary>
    public LoopClock Clock => clock;

    /// <summary>The loop's counters.</summary>
    public IngestFigures Figures => figures;

    /// <summary>The limits of the port.</summary>
    public IngestLimits Limits => limits;

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

    /// <summary>The disk is above its floor.</summary>
    public bool HasRoom
    {
        get => _hasRoom;
        set => _hasRoom = value;
    }

    /// <summary>Entries are taken: the log is recovered and without fault, the registry was read.</summary>
    public bool TakesEntries => _log is { Fault: null } && _tokens is not null;

    /// <summary>Why entries are not taken, in words; null while they are.</summary>
    public string? WhyNotTaking => this switch
    {
        { Log: null } => "the log is being recovered",
        { Log.Fault: { } fault } => fault.Message,
        { HasRoom: false } => "the disk is nearly full",
        { Tokens: null } => "the signals have not been read yet",
        { _isClosing: true } => "the server is ending",
        _ => null,
    };

    /// <summary>What <c>/readyz</c> says: entries are taken, there is room for them, and no drain has begun.</summary>
    public bool IsReady => TakesEntries && _hasRoom && !_isUnready;

    /// <summary>Every answer says <c>Connection: close</c> from now on.</summary>
    public bool IsClosing => _isClosing;

    /// <summary>A drain has begun: load balancers shall look elsewhere; service goes on.</summary>
    public void BeginDrain() => _isUnready = true;

    /// <summary>The listener is closed: connections end with their next answer.</summary>
    public void BeginClosing() => _isClosing = true;
}
