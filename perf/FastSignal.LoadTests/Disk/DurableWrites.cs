using System.Diagnostics;
using FastSignal.LoadTests.Sending;
using HdrHistogram;

namespace FastSignal.LoadTests.Disk;

/// <summary>One way to make octets durable, over and over on one thread: all that a log does, without the log.</summary>
internal abstract class DurableWrites : IDisposable
{
    // As long as a segment of the log: the file neither stays in a corner of the disk nor fills it.
    private const long FileBytes = 128L << 20;
    private const long MaxNanoseconds = 60_000_000_000;

    private readonly byte[] _octets;
    private long _offset;

    /// <summary>Writes of one length.</summary>
    protected DurableWrites(string path, int writeBytes)
    {
        Path = path;
        _octets = new byte[writeBytes];
        new Random(1).NextBytes(_octets);
    }

    /// <summary>Its name in tables and files.</summary>
    public abstract string Name { get; }

    /// <summary>The length of a write.</summary>
    public int WriteBytes => _octets.Length;

    /// <summary>How long the writes took, in nanoseconds, to three digits.</summary>
    public LongHistogram Durations { get; } = new(1_000, MaxNanoseconds, 3);

    /// <summary>How many writes counted.</summary>
    public long Writes { get; private set; }

    /// <summary>How long they were made.</summary>
    public TimeSpan Elapsed { get; private set; }

    /// <summary>The file.</summary>
    protected string Path { get; }

    /// <summary>Makes the file ready; what this costs is not counted.</summary>
    /// <exception cref="IOException">The disk failed or is full.</exception>
    public abstract void Prepare();

    /// <summary>Writes for a while.</summary>
    /// <exception cref="IOException">The disk failed or is full.</exception>
    public void Run(TimeSpan duration, bool counts)
    {
        var startedAt = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(startedAt) < duration)
        {
            MakeRoom();
            var writtenAt = Stopwatch.GetTimestamp();
            WriteNext();
            var took = Stopwatch.GetElapsedTime(writtenAt);
            if (!counts)
                continue;
            Elapsed += took;
            Record(took);
        }
    }

    /// <summary>Writes at a fixed rate until told to stop; what a slow write misses is not made up for, or a queue would be measured, not the disk.</summary>
    /// <remarks>Instead such a write counts as many times as turns fell into it, each from its own turn (HdrHistogram's correction of coordinated
    /// omission): a stall of 10 ms is worth 10 ms of the time, not one write of many.</remarks>
    /// <exception cref="IOException">The disk failed or is full.</exception>
    public void RunAtRate(int writesPerSecond, bool counts, CancellationToken stop)
    {
        var startedAt = Stopwatch.GetTimestamp();
        var pacer = new Pacer(writesPerSecond);
        for (var turn = 0L; !stop.IsCancellationRequested; turn = Math.Max(
            turn + 1, (long)(Stopwatch.GetElapsedTime(startedAt).TotalSeconds * writesPerSecond)))
        {
            pacer.WaitFor(turn);
            MakeRoom();
            var writtenAt = Stopwatch.GetTimestamp();
            WriteNext();
            if (counts)
                Record(Stopwatch.GetElapsedTime(writtenAt), everyNanoseconds: 1_000_000_000 / writesPerSecond);
        }

        if (counts)
            Elapsed += Stopwatch.GetElapsedTime(startedAt);
    }

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <summary>Writes and makes durable.</summary>
    protected abstract void WriteOne(ReadOnlySpan<byte> octets, long offset);

    /// <summary>The file is full: returns the offset to go on at.</summary>
    protected abstract long Rewind();

    /// <summary>Fills the file with zeros and makes them durable.</summary>
    protected static void FillWithZeros(string path) => SyncedFile.CreateZeros(path, FileBytes);

    private void MakeRoom()
    {
        if (_offset + WriteBytes > FileBytes)
            _offset = Rewind();
    }

    private void WriteNext()
    {
        WriteOne(_octets, _offset);
        _offset += WriteBytes;
    }

    private void Record(TimeSpan took, long everyNanoseconds = 0)
    {
        Writes++;
        Durations.RecordValueWithExpectedInterval(Math.Clamp((long)took.TotalNanoseconds, 1_000, MaxNanoseconds), everyNanoseconds);
    }
}
