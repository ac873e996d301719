namespace FastSignal.Server.Ingest;

/// <summary>Where in a request an exchange stands.</summary>
internal enum ExchangePhase
{
    /// <summary>Before or in a request head.</summary>
    Head,

    /// <summary>In the content of an entry.</summary>
    Content,

    /// <summary>In a content that nobody wants: the request is answered, and what is left of it is skipped.</summary>
    Discard,
}
