using Microsoft.Extensions.Logging;

namespace FastSignal.Server.Hosting;

/// <summary>What a server reports, one method an event. No event carries a token.</summary>
internal static partial class ServerEvents
{
    /// <summary>The log was opened.</summary>
    [LoggerMessage(101, LogLevel.Information, "log {LogId} recovered in {Milliseconds} ms: next entry {Sequence}")]
    public static partial void LogRecovered(this ILogger log, string logId, long milliseconds, long sequence);

    /// <summary>The commit slots were lost.</summary>
    [LoggerMessage(113, LogLevel.Warning, "ALARM the log's commit slots were lost; its entries were found again, up to entry {Sequence}")]
    public static partial void LogRescued(this ILogger log, long sequence);

    /// <summary>The token table was swapped.</summary>
    [LoggerMessage(102, LogLevel.Information, "signals adopted: version {Version}, {Tokens} tokens")]
    public static partial void SignalsAdopted(this ILogger log, long version, int tokens);

    /// <summary>The registry cannot be read; the last table stays.</summary>
    [LoggerMessage(103, LogLevel.Error, "ALARM signals.db cannot be read, the last known signals stay in use: {Cause}")]
    public static partial void RegistryUnreadable(this ILogger log, string cause);

    /// <summary>A connection was lost to a fault of ours.</summary>
    [LoggerMessage(104, LogLevel.Error, "a connection was closed by a fault of the server")]
    public static partial void ConnectionFault(this ILogger log, Exception fault);

    /// <summary>A drain begins.</summary>
    [LoggerMessage(105, LogLevel.Information, "drain: service goes on for {Delay}, then the listener closes; a second signal ends at once")]
    public static partial void DrainBegins(this ILogger log, string delay);

    /// <summary>The server has ended.</summary>
    [LoggerMessage(106, LogLevel.Information, "stopped after {Answered} answers")]
    public static partial void Stopped(this ILogger log, long answered);

    /// <summary>The log failed.</summary>
    [LoggerMessage(107, LogLevel.Critical, "ALARM log fault, nothing is acknowledged any more; a restart recovers: {Cause}")]
    public static partial void LogFault(this ILogger log, string cause);

    /// <summary>The loop makes no progress.</summary>
    [LoggerMessage(108, LogLevel.Critical,
        "ALARM the event loop made no progress for {Seconds} s, most likely a disk that does not answer; ending, a restart recovers")]
    public static partial void LoopStuck(this ILogger log, int seconds);

    /// <summary>The consumer stopped.</summary>
    [LoggerMessage(109, LogLevel.Error, "ALARM the consumer stopped, entries are still taken but make no leads: {Cause}")]
    public static partial void ConsumerStopped(this ILogger log, string cause);

    /// <summary>An entry was not worked off.</summary>
    [LoggerMessage(110, LogLevel.Error, "ALARM entry {Sequence} failed and is held: {Cause}")]
    public static partial void EntryFailed(this ILogger log, long sequence, string cause);

    /// <summary>Something keeps the consumer from its work that may pass.</summary>
    [LoggerMessage(114, LogLevel.Error, "ALARM the consumer met a fault, it goes on by itself once that has passed: {Cause}")]
    public static partial void ConsumerWaits(this ILogger log, string cause);

    /// <summary>That has passed.</summary>
    [LoggerMessage(115, LogLevel.Information, "the fault of the consumer has passed")]
    public static partial void ConsumerResumed(this ILogger log);

    /// <summary>The status page is up.</summary>
    [LoggerMessage(111, LogLevel.Information, "status page and metrics at {Url}")]
    public static partial void ConsoleReady(this ILogger log, string url);

    /// <summary>The disk is below its floor.</summary>
    [LoggerMessage(117, LogLevel.Error,
        "ALARM the disk is nearly full: {FreeMebibytes} MiB are free, {FloorMebibytes} must be; entries are refused with 503 until there is room")]
    public static partial void DiskNearlyFull(this ILogger log, long freeMebibytes, long floorMebibytes);

    /// <summary>The disk is above its floor again.</summary>
    [LoggerMessage(118, LogLevel.Information, "the disk has room again: {FreeMebibytes} MiB are free")]
    public static partial void DiskHasRoom(this ILogger log, long freeMebibytes);

