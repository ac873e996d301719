using FastSignal.Leads;

namespace FastSignal.Console;

/// <summary>What may be shown of a signal. It has no place for a token, so none can leave through the console.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Name">The internal name.</param>
/// <param name="Label">What the feed shows.</param>
/// <param name="Target">What its entries describe.</param>
/// <param name="Status">Where it is in its life.</param>
internal sealed record ShownSignal(long Id, string Name, string Label, SignalTarget Target, SignalStatus Status);
