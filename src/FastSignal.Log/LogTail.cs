using System.Globalization;

namespace FastSignal.Log;

/// <summary>
/// Finds where a log really ends. What acknowledges an entry is that its octets are durable; the commit slot is a hint that may be a
/// second old, or lost. So before a log is opened, every entry behind the hint with the next number and a good checksum is taken.
/// </summary>
/// <remarks>
/// Where that stops, there is a torn tail that nobody was ever told of, or damage. It is damage if the hint says that the log was durable
/// further than that, or if a good entry behind the place was appended when the missing one was durable.
/// </remarks>
internal sealed class LogTail
{
    private readonly LogReader _reader;
    private readonly CommitSlot? _hint;
    private readonly List<LogVerification.DamagedRange> _damaged = [];

    private readonly Action<long>? _progress;
    private long _reported;

    private LogTail(LogReader reader, CommitSlot? hint, Action<long>? progress) => (_reader, _hint, _progress) = (reader, hint, progress);

    /// <summary>Damage on the way to the end; empty if there is none.</summary>
    public IReadOnlyList<LogVerification.DamagedRange> Damaged => _damaged;

    /// <summary>Good entries on the way to the end.</summary>
    public long Entries { get; private set; }

    /// <summary>The sequence of the first of them; 0 if there is none.</summary>
    public long FirstSequence { get; private set; }

    /// <summary>The sequence of the last of them; 0 if there is none.</summary>
    public long LastSequence { get; private set; }

    /// <summary>Where the way began: where the reader was, or behind damage there if no number says what was lost.</summary>
    public LogPosition First { get; private set; }

    /// <summary>Where the next entry goes.</summary>
    public LogPosition End { get; private set; }

    /// <summary>Walks from where the reader is to the end of the log, over all damage.</summary>
    /// <param name="reader">Not bounded by a slot.</param>
    /// <param name="hint">The newest good slot; null if they are lost.</param>
    /// <param name="progress">Told the address read so far, about every 4 MiB; may be null.</param>
    public static LogTail Walk(LogReader reader, CommitSlot? hint, Action<long>? progress = null)
    {
        var tail = new LogTail(reader, hint, progress);
        tail.Walk();
        return tail;
    }

    /// <summary>The slot that stands for a log without damage near its end.</summary>
    /// <exception cref="EntryLogException">Its end is damaged, or no entry is where the first must be. Nothing was changed.</exception>
    public static CommitSlot Find(LogFolder folder, CommitSlot? hint, LogGeometry geometry)
    {
        if (hint is { } unused && unused.End == unused.Begin && folder.Segments().Count == 0)
            return unused;

        EnsureFits(folder, hint?.Geometry ?? geometry);
        using var reader = LogReader.OpenUnbounded(folder, hint, geometry);
        var begin = hint?.Begin ?? reader.Position;
        if (begin.Sequence == 0)
            throw new EntryLogException(
                $"The log in {folder.Path} has lost its commit slots, and its first segment does not begin with an entry: refusing to start with an empty log. Nothing was changed. Put the folder back from a backup, or let `fastsignal log repair` save what it can.");
        if (hint is { } known)
            reader.SeekToPageOf(known);

        var tail = Walk(reader, hint);
        if (tail.Damaged.Count == 0)
            return hint is { } exact && exact.End == tail.End ? exact : new CommitSlot(hint?.Number + 1 ?? 1, begin, tail.End, reader.Geometry);
        throw new EntryLogException(string.Create(
                CultureInfo.InvariantCulture,
                $"The end of the log in {folder.Path} is damaged: {tail.Damaged[0].Cause}. Nothing was changed. `fastsignal log verify` shows all damage; put the folder back from a backup, or give the damaged range up with `fastsignal log repair`."));
    }

    /// <summary>A log whose slots and format are lost may have been made with other segments than are asked for now.</summary>
    private static void EnsureFits(LogFolder folder, LogGeometry geometry)
    {
        foreach (var segment in folder.Segments())
        {
            if (new FileInfo(folder.SegmentFile(segment)).Length > 1L << geometry.SegmentBits)
                throw new EntryLogException(
                    $"{folder.SegmentFile(segment)} is longer than the segments that are asked for, and nothing else says how the log is laid out: give the size that it was made with (--segment-bytes). Nothing was changed.");
        }
    }

    private void Walk()
    {
        if (_reader.Position.Sequence == 0 && !TryFindFirst())
            return;

        First = _reader.Position;
        while (true)
        {
            switch (_reader.Read(out var entry))
            {
                case ReadOutcome.Entry:
                    Count(entry.Sequence, entry.Address);
                    MustStepOnHint();
                    break;
                case ReadOutcome.Quarantined or ReadOutcome.Truncated:
                    break;
                default:
                    if (TryPassDamage())
                        break;
                    End = _reader.Position.Sequence == _hint?.End.Sequence ? _hint.Value.End : _reader.Position;
                    return;
            }
        }
    }

    /// <summary>Without slots, and without an entry where the first must be, the numbers begin with the first entry there is.</summary>
    private bool TryFindFirst()
    {
        var from = _reader.Position.Address;
        if (!_reader.TrySkipDamage(static _ => true))
        {
            End = _reader.Position;
            return false;
        }

        _damaged.Add(new LogVerification.DamagedRange(from, _reader.Position.Address, _reader.Position.Sequence, "the first entry is not readable"));
        return true;
    }

    private bool TryPassDamage()
    {
        var (hole, cause) = (_reader.Position, _reader.DamageText ?? "the end of the files");
        var isDamage = IsBelowHint(hole) || _reader.TrySkipDamage(behind => Proves(behind, hole));
        _reader.Seek(hole);
        if (!isDamage)
            return false;

        // Not the entry that proves it, but the first behind the hole is where reading goes on.
        if (!_reader.TrySkipDamage())
            _reader.Seek(_hint!.Value.End);
        _damaged.Add(new LogVerification.DamagedRange(hole.Address, _reader.Position.Address, _reader.Position.Sequence, cause));
        return true;
    }

    private bool IsBelowHint(LogPosition hole) => hole.Sequence < _hint?.End.Sequence;

    /// <summary>
    /// Whether an entry behind a hole shows that the one in it was durable, or is that one. A frame of version 1 does not say what was
    /// durable, its slot did. Without any slot every good entry counts: to lose the slots and a torn batch at once is rarer than damage.
    /// </summary>
    private bool Proves(FrameHeader behind, LogPosition hole) =>
        behind.Sequence == hole.Sequence || (_hint is null ? behind.Sequence : behind.CommittedBelow ?? 0) > hole.Sequence;

    private void Count(long sequence, long address)
    {
        if (_progress is not null && address - _reported >= LogVerification.ProgressBytes)
            _progress(_reported = address);
        Entries++;
        FirstSequence = FirstSequence == 0 ? sequence : FirstSequence;
        LastSequence = sequence;
    }

    private void MustStepOnHint()
    {
        // FASTER may have gone to the next page already, in vain, when it looked for room.
        var position = _reader.Position;
        if (_hint is { } hint && position.Sequence == hint.End.Sequence && position.Address != hint.End.Address
            && hint.Geometry.PageEnd(position.Address) != hint.End.Address)
            throw new EntryLogException(string.Create(CultureInfo.InvariantCulture,
                $"Entry {hint.End.Sequence} of the log is expected at address {position.Address}, but its commit slot says {hint.End.Address}. Nothing was changed; put the folder back from a backup."));
    }
}
