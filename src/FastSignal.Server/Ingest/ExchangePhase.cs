namespace FastSignal.Server.Ingest;

/// <summary>Where in a request an exchange stands.</summary>
internal enum ExchangePhase
{
    /// <summary>Before or in a request head.</summary>
    Head,

    /// <summary>Behind the head of an entry for which there is no room yet: its content is not looked at.</summary>
    AwaitingRoom,

    /// <summary>In the content of an entry.</summary>
    Content,

    /// <summary>Behind the content of an entry for which there is no room yet: its record is complete and waits to be appended.</summary>
    AwaitingAppend,

    /// <summary>In a content that nobody wants: the request is answered, and what is left of it is skipped.</summary>
    Discard,
}
