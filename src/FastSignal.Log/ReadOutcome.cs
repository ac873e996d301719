namespace FastSignal.Log;

/// <summary>What one step of reading the log found.</summary>
public enum ReadOutcome
{
    /// <summary>Everything committed has been read; more may come.</summary>
    End,

    /// <summary>An entry.</summary>
    Entry,

    /// <summary>A damaged range that was given up: the reader has moved behind it.</summary>
    Quarantined,

    /// <summary>The log was truncated meanwhile: the reader has moved to its new begin.</summary>
    Truncated,

    /// <summary>Octets below committed-until that are no entry with the next sequence and a good checksum.</summary>
    Damaged,
}
