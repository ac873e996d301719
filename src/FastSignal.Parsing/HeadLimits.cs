namespace FastSignal.Parsing;

/// <summary>How large a request head may be. Every limit holds while no line end is in sight, too.</summary>
public sealed record HeadLimits
{
    /// <summary>The longest request line, in octets without its CRLF; one octet more is 414.</summary>
    // RFC 9112 s3 asks for at least 8,000 octets; Kestrel's MaxRequestLineSize and nginx's large_client_header_buffers say 8 KiB.
    public int MaxRequestLineBytes { get; init; } = 8192;

    /// <summary>The largest field section, in octets: all field lines with their CRLFs, without the empty line behind them; one octet more is 431.</summary>
    // Kestrel's MaxRequestHeadersTotalSize. Ten times what a sender behind three proxies adds.
    public int MaxFieldSectionBytes { get; init; } = 32 * 1024;

    /// <summary>The most field lines; one more is 431.</summary>
    // Kestrel's MaxRequestHeaderCount; hyper and h2o stop at 100, too.
    public int MaxFieldLines { get; init; } = 100;
}
