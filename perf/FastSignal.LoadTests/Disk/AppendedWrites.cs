namespace FastSignal.LoadTests.Disk;

/// <summary>Appends and calls fdatasync. The file grows with each write, so the file system commits its journal each time.</summary>
internal sealed class AppendedWrites(string path, int writeBytes) : DurableWrites(path, writeBytes)
{
    private SyncedFile? _file;

    /// <inheritdoc/>
    public override string Name => "append, fdatasync";

    /// <inheritdoc/>
    public override void Prepare() => _file = SyncedFile.Create(Path);

    /// <inheritdoc/>
    public override void Dispose() => _file?.Dispose();

    /// <inheritdoc/>
    protected override void WriteOne(ReadOnlySpan<byte> octets, long offset)
    {
        _file!.Write(octets, offset);
        _file.Sync();
    }

    /// <inheritdoc/>
    protected override long Rewind()
    {
        // Overwriting would be the other way; a new file grows again.
        _file!.Dispose();
        Prepare();
        return 0;
    }
}
