namespace FastSignal.EndToEnd.Attacks;

/// <summary>What the sender of a stream does behind its last octet.</summary>
internal enum StreamEnd
{
    /// <summary>It says that nothing more comes, and reads all answers.</summary>
    HalfClose,

    /// <summary>It says nothing, and reads until the server ends the connection.</summary>
    Wait,

    /// <summary>It closes, whatever it was sent.</summary>
    Close,

    /// <summary>It resets the connection.</summary>
    Reset,
}
