using FastSignal.Log;
using FastSignal.Server.Hosting;

namespace FastSignal.Server.Backup;

/// <summary>A folder to be filled: not there before, or empty. What was begun and not finished is taken away again.</summary>
internal static class EmptyFolder
{
    /// <summary>Makes sure that nothing is there that could be overwritten.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="cure">What to name instead.</param>
    /// <exception cref="RefusedException">It has something in it, or is a file.</exception>
    public static void MustBeFree(string path, string cure)
    {
        if (File.Exists(path))
            throw new RefusedException($"{path} is a file: {cure}.");
        if (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any())
            throw new RefusedException($"{path} is not empty, and nothing is ever overwritten: {cure}.");
        if (Directory.GetParent(path) is { Exists: false } parent)
            throw new RefusedException($"There is no folder {parent.FullName} to make {Path.GetFileName(path)} in: make it first, or {cure}.");
    }

    /// <summary>Fills the folder; if that fails, nothing is left in it.</summary>
    public static T Fill<T>(string path, Func<T> fill)
    {
        var isNew = !Directory.Exists(path);
        DurableFiles.MakeFolder(path);
        if (!isNew && !OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        try
        {
            return fill();
        }
        catch
        {
            Clear(path, isNew);
            throw;
        }
    }

    private static void Clear(string path, bool isNew)
    {
        try
        {
            Directory.Delete(path, recursive: true);
            if (!isNew)
                DurableFiles.MakeFolder(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The fault that is on its way already says more. Without a manifest, what is left is no backup.
        }
    }
}
