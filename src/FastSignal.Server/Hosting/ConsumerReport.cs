using FastSignal.Leads;
using Microsoft.Extensions.Logging;

namespace FastSignal.Server.Hosting;

/// <summary>Turns what the consumer has to say into events.</summary>
internal sealed class ConsumerReport(ILogger events) : IConsumerEvents
{
    /// <inheritdoc/>
    public void Stopped(string cause) => events.ConsumerStopped(cause);

    /// <inheritdoc/>
    public void EntryFailed(long sequence, string cause) => events.EntryFailed(sequence, cause);

    /// <inheritdoc/>
    public void Waiting(string cause) => events.ConsumerWaits(cause);

    /// <inheritdoc/>
    public void Resumed() => events.ConsumerResumed();
}
