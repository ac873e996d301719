using System.Buffers;
using System.IO.Pipelines;
using System.Threading.Tasks.Sources;

namespace FastSignal.Server.Ingest;

/// <summary>What a connection has received and not used yet. Inline: whoever adds octets runs the connection, on the loop's thread.</summary>
/// <remarks>
/// A <see cref="PipeReader"/> for one thread: <see cref="Pipe"/> takes a lock at each of its five steps a request, for a second thread that there
/// never is. The octets are in one rented array, given back whenever nothing is left in it: an idle connection holds none, and all that are busy take
/// turns with the same few. What was read is to be advanced before more memory is asked for, which may move it. Memory that was asked for stays the
/// pipe's until it is added: whoever decrypts into it may do so after the connection has used up all that came before. Bounded: while more waits than
/// a pipelining client needs, <see cref="IsOpen"/> is false, and nobody receives.
/// </remarks>
internal sealed class InputPipe : PipeReader, IValueTaskSource<ReadResult>
{
    /// <summary>Input that may wait unread. More than a receive, so that a pipelining client is not stopped at each one.</summary>
    private const int PauseBytes = 128 * 1024;

    private const int ResumeBytes = 64 * 1024;

    /// <summary>A request of RB2B with its head fits: one receive.</summary>
    private const int SmallReceiveBytes = 4 * 1024;

    private const int LargeReceiveBytes = 64 * 1024;

    private readonly Action _changed;
    private readonly ReusableSignal _resumed = new();
    private ManualResetValueTaskSourceCore<ReadResult> _read;
    private byte[] _octets = [];
    private int _start;
    private int _end;
    private int _examined;
    private int _receiveBytes = SmallReceiveBytes;
    private bool _isLent;
    private bool _isReadPending;
    private bool _isReadCanceled;
    private bool _isAwaited;

    /// <summary>Makes an empty one.</summary>
    /// <param name="changed">Told whenever <see cref="IsOpen"/> may have changed.</param>
    public InputPipe(Action changed) => _changed = changed;

    /// <summary>Too much waits to be used.</summary>
    public bool IsPaused { get; private set; }

    /// <summary>The peer has ended its side, or is gone.</summary>
    public bool IsEnded { get; private set; }

    /// <summary>More can be taken.</summary>
    public bool IsOpen => !IsPaused && !IsEnded;

    private int Length => _end - _start;

    /// <summary>Where the next octets go.</summary>
    public Memory<byte> GetMemory()
    {
        // Half of what is wished for will do: else a head that comes in pieces would be moved at each of them.
        if (_octets.Length - _end < _receiveBytes / 2)
            MakeRoom();
        _isLent = true;
        return _octets.AsMemory(_end);
    }

    /// <summary>Takes what was written to the begin of <see cref="GetMemory"/>, and runs the connection.</summary>
    /// <param name="count">How much, in octets.</param>
    /// <param name="isFull">It filled the memory.</param>
    public void Add(int count, bool isFull)
    {
        // A full buffer says that more is waiting: a large content, worth larger receives.
        _receiveBytes = isFull ? LargeReceiveBytes : SmallReceiveBytes;
        _isLent = false;
        _end += count;
        CompleteRead();
        if (Length < PauseBytes)
            return;
        IsPaused = true;
        _changed();
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
        CompleteRead();
    }

    /// <summary>Ready for another connection.</summary>
    public void Reset()
    {
        Free();
        _receiveBytes = SmallReceiveBytes;
        _isLent = _isReadPending = _isReadCanceled = _isAwaited = IsPaused = IsEnded = false;
    }

    /// <inheritdoc/>
    public override bool TryRead(out ReadResult result)
    {
        var isReady = _isReadCanceled || IsEnded || _examined < _end;
        result = isReady ? TakeResult() : default;
        return isReady;
    }

    /// <inheritdoc/>
    /// <param name="cancellationToken">Not supported: <see cref="CancelPendingRead"/> is.</param>
    public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        if (TryRead(out var result))
            return new ValueTask<ReadResult>(result);

        _read.Reset();
        _isReadPending = true;
        return new ValueTask<ReadResult>(this, _read.Version);
    }

    /// <inheritdoc/>
    public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

    /// <inheritdoc/>
    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        var octets = new ReadOnlySequence<byte>(_octets, 0, _end);
        _start = _end - (int)octets.Slice(consumed).Length;
        _examined = _end - (int)octets.Slice(examined).Length;
        if (Length == 0 && !_isLent)
            Free();
        if (IsPaused && Length < ResumeBytes)
            Resume();
    }

    /// <inheritdoc/>
    public override void CancelPendingRead()
    {
        _isReadCanceled = true;
        CompleteRead();
    }

    /// <summary>Nobody reads any more: what is left is dropped.</summary>
    public override void Complete(Exception? exception = null) => Free();

    /// <inheritdoc/>
    ReadResult IValueTaskSource<ReadResult>.GetResult(short token) => _read.GetResult(token);

    /// <inheritdoc/>
    ValueTaskSourceStatus IValueTaskSource<ReadResult>.GetStatus(short token) => _read.GetStatus(token);

    /// <inheritdoc/>
    void IValueTaskSource<ReadResult>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _read.OnCompleted(continuation, state, token, flags);

    private ReadResult TakeResult()
    {
        var result = new ReadResult(new ReadOnlySequence<byte>(_octets, _start, Length), _isReadCanceled, IsEnded);
        _isReadCanceled = false;
        return result;
    }

    /// <summary>Gives a waiting read what there is: the connection runs before this returns.</summary>
    private void CompleteRead()
    {
        if (!_isReadPending)
            return;
        _isReadPending = false;
        _read.SetResult(TakeResult());
    }

    private void MakeRoom()
    {
        var length = Length;
        var octets = _octets;
        if (octets.Length - length < _receiveBytes)
            octets = ArrayPool<byte>.Shared.Rent(length + _receiveBytes);
        _octets.AsSpan(_start, length).CopyTo(octets);
        if (octets != _octets)
            Return();
        _octets = octets;
        _examined -= _start;
        _start = 0;
        _end = length;
    }

    private void Free()
    {
        Return();
        _octets = [];
        _start = _end = _examined = 0;
    }

    private void Return()
    {
        if (_octets.Length > 0)
            ArrayPool<byte>.Shared.Return(_octets);
    }

    private void Resume()
    {
        IsPaused = false;
        _changed();
        if (!_isAwaited)
            return;
        _isAwaited = false;
        _resumed.Set(result: true);
    }
}
