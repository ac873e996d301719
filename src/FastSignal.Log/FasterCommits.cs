using FASTER.core;

namespace FastSignal.Log;

/// <summary>
/// Tells FASTER, once, which commit to recover, and then keeps it from busying itself with commits: the loop writes the slots itself,
/// right after the octets they stand for.
/// </summary>
/// <remarks>
/// FASTER completes commits in a task, begun with the first one and ended when none is left. Nobody waits for that, and to wake a thread for each is
/// a tenth of the work of a small commit. So a task takes its time before it begins; all commits of that time are then completed by it. Only before:
/// FASTER takes the newest first, and a task that waited again would never come to the older ones while others follow.
/// </remarks>
internal sealed class FasterCommits(CommitSlot recovered) : ILogCommitManager
{
    /// <summary>How long FASTER's commits gather. Longer saves nothing that could be measured; what gathers is some hundred octets a commit.</summary>
    internal static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(20);

    private readonly ManualResetEvent _ended = new(initialState: false);
    private int? _task;

    /// <inheritdoc/>
    public IEnumerable<long> ListCommits() => [recovered.Number];

    /// <inheritdoc/>
    public byte[] GetCommitMetadata(long commitNum) =>
        new FasterLogRecoveryInfo { BeginAddress = recovered.Begin.Address, UntilAddress = recovered.End.Address, CommitNum = recovered.Number }.ToByteArray();

    /// <summary>Writes nothing; in the first call of a task it returns when further commits have gathered, or at the end. On a thread of the
    /// ThreadPool, one call at a time.</summary>
    public void Commit(long beginAddress, long untilAddress, byte[] commitMetadata, long commitNum, bool forceWriteMetadata)
    {
        if (_task == Task.CurrentId)
            return;
        _task = Task.CurrentId;
        _ended.WaitOne(Gathering);
    }

    /// <summary>Lets no call of <see cref="Commit"/> wait any more. Before FASTER is disposed of: it waits for them.</summary>
    public void End() => _ended.Set();

    /// <inheritdoc/>
    public void OnRecovery(long commitNum)
    {
        // Nothing older is kept that could be given up.
    }

    /// <inheritdoc/>
    public void RemoveCommit(long commitNum)
    {
        // FASTER never asks for it by itself.
    }

    /// <inheritdoc/>
    public void RemoveAllCommits()
    {
        // Only FasterLog.Reset asks for it, and nobody resets a log of entries.
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // FASTER disposes of this before it is done with it; the event goes with the object.
    }
}
