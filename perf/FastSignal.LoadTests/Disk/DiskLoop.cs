using FastSignal.LoadTests.Results;

namespace FastSignal.LoadTests.Disk;

/// <summary>The control loop: takes turns between the ways to write, so that a bad minute of the machine meets all of them.</summary>
internal static class DiskLoop
{
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(250);

    /// <summary>Measures a folder for a time per way. Its files are gone afterwards.</summary>
    /// <exception cref="IOException">The disk failed or is full.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be written to.</exception>
    public static DiskResult Run(DirectoryInfo folder, TimeSpan perWay, CancellationToken cancel)
    {
        folder.Create();

        // A name of its own: whatever is in the folder stays as it is.
        var own = folder.CreateSubdirectory($"disk-{Guid.NewGuid():N}");
        DurableWrites[] ways =
        [
            new AppendedWrites(Path.Combine(own.FullName, "append-4k"), 4 << 10),
            new AppendedWrites(Path.Combine(own.FullName, "append-24k"), 24 << 10),
            new OverwrittenZeros(Path.Combine(own.FullName, "overwrite-4k"), 4 << 10),
            new OverwrittenZeros(Path.Combine(own.FullName, "overwrite-24k"), 24 << 10),
        ];
        try
        {
            TakeTurns(ways, perWay, cancel);
            return DiskResult.Of(folder, ways);
        }
        finally
        {
            foreach (var way in ways)
                way.Dispose();
            own.Delete(recursive: true);
        }
    }

    private static void TakeTurns(DurableWrites[] ways, TimeSpan perWay, CancellationToken cancel)
    {
        foreach (var way in ways)
            way.Prepare();

        // The first turn warms up: the compiler, and the disk's own cache.
        var turns = (int)(perWay / Turn);
        for (var turn = 0; turn <= turns; turn++)
        {
            foreach (var way in ways)
            {
                cancel.ThrowIfCancellationRequested();
                way.Run(Turn, counts: turn > 0);
            }
        }
    }
}
