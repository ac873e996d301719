using FastSignal.Parsing;

namespace FastSignal.Server.Ingest;

/// <summary>The limits of the ingest port.</summary>
internal sealed record IngestLimits
{
    /// <summary>Limits of the request head.</summary>
    public HeadLimits Head { get; init; } = new();

    /// <summary>Most connections at once, lingering ones aside; more are told 503 and closed.</summary>
    // HTTP.md: 10,000; fewer where the process may not open that many files, since the log and the databases need some, too.
    public int MaxConnections { get; init; } = 10_000;

    /// <summary>Largest content, in octets, after removing the transfer coding.</summary>
    // The webhook contract: 1 MiB.
    public long MaxContentBytes { get; init; } = 1_048_576;

    /// <summary>Content of a refused request that is read to keep the connection; more closes it. In octets.</summary>
    // HTTP.md: 64 KiB; cheaper than a new connection up to about there.
    public long MaxDiscardedBytes { get; init; } = 64 * 1024;

    /// <summary>From the connection to the end of its TLS handshake, in seconds.</summary>
    // Kestrel's HttpsConnectionAdapterOptions.HandshakeTimeout: 10 s.
    public int TlsHandshakeSeconds { get; init; } = 10;

    /// <summary>From the first octet of a head to its last, in seconds.</summary>
    // Kestrel gives 30 s, nginx 60 s; a head is one packet, so 15 s is plenty on a bad line.
    public int HeadSeconds { get; init; } = 15;

    /// <summary>Least rate of a content, in octets a second, after <see cref="ContentGraceSeconds"/>.</summary>
    // Kestrel's MinRequestBodyDataRate.
    public int ContentBytesPerSecond { get; init; } = 240;

    /// <summary>For how long a content may be slower, in seconds.</summary>
    // Kestrel's grace period.
    public int ContentGraceSeconds { get; init; } = 5;

    /// <summary>How long nothing of a content may come, however much of it came before, in seconds.</summary>
    // nginx client_body_timeout: 60 s. What came at once must not buy an hour in which it takes memory from others.
    public int ContentStallSeconds { get; init; } = 60;

    /// <summary>For how long a request waits for room whose signal answers 200, and any for memory, in seconds; others are refused at once.</summary>
    // HTTP.md: RB2B takes everything but 200 for the end of the integration. A drain lasts 25 s at most, so at most 20 can be set.
    public int RoomSeconds { get; init; } = 10;

    /// <summary>Most octets that are appended and not yet durable; an entry that would cross it finds no room.</summary>
    // Half of the log's memory (LogGeometry.Default.MemoryBits), so that an append never finds memory full; eight batches of the loop.
    public long MaxUncommittedBytes { get; init; } = 32 << 20;

    /// <summary>Memory that contents on their way, and their records, may take, all connections together, in octets.</summary>
    // HTTP.md: 256 MiB; a hundred of the largest contents at once. 10,000 connections without a bound would be 25 GB.
    public long MaxBufferedBytes { get; init; } = 256 << 20;

    /// <summary>Most connections that linger: answered, shut down on our side, read until their client ends. In excess of it the one that has
    /// lingered longest is closed.</summary>
    // A tenth of the connections; each takes a descriptor and no memory to speak of.
    public int MaxLingering { get; init; } = 1000;

    /// <summary>How long a connection may wait for its next request, in seconds.</summary>
    // nginx keepalive_timeout: 75 s.
    public int IdleSeconds { get; init; } = 75;

    /// <summary>How long a client may take no octet of its answers, in seconds.</summary>
    // nginx send_timeout is 60 s; an answer is a few hundred octets.
    public int SendSeconds { get; init; } = 30;
}
