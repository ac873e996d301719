using FastSignal.Server.Ingest;
using Microsoft.Extensions.Logging;

namespace FastSignal.Server.Hosting;

/// <summary>Turns what the loop has to say into events.</summary>
internal sealed class IngestReport(ILogger events) : IIngestEvents
{
    /// <inheritdoc/>
    public void ConnectionFault(Exception fault) => events.ConnectionFault(fault);

    /// <inheritdoc/>
    public void AcceptPaused(string cause) => events.AcceptPaused(cause);

    /// <inheritdoc/>
    public void ConnectionsFull(int count) => events.ConnectionsFull(count);
}
