namespace FastSignal.Console;

/// <summary>How the consumer does.</summary>
internal enum ConsumerState
{
    /// <summary>Log or lead store cannot be read, so nobody can tell.</summary>
    Unknown,

    /// <summary>Every committed entry has taken effect.</summary>
    CaughtUp,

    /// <summary>There are committed entries that have not taken effect yet.</summary>
    Behind,

    /// <summary>It does not go on: an alarm.</summary>
    Stopped,
}
