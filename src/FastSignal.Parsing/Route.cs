namespace FastSignal.Parsing;

/// <summary>What the path of a request target names on the ingest port.</summary>
public enum Route
{
    /// <summary>No route: 404.</summary>
    Unknown,

    /// <summary><c>/custom_signals/{token}/entries</c>, one trailing slash allowed.</summary>
    Entries,

    /// <summary><c>/livez</c>: the process lives.</summary>
    Livez,

    /// <summary><c>/readyz</c>: the process takes entries.</summary>
    Readyz,
}
