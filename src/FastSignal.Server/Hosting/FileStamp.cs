namespace FastSignal.Server.Hosting;

/// <summary>When a file was last written, and its length: enough to see that it has changed.</summary>
/// <param name="WrittenAt">When, UTC.</param>
/// <param name="Bytes">The length.</param>
internal readonly record struct FileStamp(DateTime WrittenAt, long Bytes)
{
    /// <summary>The stamp of a file; null if there is none that can be opened.</summary>
    public static FileStamp? Of(string path)
    {
        try
        {
            // Of what is opened, so that links are followed, also those in the middle of the path: Kubernetes and ACME clients swap links.
            using var file = File.OpenHandle(path);
            return new FileStamp(File.GetLastWriteTimeUtc(file), RandomAccess.GetLength(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return null;
        }
    }
}
