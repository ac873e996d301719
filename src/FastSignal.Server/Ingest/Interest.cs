namespace FastSignal.Server.Ingest;

/// <summary>What a socket is watched for, and what it turned out to be ready for.</summary>
[Flags]
internal enum Interest
{
    /// <summary>Nothing: the connection is busy, and its octets may wait in the kernel.</summary>
    None = 0,

    /// <summary>Octets, a connection or the end of input have arrived.</summary>
    Read = 1,

    /// <summary>There is room in the send buffer.</summary>
    Write = 2,
}
