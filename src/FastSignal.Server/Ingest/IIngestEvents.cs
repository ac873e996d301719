namespace FastSignal.Server.Ingest;

/// <summary>Told what is wrong with connections. Called on the loop's thread: it must not wait.</summary>
internal interface IIngestEvents
{
    /// <summary>A connection, or the loop, was lost to a fault of ours.</summary>
    void ConnectionFault(Exception fault);

    /// <summary>No connections are accepted for the moment.</summary>
    void AcceptPaused(string cause);

    /// <summary>As many connections are served as may be: more are turned away. Said once until there is room again.</summary>
    void ConnectionsFull(int count);
}