    /// <summary>Space of the log was given back.</summary>
    [LoggerMessage(119, LogLevel.Information, "log space given back: entries {From} to {To}, {Mebibytes} MiB")]
    public static partial void LogGivenBack(this ILogger log, long from, long to, long mebibytes);

    /// <summary>Nothing of the log can be given back.</summary>
    [LoggerMessage(120, LogLevel.Error, "ALARM no space of the log is given back until this has passed: {Cause}")]
    public static partial void RetentionFails(this ILogger log, string cause);

    /// <summary>That has passed.</summary>
    [LoggerMessage(121, LogLevel.Information, "the fault of the retention has passed")]
    public static partial void RetentionRecovered(this ILogger log);

    /// <summary>The consumer keeps the log from its retention.</summary>
    [LoggerMessage(122, LogLevel.Error,
        "ALARM the log keeps {Mebibytes} MiB beyond its retention, since the consumer has not worked them off: it goes on at entry {Next} of {Last}")]
    public static partial void RetentionOverdue(this ILogger log, long mebibytes, long next, long last);

    /// <summary>The consumer has caught up so far.</summary>
    [LoggerMessage(123, LogLevel.Information, "the log keeps nothing beyond its retention any more")]
    public static partial void RetentionMet(this ILogger log);

    /// <summary>The size of segments that is set is not that of the log.</summary>
    [LoggerMessage(124, LogLevel.Warning, "the log's segments have {Bytes} and keep that size; --segment-bytes {Wanted} counts only for a new log")]
    public static partial void SegmentSizeDiffers(this ILogger log, string bytes, string wanted);

    /// <summary>Refused requests cannot be stored.</summary>
    [LoggerMessage(140, LogLevel.Error, "ALARM refused requests are not kept for `fastsignal rejections` until this has passed: {Cause}")]
    public static partial void RefusalsNotKept(this ILogger log, string cause);

    /// <summary>That has passed.</summary>
    [LoggerMessage(141, LogLevel.Information, "refused requests are kept again")]
    public static partial void RefusalsKeptAgain(this ILogger log);

    /// <summary>No connections are accepted for the moment.</summary>
    [LoggerMessage(116, LogLevel.Warning, "no connections are accepted for the moment, new ones wait: {Cause}")]
    public static partial void AcceptPaused(this ILogger log, string cause);

    /// <summary>As many connections are served as may be.</summary>
    [LoggerMessage(125, LogLevel.Warning,
        "{Count} connections are served, the most that may be: more are told 503. Limits:Connections sets the limit, ulimit -n what the system allows")]
    public static partial void ConnectionsFull(this ILogger log, int count);

    /// <summary>The certificate of the ingest port was replaced.</summary>
    [LoggerMessage(150, LogLevel.Information, "TLS certificate reloaded from {File}, valid until {Until}; new connections are shown it")]
    public static partial void CertificateReloaded(this ILogger log, string file, string until);

    /// <summary>Its files have changed and cannot be used.</summary>
    [LoggerMessage(151, LogLevel.Error, "the TLS files have changed and cannot be used, the certificate in use stays: {Cause}")]
    public static partial void CertificateKept(this ILogger log, string cause);

    /// <summary>It is outside of the time for which it was issued.</summary>
    [LoggerMessage(152, LogLevel.Warning,
        "the TLS certificate {File} is valid from {From} until {Until} only, so clients refuse it: put a valid one, with its key, in its place; it is reloaded by itself")]
    public static partial void CertificateInvalid(this ILogger log, string file, string from, string until);

    /// <summary>Everybody on the machine can read its key.</summary>
    [LoggerMessage(153, LogLevel.Warning, "other users of this machine can read the private key {File}: `chmod 600 {File}` shuts it")]
    public static partial void PrivateKeyOpen(this ILogger log, string file);

    /// <summary>Entries are answered before they are durable.</summary>
    [LoggerMessage(112, LogLevel.Warning, "--ack memory: entries are answered before they are on disk; a crash loses what was answered in its last moments")]
    public static partial void AcknowledgesOnAppend(this ILogger log);
}
