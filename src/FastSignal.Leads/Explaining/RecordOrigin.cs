namespace FastSignal.Leads;

/// <summary>Where the record of an entry was read.</summary>
public enum RecordOrigin
{
    /// <summary>In the log.</summary>
    Log,

    /// <summary>Among the held entries.</summary>
    Held,

    /// <summary>Among the samples.</summary>
    Samples,
}
