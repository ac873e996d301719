using Microsoft.Extensions.ObjectPool;

namespace FastSignal.Server.Ingest;

/// <summary>Makes what takes a request, and makes it ready for the next one.</summary>
/// <param name="limits">The limits of the port.</param>
internal sealed class ReceivedRequestPolicy(IngestLimits limits) : PooledObjectPolicy<ReceivedRequest>
{
    /// <inheritdoc/>
    public override ReceivedRequest Create() => new(limits);

    /// <inheritdoc/>
    public override bool Return(ReceivedRequest request)
    {
        request.Reset();
        return true;
    }
}
