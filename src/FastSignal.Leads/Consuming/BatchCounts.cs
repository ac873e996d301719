namespace FastSignal.Leads;

/// <summary>What the batch in hand has done so far; reported only once it is committed.</summary>
internal sealed class BatchCounts
{
    private readonly List<(long Sequence, string Cause)> _failed = [];

    /// <summary>The entries read from the log.</summary>
    internal int EntryCount { get; set; }

    /// <summary>The octets of their records.</summary>
    internal long Bytes { get; set; }

    /// <summary>When the last of them was received, in microseconds; 0 for none.</summary>
    internal long LastReceivedAt { get; set; }

    /// <summary>Entries by the number of their outcome.</summary>
    internal long[] Outcomes { get; } = new long[EntryOutcomes.All.Count];

    /// <summary>The entries that failed, with the fault.</summary>
    internal IReadOnlyList<(long Sequence, string Cause)> Failed => _failed;

    /// <summary>Notes a failed entry.</summary>
    internal void AddFailed(long sequence, string cause) => _failed.Add((sequence, cause));

    /// <summary>For the next batch.</summary>
    internal void Clear()
    {
        EntryCount = 0;
        Bytes = 0;
        LastReceivedAt = 0;
        Array.Clear(Outcomes);
        _failed.Clear();
    }
}
