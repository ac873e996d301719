namespace FastSignal.Leads;

/// <summary>How long whoever writes leads in batches waits between two of them.</summary>
internal static class ConsumerPause
{
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(100);

    /// <summary>A consumer that waits for the store looks only now and then: it must be free as often as not. Without a consumer there is no pause.</summary>
    /// <param name="storePath">The lead store; the consumer's lock lies beside it.</param>
    /// <param name="batch">How long the batch took.</param>
    internal static TimeSpan After(string storePath, TimeSpan batch) =>
        !ConsumerLock.IsHeld(Path.GetDirectoryName(Path.GetFullPath(storePath))!) ? TimeSpan.Zero : batch < Longest ? batch : Longest;
}
