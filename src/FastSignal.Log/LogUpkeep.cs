namespace FastSignal.Log;

/// <summary>
/// What a log needs done beside the loop, on a thread of its own: the next segment file is filled with zeros before it is needed, and
/// the commit slot is synced once a second.
/// </summary>
/// <remarks>
/// Neither is needed for an acknowledged entry to be safe. Without a spare file, because the disk has no room for one, segments grow as
/// they are written, which is slower; with an old slot, recovery looks on from there.
/// </remarks>
internal sealed class LogUpkeep : IDisposable
{
    /// <summary>How often the slot is synced: what recovery has to look through after a power cut is about what was committed in this time.</summary>
    private static readonly TimeSpan SlotInterval = TimeSpan.FromSeconds(1);

    /// <summary>Between two steps of filling: the log's own writes come first.</summary>
    private static readonly TimeSpan FillPause = TimeSpan.FromMilliseconds(8);

    /// <summary>Steps of filling, of a pause and a sync each, that take about as long as the slots may wait.</summary>
    private const int StepsPerSlot = 64;

    private readonly LogFolder _folder;
    private readonly long _segmentBytes;
    private readonly Func<long> _freeBytes;
    private readonly Action _syncSlots;
    private readonly Lock _naming = new();
    private readonly AutoResetEvent _wake = new(initialState: false);
    private readonly ManualResetEvent _stop = new(initialState: false);
    private readonly Thread _thread;

    /// <summary>Makes the upkeep of a log.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="geometry">How long a segment file is.</param>
    /// <param name="freeBytes">Says how many octets of the file system spare files may take now.</param>
    /// <param name="syncSlots">Syncs the slots if they were written since; it keeps its faults to itself.</param>
    public LogUpkeep(LogFolder folder, LogGeometry geometry, Func<long> freeBytes, Action syncSlots)
    {
        (_folder, _segmentBytes, _freeBytes, _syncSlots) = (folder, 1L << geometry.SegmentBits, freeBytes, syncSlots);
        _thread = new Thread(Run) { IsBackground = true, Name = "fastsignal log" };
    }

    /// <summary>Begins.</summary>
    /// <param name="needsSegment">The log is about to begin a segment: its file is made ready at once.</param>
    public void Start(bool needsSegment)
    {
        if (needsSegment)
            MakeSpare(pause: null);
        _thread.Start();
    }

    /// <summary>Gives a segment its file: the spare one, if it is ready.</summary>
    /// <param name="segmentFile">The file that the segment will have; not there yet.</param>
    /// <returns>False if there is no spare file: the segment grows as it is written.</returns>
    public bool TryGiveSpare(string segmentFile)
    {
        lock (_naming)
        {
            if (!File.Exists(_folder.SpareFile))
                return false;
            File.Move(_folder.SpareFile, segmentFile);
        }

        _wake.Set();
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Set();
        _thread.Join();
        _wake.Dispose();
        _stop.Dispose();
    }

    private void Run()
    {
        MakeSpareSlowly();
        WaitHandle[] handles = [_stop, _wake];
        while (true)
        {
            switch (WaitHandle.WaitAny(handles, SlotInterval))
            {
                case 0:
                    return;
                case 1:
                    MakeSpareSlowly();
                    break;
                default:
                    // What kept a spare file from being made, such as a full disk, may be gone by now.
                    _syncSlots();
                    MakeSpareSlowly();
                    break;
            }
        }
    }

    private void MakeSpareSlowly()
    {
        var steps = 0;
        MakeSpare(pause: () =>
        {
            if (++steps % StepsPerSlot == 0)
                _syncSlots();

            // Somebody else may fill the disk meanwhile, and what is left of it is not for zeros.
            return !_stop.WaitOne(FillPause) && _freeBytes() > 0;
        });
    }

    private void MakeSpare(Func<bool>? pause)
    {
        var draft = _folder.SpareFile + ".new";
        try
        {
            if (HasSpare())
                return;

            // Left from a process that died: first of all it takes room.
            File.Delete(draft);
            if (_freeBytes() <= _segmentBytes)
                return;
            if (!ZeroFill.Make(draft, _segmentBytes, pause))
            {
                File.Delete(draft);
                return;
            }

            lock (_naming)
                File.Move(draft, _folder.SpareFile);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The disk is full, or fails: whether the log can go on, its own writes decide.
            DeleteQuietly(draft);
        }
    }

    /// <summary>A file that is shorter was not made here: it is made again.</summary>
    private bool HasSpare()
    {
        var spare = new FileInfo(_folder.SpareFile);
        if (spare.Exists && spare.Length != _segmentBytes)
            spare.Delete();
        return spare.Exists && spare.Length == _segmentBytes;
    }

    private static void DeleteQuietly(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The next start deletes it.
        }
    }
}
