namespace FastSignal.Log;

/// <summary>For tests: told of everything the log is about to do to its files. What it throws stands for the disk's own refusal.</summary>
internal interface IDiskProbe
{
    /// <summary>Octets are about to be written.</summary>
    /// <param name="path">The file.</param>
    /// <param name="offset">Where in the file.</param>
    /// <param name="octets">What.</param>
    /// <param name="isSynced">Whether the write returns only when they are durable.</param>
    void Writing(string path, long offset, ReadOnlySpan<byte> octets, bool isSynced);

    /// <summary>A file is about to be synced.</summary>
    void Syncing(string path);

    /// <summary>A segment file is about to get its name, or to be made.</summary>
    void Opening(string path);
}
