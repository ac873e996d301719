using Microsoft.Extensions.Hosting;

namespace FastSignal.Console;

/// <summary>A host that is started and stopped by its owner, and listens to no signal of the system.</summary>
internal sealed class NoLifetime : IHostLifetime
{
    /// <inheritdoc/>
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
