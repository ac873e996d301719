using FastSignal.Harness;

namespace FastSignal.Torture.Parts;

/// <summary>SIGKILL.</summary>
internal sealed class KillBlow : IBlow
{
    /// <inheritdoc/>
    public string? Folder => null;

    /// <inheritdoc/>
    public bool LeavesProcess => false;

    /// <inheritdoc/>
    public void Strike(ServerProcess server) => server.KillWithoutWaiting();

    /// <inheritdoc/>
    public async Task RecoverAsync(ServerProcess server) => await server.DisposeAsync();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
