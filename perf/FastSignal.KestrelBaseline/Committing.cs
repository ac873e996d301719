namespace FastSignal.KestrelBaseline;

/// <summary>When the baseline's log is committed.</summary>
internal enum Committing
{
    /// <summary>Never: entries are kept in memory.</summary>
    Never,

    /// <summary>Once something has been appended; until then the committer sleeps. The fairest use of FasterLog that we know.</summary>
    WhenAppended,

    /// <summary>One commit after the other without end, as FasterLog's samples do, and the prototype that the aim of 4 comes from: costs a processor
    /// when idle.</summary>
    Always,
}
