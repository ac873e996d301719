namespace FastSignal.Leads;

/// <summary>What the consumer has done since it started; read from any thread.</summary>
public sealed class ConsumerFigures
{
    private readonly long[] _outcomes = new long[EntryOutcomes.All.Count];
    private long _entryCount;
    private long _checkpointSequence;
    private long _checkpointAddress;
    private long _lastReceivedAt;
    private volatile bool _isCaughtUp;
    private volatile string? _faultText;

    /// <summary>The entries that it has read and committed.</summary>
    public long EntryCount => Volatile.Read(ref _entryCount);

    /// <summary>The sequence of the last entry that took effect; the lag is the log's tail sequence less this.</summary>
    public long CheckpointSequence => Volatile.Read(ref _checkpointSequence);

    /// <summary>The address of the checkpoint.</summary>
    public long CheckpointAddress => Volatile.Read(ref _checkpointAddress);

    /// <summary>When the last entry that took effect was received; null before the first.</summary>
    public DateTimeOffset? LastReceivedAt => Volatile.Read(ref _lastReceivedAt) is var time and not 0 ? UtcMicroseconds.ToTime(time) : null;

    /// <summary>Whether everything durable had been consumed when it looked last.</summary>
    public bool IsCaughtUp => _isCaughtUp;

    /// <summary>Why it has stopped, or what it waits for to pass; null while all is well.</summary>
    public string? FaultText => _faultText;

    /// <summary>How many entries had an outcome. An entry that was held counts for <see cref="EntryOutcome.Paused"/> and again for what became of it.</summary>
    public long OutcomeCount(EntryOutcome outcome) => Volatile.Read(ref _outcomes[(int)outcome]);

    /// <summary>Says what it waits for, or why it stopped.</summary>
    internal void SetFault(string? text) => _faultText = text;

    /// <summary>Says whether there is more to read.</summary>
    internal void SetCaughtUp(bool isCaughtUp) => _isCaughtUp = isCaughtUp;

    /// <summary>Says where the checkpoint is.</summary>
    internal void SetCheckpoint(FastSignal.Log.LogPosition position)
    {
        Volatile.Write(ref _checkpointAddress, position.Address);
        Volatile.Write(ref _checkpointSequence, position.Sequence - 1);
    }

    /// <summary>Adds a committed batch.</summary>
    internal void Add(BatchCounts batch)
    {
        Volatile.Write(ref _entryCount, _entryCount + batch.EntryCount);
        if (batch.LastReceivedAt != 0)
            Volatile.Write(ref _lastReceivedAt, batch.LastReceivedAt);
        for (var outcome = 0; outcome < _outcomes.Length; outcome++)
            Volatile.Write(ref _outcomes[outcome], _outcomes[outcome] + batch.Outcomes[outcome]);
    }
}
