namespace FastSignal.Leads;

/// <summary>What the consumer reports: alarms, and that one has passed. Called on its thread.</summary>
public interface IConsumerEvents
{
    /// <summary>It has stopped and does not go on by itself.</summary>
    /// <param name="cause">One sentence: what was found, with the values.</param>
    void Stopped(string cause);

    /// <summary>One entry failed by a fault of ours; its record is held and the consumer goes on.</summary>
    /// <param name="sequence">The entry.</param>
    /// <param name="cause">The fault.</param>
    void EntryFailed(long sequence, string cause);

    /// <summary>A fault that may pass has begun, such as a full disk. Told once, however often it is met again; the consumer tries on by itself.</summary>
    /// <param name="cause">One sentence: what was found, and the cure.</param>
    void Waiting(string cause);

    /// <summary>That fault has passed.</summary>
    void Resumed();
}
