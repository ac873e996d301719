namespace FastSignal.Log;

/// <summary>Where reading goes on: the address of an entry and the sequence it must have. A checkpoint stores exactly this.</summary>
/// <param name="Address">A record boundary of the log.</param>
/// <param name="Sequence">The sequence of the entry that starts there, or will start there.</param>
public readonly record struct LogPosition(long Address, long Sequence);
