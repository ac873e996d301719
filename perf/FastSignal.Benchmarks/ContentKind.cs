namespace FastSignal.Benchmarks;

/// <summary>The contents that the benchmarks are about.</summary>
public enum ContentKind
{
    /// <summary>A visitor of RB2B, from the corpus: 0.6 KB, flat, strings.</summary>
    Rb2b,

    /// <summary>A contact as HubSpot sends it: 2.5 KB, five levels, short values under long keys.</summary>
    HubSpot,

    /// <summary>64 KB of rows with everything in them.</summary>
    Mixed64K,

    /// <summary>1 MiB of the same.</summary>
    Mixed1M,

    /// <summary>1 MiB of numbers, in one array.</summary>
    Numbers1M,

    /// <summary>1 MiB of strings that are mostly escapes.</summary>
    Escapes1M,
}
