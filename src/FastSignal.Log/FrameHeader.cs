namespace FastSignal.Log;

/// <summary>What a frame says about its entry.</summary>
/// <param name="Sequence">The number of the entry.</param>
/// <param name="CommittedBelow">Every entry with a lower number was durable when this one was appended; null where the frame does not say (version 1).</param>
public readonly record struct FrameHeader(long Sequence, long? CommittedBelow);
