using FastSignal.Server.Contents;

namespace FastSignal.Server.Ingest;

/// <summary>What has come of the request at hand. Borrowed by a connection from its first octet to its end: one that is idle has none.</summary>
/// <param name="limits">The limits of the port.</param>
internal sealed class ReceivedRequest(IngestLimits limits)
{
    /// <summary>The head.</summary>
    public HeadReader Head { get; } = new(limits.Head);

    /// <summary>The content.</summary>
    public EntryContent Content { get; } = new(limits.MaxContentBytes);

    /// <summary>Ready for the next request.</summary>
    public void Reset()
    {
        Head.Reset();
        Content.Reset();
    }
}
