namespace FastSignal.Leads.Tests;

internal sealed class RecordingEvents : IConsumerEvents
{
    public List<string> StoppedCauses { get; } = [];

    public List<(long Sequence, string Cause)> FailedEntries { get; } = [];

    public void Stopped(string cause) => StoppedCauses.Add(cause);

    public List<string> Waits { get; } = [];

    public void EntryFailed(long sequence, string cause) => FailedEntries.Add((sequence, cause));

    public void Waiting(string cause) => Waits.Add(cause);

    public void Resumed() => Waits.Add("resumed");
}
