namespace FastSignal.Parsing;

/// <summary>What the search for the end of a line found.</summary>
internal enum LineScan
{
    /// <summary>No end yet, and nothing wrong so far.</summary>
    Partial,

    /// <summary>CRLF.</summary>
    Found,

    /// <summary>No end within the limit.</summary>
    TooLong,

    /// <summary>A CR without LF behind it.</summary>
    BareCr,

    /// <summary>An LF without CR in front of it.</summary>
    BareLf,

    /// <summary>Another octet that no line of this kind may hold.</summary>
    Forbidden,
}
