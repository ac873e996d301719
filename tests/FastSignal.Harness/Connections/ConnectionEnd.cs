namespace FastSignal.Harness.Connections;

/// <summary>What becomes of a connection behind the octets of a case.</summary>
internal enum ConnectionEnd
{
    /// <summary><c>c</c>: the server closes it, and its last answer has said so.</summary>
    Closes,

    /// <summary><c>k</c>: it stays open, and the next request on it is answered.</summary>
    Stays,

    /// <summary><c>w</c>: the server waits for the rest of a request.</summary>
    Waits,

    /// <summary><c>m</c>: as <c>k</c> when the octets come whole. In pieces the server may close behind a refusal instead, which then says so: nobody
    /// knows how long a chunked content is.</summary>
    MayClose,
}
