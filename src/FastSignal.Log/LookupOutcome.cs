namespace FastSignal.Log;

/// <summary>What looking an entry up by its sequence found.</summary>
public enum LookupOutcome
{
    /// <summary>The entry.</summary>
    Found,

    /// <summary>The log does not reach that far.</summary>
    BeyondEnd,

    /// <summary>It was truncated: the log begins behind it.</summary>
    Truncated,

    /// <summary>It lies in a damaged stretch of the log, or in one that was given up.</summary>
    Damaged,
}
