using FastSignal.Leads;
using FastSignal.Parsing;
using FastSignal.Server.Ingest;

namespace FastSignal.Server.Refusals;

/// <summary>Hands refusals from the loop to the thread that stores them: slots made beforehand, so that noting allocates nothing and never waits.</summary>
/// <remarks>
/// A ring for one writer and one reader. The loop fills the slot behind the noted ones and then counts it; the storing thread reads noted slots and gives
/// them back only when they are stored, so a store that fails loses nothing for which there is a slot. What is not noted is counted.
/// </remarks>
/// <param name="clock">The loop's clock, whose seconds the budget counts in.</param>
/// <param name="figures">Told what is not noted.</param>
internal sealed class RefusalJournal(LoopClock clock, IngestFigures figures)
{
    /// <summary>What is kept of a content, in octets. Enough for most contents whole, since a typical one has a few hundred.</summary>
    public const int MaxContentBytes = 4096;

    /// <summary>What is noted in a second at most: a client in a loop shall cost the disk no more than 80 KiB a second.</summary>
    public const int MaxPerSecond = 20;

    /// <summary>What of it requests without a signal may take: anybody can send those, and a flood of 404s must not hide a signal's one 400.</summary>
    public const int MaxPerSecondWithoutSignal = 10;

    /// <summary>Half a MiB. Six seconds of the whole budget, and a store that is locked or opened anew may take five.</summary>
    public const int SlotCount = 128;

    private readonly RefusalSlot[] _slots = [.. Enumerable.Range(0, SlotCount).Select(_ => new RefusalSlot())];
    private volatile EventWaitHandle? _wake;
    private long _notedCount;
    private long _releasedCount;
    private long _second = -1;
    private int _inSecond;
    private int _inSecondWithoutSignal;

    /// <summary>Nothing is noted that is not stored yet.</summary>
    public bool IsEmpty => Volatile.Read(ref _notedCount) == Volatile.Read(ref _releasedCount);

    /// <summary>Notes a refusal, or counts it if it is beyond the budget or if all slots are taken. The loop's thread; allocates nothing and never
    /// waits.</summary>
    public void Note(in RefusedRequest request)
    {
        if (request.Why.Rejection is Rejection.None)
            return;

        var noted = _notedCount;
        if (noted - Volatile.Read(ref _releasedCount) == SlotCount || !TryTakeBudget(request.SignalId))
        {
            figures.CountUnkept();
            return;
        }

        _slots[noted % SlotCount].Fill(request);
        Volatile.Write(ref _notedCount, noted + 1);

        // At most as often as the budget allows, and whoever waits for it holds no lock meanwhile.
        _wake?.Set();
    }

    /// <summary>Names what to set when something is noted. The storing thread, which owns it longer than the loop runs.</summary>
    public void WakeWith(EventWaitHandle wake) => _wake = wake;

    /// <summary>What is noted and not given back, oldest first. The storing thread.</summary>
    public IReadOnlyList<KeptRejection> Waiting()
    {
        var waiting = new List<KeptRejection>();
        var noted = Volatile.Read(ref _notedCount);
        for (var at = _releasedCount; at < noted; at++)
            waiting.Add(_slots[at % SlotCount].ToKept());
        return waiting;
    }

    /// <summary>Gives back the slots of the oldest, which are stored. The storing thread.</summary>
    public void Release(int count) => Volatile.Write(ref _releasedCount, _releasedCount + count);

    private bool TryTakeBudget(long signalId)
    {
        if (clock.Tick != _second)
            (_second, _inSecond, _inSecondWithoutSignal) = (clock.Tick, 0, 0);

        var isWithoutSignal = signalId == RejectionStore.NoSignal;
        if (_inSecond == MaxPerSecond || (isWithoutSignal && _inSecondWithoutSignal == MaxPerSecondWithoutSignal))
            return false;
        _inSecond++;
        if (isWithoutSignal)
            _inSecondWithoutSignal++;
        return true;
    }
}
