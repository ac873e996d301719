using FastSignal.Harness;
using FastSignal.Torture.Machine;

namespace FastSignal.Torture.Parts;

/// <summary>The power of the disk is cut: what was not synced is gone.</summary>
internal sealed class PowerBlow : IBlow
{
    // Room for 25 rounds of a few megabytes, and for segments made ahead.
    private const long DiskBytes = 400L << 20;

    private readonly LoopFileSystem _disk;

    private PowerBlow(LoopFileSystem disk) => _disk = disk;

    /// <inheritdoc/>
    public string? Folder => _disk.Path;

    /// <inheritdoc/>
    public bool LeavesProcess => true;

    /// <summary>Makes a disk to be struck.</summary>
    public static async Task<PowerBlow> CreateAsync() => new(await LoopFileSystem.CreateAsync(DiskBytes));

    /// <inheritdoc/>
    public void Strike(ServerProcess server) => _disk.Cut();

    /// <inheritdoc/>
    public async Task RecoverAsync(ServerProcess server)
    {
        await server.DisposeAsync();
        await _disk.RemountAsync();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _disk.DisposeAsync();
}
