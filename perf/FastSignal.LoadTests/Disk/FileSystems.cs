namespace FastSignal.LoadTests.Disk;

/// <summary>What lies beneath a folder, by its name in /proc/mounts: such as ext4.</summary>
internal static class FileSystems
{
    /// <summary>The file system of a folder that is there.</summary>
    public static string Of(DirectoryInfo folder) => new DriveInfo(folder.FullName).DriveFormat;

    /// <summary>Whether it is memory, and no disk at all: its synced writes say nothing.</summary>
    public static bool IsMemory(string fileSystem) => fileSystem is "tmpfs" or "ramfs";
}
