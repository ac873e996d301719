namespace FastSignal.LoadTests.Disk;

/// <summary>Overwrites a zero-filled file opened with O_DSYNC, as the log does: the length stays, so no journal commit is needed.</summary>
internal sealed class OverwrittenZeros(string path, int writeBytes) : DurableWrites(path, writeBytes)
{
    private SyncedFile? _file;

    /// <inheritdoc/>
    public override string Name => "overwrite, O_DSYNC";

    /// <inheritdoc/>
    public override void Prepare()
    {
        FillWithZeros(Path);
        _file = SyncedFile.OpenDurable(Path);
    }

    /// <inheritdoc/>
    public override void Dispose() => _file?.Dispose();

    /// <inheritdoc/>
    protected override void WriteOne(ReadOnlySpan<byte> octets, long offset) => _file!.Write(octets, offset);

    /// <inheritdoc/>
    protected override long Rewind() => 0;
}
