using System.Globalization;

namespace FastSignal.Torture.Machine;

/// <summary>A small file system in memory, to be filled.</summary>
internal sealed class TemporaryFileSystem : IAsyncDisposable
{
    private TemporaryFileSystem(string path) => Path = path;

    /// <summary>Where it is mounted.</summary>
    public string Path { get; }

    /// <summary>Octets that can still be written.</summary>
    public long FreeBytes => new DriveInfo(Path).AvailableFreeSpace;

    private string Ballast => System.IO.Path.Combine(Path, "ballast");

    /// <summary>Makes and mounts one.</summary>
    public static async Task<TemporaryFileSystem> CreateAsync(long bytes)
    {
        var made = new TemporaryFileSystem(Directory.CreateTempSubdirectory("fastsignal-full-").FullName);
        await Tool.RunAsync("mount", "-t", "tmpfs", "-o", string.Create(CultureInfo.InvariantCulture, $"size={bytes}"), "fastsignal", made.Path);
        return made;
    }

    /// <summary>Fills it but for so many octets.</summary>
    public void Fill(long leaveBytes)
    {
        using var ballast = new FileStream(Ballast, FileMode.Append);
        var block = new byte[4096];
        while (FreeBytes - leaveBytes >= block.Length)
        {
            try
            {
                ballast.Write(block);
                ballast.Flush();
            }
            catch (IOException)
            {
                return; // Somebody else was quicker: it is full.
            }
        }
    }

    /// <summary>Takes away what <see cref="Fill"/> put there.</summary>
    public void Free() => File.Delete(Ballast);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Tool.RunAsync("umount", Path);
        Directory.Delete(Path);
    }
}
