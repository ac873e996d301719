namespace FastSignal.Leads;

/// <summary>What the deletion of a person has deleted, or would delete.</summary>
public sealed record ForgettingReport
{
    /// <summary>All strong keys of the person that are known, sorted.</summary>
    public required IReadOnlyCollection<string> Keys { get; init; }

    /// <summary>Leads deleted.</summary>
    public long Leads { get; init; }

    /// <summary>Leads of others that keep no value any more in which the person stood.</summary>
    public long CleanedLeads { get; init; }

    /// <summary>Outcomes deleted; their counts stay.</summary>
    public long Outcomes { get; init; }

    /// <summary>Samples deleted.</summary>
    public long Samples { get; init; }

    /// <summary>Held records deleted.</summary>
    public long Held { get; init; }

    /// <summary>Refused requests deleted.</summary>
    public long Rejections { get; init; }

    /// <summary>Entries of the log that are tombstoned now.</summary>
    public long LogEntries { get; init; }

    /// <summary>Those of <see cref="LogEntries"/> that speak of the person only inside a longer text.</summary>
    public long Mentions { get; init; }

    /// <summary>Entries of the log that were tombstoned before.</summary>
    public long TombstonedBefore { get; init; }

    /// <summary>The sequence of the first entry of theirs that the log has, and is tombstoned now or was before; null if there is none.</summary>
    public long? FirstInLog { get; init; }

    /// <summary>The sequence of the last of them.</summary>
    public long? LastInLog { get; init; }

    /// <summary>The sequence of the last entry that was looked at: later ones are new. Null without a log or an entry.</summary>
    public long? UntilSequence { get; init; }

    /// <summary>Whether what was deleted may still be read in the files of the databases: somebody's reading keeps it there.</summary>
    public bool DoOctetsRemainInDatabases { get; init; }

    /// <summary>Whether the log still has their octets, until it is truncated beyond them.</summary>
    public bool DoOctetsRemainInLog => FirstInLog is not null;

    /// <summary>Whether there was anything to delete.</summary>
    public bool HasFound => Leads + CleanedLeads + Outcomes + Samples + Held + Rejections + LogEntries > 0;
}
