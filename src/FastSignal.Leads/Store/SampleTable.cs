namespace FastSignal.Leads;

/// <summary>The statements on samples: the newest test entries of each signal.</summary>
/// <param name="database">The connection of the consumer.</param>
internal sealed class SampleTable(Database database)
{
    /// <summary>The samples of a signal that are kept.</summary>
    internal const int MaxKept = 100;

    /// <summary>Older ones are deleted when this many have been added.</summary>
    private const int TrimInterval = 20;

    private readonly Statement _insert = database.Prepare("INSERT OR REPLACE INTO samples (signal_id, sequence, received_at, record) VALUES (?, ?, ?, ?)");

    private readonly Statement _trim = database.Prepare(
        """
        DELETE FROM samples WHERE signal_id = ?1 AND sequence <=
            (SELECT sequence FROM samples WHERE signal_id = ?1 ORDER BY sequence DESC LIMIT 1 OFFSET ?2)
        """);

    private readonly Dictionary<long, int> _added = [];

    /// <summary>Keeps a record.</summary>
    internal void Add(long signalId, long sequence, long receivedAt, ReadOnlySpan<byte> record)
    {
        _insert.Bind(signalId).Bind(sequence).Bind(receivedAt).BindBlob(record).Run();
        var added = _added.GetValueOrDefault(signalId) + 1;
        if (added == TrimInterval)
            _trim.Bind(signalId).Bind(MaxKept).Run();
        _added[signalId] = added % TrimInterval;
    }
}
