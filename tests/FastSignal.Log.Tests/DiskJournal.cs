namespace FastSignal.Log.Tests;

/// <summary>
/// A disk that remembers every write in its order, so that a test can say what it would hold had the power gone at any of them, and that
/// can be told to refuse the n-th one.
/// </summary>
internal sealed class DiskJournal : IDiskProbe
{
    private readonly List<DiskWrite> _writes = [];

    /// <summary>The step that fails, counted over writes, syncs and openings from 0; none if negative.</summary>
    public int FailsAt { get; set; } = -1;

    /// <summary>Steps so far.</summary>
    public int Steps { get; private set; }

    /// <summary>All writes so far.</summary>
    public IReadOnlyList<DiskWrite> Writes => _writes;

    public void Writing(string path, long offset, ReadOnlySpan<byte> octets, bool isSynced)
    {
        Step();
        lock (_writes)
            _writes.Add(new DiskWrite(Path.GetFileName(path), offset, octets.ToArray(), isSynced));
    }

    /// <summary>What was written to the file before is durable now.</summary>
    public void Syncing(string path)
    {
        Step();
        lock (_writes)
            _writes.Add(new DiskWrite(Path.GetFileName(path), -1, [], IsSynced: true));
    }

    public void Opening(string path) => Step();

    private void Step()
    {
        if (Steps++ == FailsAt)
            throw new IOException("No space left on device");
    }
}
