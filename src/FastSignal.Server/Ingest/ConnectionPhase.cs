namespace FastSignal.Server.Ingest;

/// <summary>What a connection waits for.</summary>
internal enum ConnectionPhase
{
    /// <summary>No socket.</summary>
    Closed,

    /// <summary>The peer's part of the TLS handshake.</summary>
    Handshaking,

    /// <summary>Input.</summary>
    Reading,

    /// <summary>The commit of its entries.</summary>
    AwaitingCommit,

    /// <summary>Room to send.</summary>
    Sending,

    /// <summary>Room for an entry in the log, or on the disk: the connection is parked, and not read.</summary>
    AwaitingRoom,

    /// <summary>The end of the peer's side.</summary>
    Lingering,
}
