using FastSignal.Log;

namespace FastSignal.Leads;

/// <summary>The entries that a replay goes through.</summary>
/// <param name="Start">Where the first of them lies; the end if there is none.</param>
/// <param name="End">The consumer's checkpoint when the replay began: what comes behind it is mapped with the present mapping anyway.</param>
/// <param name="EntryCount">How many there are.</param>
/// <param name="NewestReceivedAt">When the newest entry below the end was received, of whichever signal, in microseconds.</param>
/// <param name="OldestLeft">Where the time asked for lies before the log: when its first entry was received; older ones are gone. Else null.</param>
public sealed record ReplayRange(LogPosition Start, LogPosition End, long EntryCount, long NewestReceivedAt, DateTimeOffset? OldestLeft);
