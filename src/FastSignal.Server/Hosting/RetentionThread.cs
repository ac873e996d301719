using FastSignal.Leads;
using FastSignal.Log;
using FastSignal.Server.Ingest;
using Microsoft.Extensions.Logging;

namespace FastSignal.Server.Hosting;

/// <summary>Gives back space of the log that nobody needs any more: every ten seconds it reads the checkpoint, plans, and truncates.</summary>
/// <remarks>
/// Nothing is given back unless the checkpoint was read and fits the log. Whatever goes wrong here costs disk space, never an entry or
/// the server: it is reported once when it begins and once when it has passed.
/// </remarks>
internal sealed class RetentionThread : IDisposable
{
    // DESIGN.md section 7: the server reads the checkpoint every 10 s.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly LogReader _reader;
    private readonly LogRetention _retention;
    private readonly Func<Checkpoint?> _readCheckpoint;
    private readonly Action<LogPosition> _truncate;
    private readonly IngestFigures _figures;
    private readonly TimeProvider _time;
    private readonly ILogger _events;
    private readonly ManualResetEvent _stop = new(initialState: false);
    private readonly Thread _thread;
    private LogPosition _wanted;
    private bool _hasFailed;
    private bool _wasOverdue;

    /// <summary>Makes a retention that is looked at by hand until it is started.</summary>
    /// <param name="reader">The log, read by nobody else; disposed with this.</param>
    /// <param name="retention">What is kept.</param>
    /// <param name="readCheckpoint">Reads the checkpoint of the lead store, null if it has none; throws if it cannot.</param>
    /// <param name="truncate">Moves the begin of the log, durably, and gives back what lies before it.</param>
    /// <param name="figures">Told how much is overdue.</param>
    /// <param name="time">The clock.</param>
    /// <param name="events">Told what was given back, and why nothing is.</param>
    public RetentionThread(LogReader reader, LogRetention retention, Func<Checkpoint?> readCheckpoint, Action<LogPosition> truncate,
        IngestFigures figures, TimeProvider time, ILogger events)
    {
        _reader = reader;
        _retention = retention;
        _readCheckpoint = readCheckpoint;
        _truncate = truncate;
        _figures = figures;
        _time = time;
        _events = events;
        _thread = new Thread(Run) { IsBackground = true, Name = "fastsignal retention" };
    }

    /// <summary>Reads the checkpoint of a lead store; null if there is no store yet.</summary>
    public static Checkpoint? ReadCheckpoint(string leads)
    {
        if (!File.Exists(leads))
            return null;
        using var store = LeadStore.Open(leads);
        return store.Checkpoint();
    }

    /// <summary>Starts the thread.</summary>
    public void Start() => _thread.Start();

    /// <summary>Looks once.</summary>
    internal void Look()
    {
        try
        {
            GiveBack();
            if (_hasFailed)
                _events.RetentionRecovered();
            _hasFailed = false;
        }
        catch (Exception e)
        {
            // Of whatever kind: a full log is a worry for later, and the next look may succeed.
            if (!_hasFailed)
                _events.RetentionFails(e.Message);
            _hasFailed = true;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Set();
        if (_thread.IsAlive)
            _thread.Join();
        _stop.Dispose();
        _reader.Dispose();
    }

    private void Run()
    {
        do Look();
        while (!_stop.WaitOne(Interval));
    }

    private void GiveBack()
    {
        // The checkpoint first: the other way round, a busy consumer would be ahead of what is known of the log.
        var checkpoint = _readCheckpoint();
        _reader.Refresh();
        var begin = _reader.Begin;
        LogPosition? consumed = checkpoint is not null && CheckpointCheck.Mismatch(checkpoint, _reader) is null ? checkpoint.Position : null;
        var now = _time.GetUtcNow();
        var planned = _retention.Plan(_reader, begin, consumed, now, RecordTime.Of);

        // What would go, too, if the consumer had worked off everything.
        _wanted = _retention.Plan(_reader, _wanted.Address > planned.Address ? _wanted : planned, _reader.CommittedUntil, now, RecordTime.Of);
        if (planned.Address > begin.Address)
        {
            _truncate(planned);
            _events.LogGivenBack(begin.Sequence, planned.Sequence - 1, Mebibytes(planned.Address - begin.Address));
        }

        NoteOverdue(_wanted.Address - planned.Address, consumed ?? begin);
    }

    /// <summary>To the nearest: the first segment of a log lacks the 64 octets in front of its begin.</summary>
    private static long Mebibytes(long bytes) => (bytes + (1 << 19)) >> 20;

    private void NoteOverdue(long overdueBytes, LogPosition consumed)
    {
        _figures.NoteOverdue(overdueBytes);
        if (overdueBytes > 0 && !_wasOverdue)
            _events.RetentionOverdue(Mebibytes(overdueBytes), consumed.Sequence, _reader.CommittedUntil.Sequence - 1);
        else if (overdueBytes == 0 && _wasOverdue)
            _events.RetentionMet();
        _wasOverdue = overdueBytes > 0;
    }
}
