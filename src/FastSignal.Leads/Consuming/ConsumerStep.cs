namespace FastSignal.Leads;

/// <summary>Where the consumer is in its loop; tests end it at each of these.</summary>
internal enum ConsumerStep
{
    /// <summary>The transaction of a batch has begun.</summary>
    BatchBegun,

    /// <summary>The effects of an entry begin.</summary>
    EntryBegun,

    /// <summary>Its Idempotency-Key is claimed.</summary>
    KeyClaimed,

    /// <summary>The first mapping of its signal is stored in the registry.</summary>
    MappingStored,

    /// <summary>Two leads have become one.</summary>
    LeadsMerged,

    /// <summary>Its lead is written.</summary>
    LeadWritten,

    /// <summary>Its record is kept: as a sample, or held.</summary>
    RecordKept,

    /// <summary>Its outcome is written.</summary>
    OutcomeWritten,

    /// <summary>Its effects are part of the batch.</summary>
    EntryEnded,

    /// <summary>The checkpoint is moved.</summary>
    CheckpointMoved,

    /// <summary>The batch is committed.</summary>
    Committed,
}
