using System.IO.Pipelines;

namespace FastSignal.Server.Ingest;

/// <summary>What a connection has received and not used yet. Inline at both ends: whoever adds octets runs the connection, on the loop's thread.</summary>
/// <remarks>Bounded: while more waits than a pipelining client needs, <see cref="IsOpen"/> is false, and nobody receives.</remarks>
internal sealed class InputPipe
{
    /// <summary>Input that may wait unread. More than a receive, so that a pipelining client is not stopped at each one.</summary>
    private const int PauseBytes = 128 * 1024;

    private const int ResumeBytes = 64 * 1024;

    /// <summary>A request of RB2B with its head fits: one receive, and little memory for an idle connection.</summary>
    private const int SmallReceiveBytes = 4 * 1024;

    private const int LargeReceiveBytes = 64 * 1024;

    private readonly Pipe _pipe = new(new PipeOptions(
        readerScheduler: PipeScheduler.Inline,
        writerScheduler: PipeScheduler.Inline,
        pauseWriterThreshold: PauseBytes,
        resumeWriterThreshold: ResumeBytes,
        minimumSegmentSize: SmallReceiveBytes,
        useSynchronizationContext: false));

    private readonly Action _changed;
    private readonly Action _resume;
    private readonly ReusableSignal _resumed = new();
    private ValueTask<FlushResult> _pausedFlush;
    private int _receiveBytes = SmallReceiveBytes;
    private bool _isAwaited;

    /// <summary>Makes an empty one.</summary>
    /// <param name="changed">Told whenever <see cref="IsOpen"/> may have changed.</param>
    public InputPipe(Action changed)
    {
        _changed = changed;
        _resume = Resume;
    }

    /// <summary>The connection's end.</summary>
    public PipeReader Reader => _pipe.Reader;

    /// <summary>Too much waits to be used.</summary>
    public bool IsPaused { get; private set; }

    /// <summary>The peer has ended its side, or is gone.</summary>
    public bool IsEnded { get; private set; }

    /// <summary>More can be taken.</summary>
    public bool IsOpen => !IsPaused && !IsEnded;

    /// <summary>Where the next octets go.</summary>
    public Memory<byte> GetMemory() => _pipe.Writer.GetMemory(_receiveBytes);

    /// <summary>Takes what was written to the begin of <see cref="GetMemory"/>, and runs the connection.</summary>
    /// <param name="count">How much, in octets.</param>
    /// <param name="isFull">It filled the memory.</param>
    public void Add(int count, bool isFull)
    {
        // A full buffer says that more is waiting: a large content, worth larger receives.
        _receiveBytes = isFull ? LargeReceiveBytes : SmallReceiveBytes;
        _pipe.Writer.Advance(count);
        var flush = _pipe.Writer.FlushAsync();
        if (flush.IsCompleted)
            _ = flush.Result;
        else
            Pause(flush);
    }

    /// <summary>Waits until more can be taken, after an <see cref="Add"/> that paused.</summary>
    public ValueTask<bool> ResumedAsync()
    {
        _isAwaited = true;
        return _resumed.WaitAsync();
    }

    /// <summary>Nothing more will come; runs the connection.</summary>
    public void End()
    {
        IsEnded = true;
        _changed();
        _pipe.Writer.Complete();
    }

    /// <summary>Ready for another connection.</summary>
    public void Reset()
    {
        _pipe.Writer.Complete();
        _pipe.Reader.Complete();
        _pipe.Reset();
        _receiveBytes = SmallReceiveBytes;
        IsPaused = IsEnded = false;
    }

    private void Pause(ValueTask<FlushResult> flush)
    {
        _pausedFlush = flush;
        IsPaused = true;
        _changed();
        _pausedFlush.GetAwaiter().UnsafeOnCompleted(_resume);
    }

    private void Resume()
    {
        _ = _pausedFlush.Result;
        IsPaused = false;
        _changed();
        if (!_isAwaited)
            return;
        _isAwaited = false;
        _resumed.Set(result: true);
    }
}
