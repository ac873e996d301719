namespace FastSignal.Server.Ingest;

/// <summary>What has to happen before a connection's next request can be served.</summary>
internal enum ExchangeStep
{
    /// <summary>Nothing: go on at once.</summary>
    GoOn,

    /// <summary>More octets are needed.</summary>
    NeedsInput,

    /// <summary>The answers so far must be sent first: they are many.</summary>
    NeedsFlush,

    /// <summary>There must be room for an entry first; the answers so far are sent before.</summary>
    NeedsRoom,

    /// <summary>The connection closes behind the answers so far.</summary>
    Close,
}
