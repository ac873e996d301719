using FastSignal.LoadTests.Results;
using HdrHistogram;

namespace FastSignal.LoadTests.Disk;

/// <summary>The control loop beside a scenario: bare O_DSYNC overwrites at a fixed rate by one thread, in the same seconds as the requests.</summary>
/// <remarks>A stall of the host (its disk, or its share of the processors) meets these writes as it meets the server's commits, and no code of ours is
/// in them. So what a percentile of the scenario is above that of the control is the server's own. The file is gone afterwards.</remarks>
internal sealed class ControlLoop : IDisposable
{
    /// <summary>The intended writes a second: about as many as the commits that 10,000 requests a second make.</summary>
    public const int Rate = 2_000;

    private const int WriteBytes = 4 << 10;

    private readonly DirectoryInfo _folder;
    private readonly DirectoryInfo _own;
    private readonly OverwrittenZeros _writes;

    private ControlLoop(DirectoryInfo folder)
    {
        // A name of its own: whatever is in the folder stays as it is.
        _folder = folder;
        _own = folder.CreateSubdirectory($"control-{Guid.NewGuid():N}");
        _writes = new(Path.Combine(_own.FullName, "overwrite-4k"), WriteBytes);
    }

    /// <summary>How long the writes took in nanoseconds; a slow one counts for each turn that fell into it.</summary>
    public HistogramBase Latencies => _writes.Durations;

    /// <summary>Makes the folder, if it is not there, and the zero-filled file in it.</summary>
    /// <exception cref="IOException">The disk failed or is full.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be written to.</exception>
    public static ControlLoop Prepare(DirectoryInfo folder)
    {
        folder.Create();
        var control = new ControlLoop(folder);
        try
        {
            control._writes.Prepare();
            return control;
        }
        catch
        {
            control.Dispose();
            throw;
        }
    }

    /// <summary>Writes for as long as something else runs.</summary>
    /// <exception cref="IOException">The disk failed or is full.</exception>
    public async Task BesideAsync(Func<Task> run, bool counts)
    {
        using var stop = new CancellationTokenSource();
        var writing = Task.Factory.StartNew(
            () => _writes.RunAtRate(Rate, counts, stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            await run();
        }
        finally
        {
            await stop.CancelAsync();
            await writing;
        }
    }

    /// <summary>The figures of what counted.</summary>
    public ControlResult Result() => new(_folder.FullName, FileSystems.Of(_folder), Rate, DiskFigures.Of(_writes));

    /// <inheritdoc/>
    public void Dispose()
    {
        _writes.Dispose();
        _own.Delete(recursive: true);
    }
}
