namespace FastSignal.Leads;

/// <summary>Where the deletion of a person is; tests end it at each of these.</summary>
internal enum ForgettingStep
{
    /// <summary>The log is read, as far as it was committed when the deletion began.</summary>
    LogSearched,

    /// <summary>Samples, held records, counted entries and other leads are looked at.</summary>
    StoreSearched,

    /// <summary>The store says that a deletion is not finished.</summary>
    Announced,

    /// <summary>The refused requests are deleted.</summary>
    RejectionsDeleted,

    /// <summary>The one transaction has begun, and found nobody new.</summary>
    TransactionBegun,

    /// <summary>The entries are tombstoned.</summary>
    EntriesTombstoned,

    /// <summary>All rows are deleted.</summary>
    RowsDeleted,

    /// <summary>The transaction is committed.</summary>
    Committed,

    /// <summary>The file of the leads is written anew.</summary>
    LeadsRewritten,

    /// <summary>The file of the refused requests is written anew.</summary>
    RejectionsRewritten,
}
