using FastSignal.Log;

namespace FastSignal.Leads.Tests;

/// <summary>A log in memory: entry n lies at address 64 + 100 n, so that addresses and sequences cannot be mixed up.</summary>
internal sealed class ListSource : IEntrySource
{
    private readonly List<byte[]> _records;
    private readonly Dictionary<int, long> _wrongSequences = [];
    private int _next;
    private int _committed;

    public ListSource()
        : this([])
    {
    }

    private ListSource(List<byte[]> records) => _records = records;

    public string LogId { get; set; } = "0000abcd";

    public LogPosition Begin { get; set; } = PositionOf(0);

    public LogPosition Position => PositionOf(_next);

    public long CommittedUntil => PositionOf(_committed).Address;

    public string DamageText => "The log is damaged from 164 to 264: wrong checksum.";

    /// <summary>The entry, counted from 0, that is damaged.</summary>
    public int? DamagedAt { get; set; }

    public int Count => _records.Count;

    public static LogPosition PositionOf(int index) => new(64 + (100L * index), index + 1);

    /// <summary>Another reader of the same log.</summary>
    public ListSource Another() => new(_records) { LogId = LogId, Begin = Begin, DamagedAt = DamagedAt };

    public void Add(params byte[][] records) => _records.AddRange(records);

    public void SetSequence(int index, long sequence) => _wrongSequences[index] = sequence;

    public void Refresh() => _committed = _records.Count;

    public void Seek(LogPosition position) => _next = (int)((position.Address - 64) / 100);

    public ReadOutcome Read(out LogEntry entry)
    {
        entry = default;
        if (_next >= _committed)
            return ReadOutcome.End;
        if (_next == DamagedAt)
            return ReadOutcome.Damaged;

        var sequence = _wrongSequences.GetValueOrDefault(_next, _next + 1);
        entry = new LogEntry(sequence, Position.Address, PositionOf(_next + 1), _records[_next]);
        _next++;
        return ReadOutcome.Entry;
    }
}
