using System.Globalization;
using FastSignal.Harness;

namespace FastSignal.Torture.Machine;

/// <summary>An ext4 file system in a file, whose power can be cut.</summary>
internal sealed class LoopFileSystem : IAsyncDisposable
{
    private readonly string _folder;
    private readonly string _image;
    private int _descriptor = -1;

    private LoopFileSystem(string folder, string image) => (_folder, _image) = (folder, image);

    /// <summary>Where it is mounted.</summary>
    public string Path => System.IO.Path.Combine(_folder, "mounted");

    /// <summary>Why there can be none here; null if there can.</summary>
    public static async Task<string?> WhyNotAsync()
    {
        if ((Tool.WhyNotMount() ?? Tool.Missing("mkfs.ext4")) is { } reason)
            return reason;
        try
        {
            await using var probe = await CreateAsync(16 << 20);
            return SystemCalls.CutPower(probe._descriptor) ? null : "this kernel does not cut the power of an ext4 file system (FS_IOC_SHUTDOWN)";
        }
        catch (InvalidOperationException refused)
        {
            return refused.Message;
        }
    }

    /// <summary>Makes and mounts one.</summary>
    /// <param name="bytes">Its size.</param>
    /// <param name="imageFolder">Where its image is; none: among the temporary folders.</param>
    public static async Task<LoopFileSystem> CreateAsync(long bytes, string? imageFolder = null)
    {
        var folder = Directory.CreateTempSubdirectory("fastsignal-power-").FullName;
        var made = new LoopFileSystem(folder, System.IO.Path.Combine(imageFolder ?? folder, "image"));
        await using (var image = File.Create(made._image))
            image.SetLength(bytes);
        await Tool.RunAsync("mkfs.ext4", "-q", "-F", "-m", "0", made._image);
        Directory.CreateDirectory(made.Path);
        await made.MountAsync();
        return made;
    }

    /// <summary>Cuts the power. Any thread, at once.</summary>
    public void Cut() => SystemCalls.CutPower(_descriptor);

    /// <summary>The power comes back: unmounts and mounts again. Nothing may use the file system any more.</summary>
    public async Task RemountAsync()
    {
        await UnmountAsync();
        await MountAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await UnmountAsync();
        File.Delete(_image);
        Directory.Delete(_folder, recursive: true);
    }

    private async Task MountAsync()
    {
        await Tool.RunAsync("mount", "-o", "loop", _image, Path);
        _descriptor = SystemCalls.OpenFolder(Path);
    }

    private async Task UnmountAsync()
    {
        if (_descriptor >= 0)
            SystemCalls.CloseFolder(_descriptor);
        _descriptor = -1;
        // A process that was just killed may hold it for a moment.
        await Eventually.HoldsAsync(
            () => Tool.TryRunAsync("umount", Path),
            static result => result.ExitCode == 0 || result.Error.Contains("not mounted", StringComparison.Ordinal),
            string.Create(CultureInfo.InvariantCulture, $"{Path} can be unmounted"));
    }
}
