namespace FastSignal.Console;

/// <summary>How far the entries of the log have become leads.</summary>
/// <param name="State">The state.</param>
/// <param name="IsInProcess">Whether the consumer runs in this process: only then it is known whether it goes on.</param>
/// <param name="LagCount">The committed entries that have not taken effect; null if unknown.</param>
/// <param name="LagTime">How long the oldest of these has been waiting; zero if there are none, null if unknown.</param>
/// <param name="FaultText">Why it stopped, or what keeps it from going on; null while all is well.</param>
internal sealed record ConsumerStanding(ConsumerState State, bool IsInProcess, long? LagCount, TimeSpan? LagTime, string? FaultText)
{
    /// <summary>Before anybody has looked.</summary>
    internal static ConsumerStanding NotYet { get; } = new(ConsumerState.Unknown, IsInProcess: false, LagCount: null, LagTime: null, FaultText: null);
}
