using System.Diagnostics.Metrics;
using FastSignal.Leads;

namespace FastSignal.Console;

/// <summary>The console's figures for <c>/metrics</c>: consumer, leads, outcomes and log, as of the newest snapshot.</summary>
/// <remarks>Reads nothing itself. What a snapshot could not read is not reported: a missing figure is honest, a zero would not be.</remarks>
internal sealed class LeadMeter : IDisposable
{
    /// <summary>The name of the meter, for the exporter.</summary>
    internal const string MeterName = "fastsignal.leads";

    /// <summary>The figure that has most values: one for each signal and outcome.</summary>
    internal const string OutcomesName = "fastsignal.leads.outcomes";

    /// <summary>What stands for the number of a signal that the registry does not know.</summary>
    internal const string UnknownSignal = "unknown";

    private const string SignalTag = "signal";

    private readonly Func<StatusSnapshot> _latest;
    private readonly Meter _meter = new(MeterName);

    /// <summary>Registers the figures.</summary>
    /// <param name="latest">Gives the newest snapshot; may be called on any thread.</param>
    internal LeadMeter(Func<StatusSnapshot> latest)
    {
        _latest = latest;
        RegisterConsumer();
        RegisterLeads();
        RegisterLog();
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    private void RegisterConsumer()
    {
        _meter.CreateObservableGauge(
            "fastsignal.leads.consumer.lag.entries", () => IfKnown(_latest().Consumer.LagCount), "{entry}",
            "Committed entries that have not taken effect yet.");
        _meter.CreateObservableGauge(
            "fastsignal.leads.consumer.lag.duration", () => IfKnown(_latest().Consumer.LagTime?.TotalSeconds), "s",
            "How long the oldest entry that has not taken effect has been waiting.");
        _meter.CreateObservableGauge(
            "fastsignal.leads.consumer.alarm", () => _latest().Consumer.State is ConsumerState.Stopped ? 1L : 0L, "{alarm}",
            "1 while the consumer does not go on.");
        _meter.CreateObservableGauge(
            "fastsignal.leads.sources.unreadable", Unreadable, "{source}",
            "1 for each source of these figures that cannot be read; figures from it are those from before.");
    }

    private void RegisterLeads()
    {
        _meter.CreateObservableGauge("fastsignal.leads.stored", () => BySignal(counts => counts.LeadCount), "{lead}", "Leads by signal.");
        _meter.CreateObservableGauge(
            "fastsignal.leads.entries.held", () => BySignal(counts => counts.HeldCount), "{entry}", "Entries whose records are held, by signal.");

        // No counter: an entry that was paused moves to its final outcome on resume.
        _meter.CreateObservableUpDownCounter(OutcomesName, Outcomes, "{entry}", "Entries by what became of them.");
    }

    private void RegisterLog()
    {
        _meter.CreateObservableCounter("fastsignal.log.committed", () => IfKnown(_latest().Log.Value?.CommittedBytes), "By", "Octets ever committed.");
        _meter.CreateObservableCounter(
            "fastsignal.log.entries.committed", () => IfKnown(_latest().Log.Value?.LastSequence), "{entry}", "Entries ever committed.");
        _meter.CreateObservableGauge(
            "fastsignal.log.retained", () => IfKnown(_latest().Log.Value?.RetainedBytes), "By",
            "Octets from the oldest entry that is left to the last committed one.");
    }

    private IEnumerable<Measurement<long>> Outcomes()
    {
        foreach (var (signal, counts) in Signals())
        {
            foreach (var outcome in EntryOutcomes.All)
            {
                // All of them, or one that goes back to zero would stay where it was.
                yield return new Measurement<long>(counts.Count(outcome), Tag(SignalTag, signal), Tag("outcome", outcome.Name()));
            }
        }
    }

    private IEnumerable<Measurement<long>> BySignal(Func<EntryCounts, long> figure) =>
        Signals().Select(signal => new Measurement<long>(figure(signal.Counts), Tag(SignalTag, signal.Signal)));

    private IEnumerable<(object Signal, EntryCounts Counts)> Signals()
    {
        var snapshot = _latest();
        if (snapshot.Leads.Value is not { } leads || snapshot.Signals.Value is not { } signals)
            yield break;

        foreach (var signal in signals)
            yield return (signal.Id, leads.Of(signal.Id));
        yield return (UnknownSignal, leads.OfUnknownSignals());
    }

    private IEnumerable<Measurement<long>> Unreadable()
    {
        var snapshot = _latest();
        yield return new Measurement<long>(snapshot.Log.Value is null ? 1 : 0, Tag("source", "log"));
        yield return new Measurement<long>(snapshot.Signals.Value is null ? 1 : 0, Tag("source", "signals"));
        yield return new Measurement<long>(snapshot.Leads.Value is null ? 1 : 0, Tag("source", "leads"));
    }

    private static IEnumerable<Measurement<T>> IfKnown<T>(T? value)
        where T : struct => value is { } known ? [new Measurement<T>(known)] : [];

    private static KeyValuePair<string, object?> Tag(string name, object value) => new(name, value);
}
