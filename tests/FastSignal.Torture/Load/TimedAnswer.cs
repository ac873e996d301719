namespace FastSignal.Torture.Load;

/// <summary>One request of a work and how it went.</summary>
/// <param name="Began">When it was begun, in microseconds since 1970: the clock of strace.</param>
/// <param name="Took">How long until its answer, or until the connection was gone.</param>
/// <param name="Status">The status; 0 if no answer came.</param>
internal readonly record struct TimedAnswer(long Began, TimeSpan Took, int Status);
