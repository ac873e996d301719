using FASTER.core;

namespace FastSignal.Log;

/// <summary>
/// Tells FASTER, once, which commit to recover. It writes nothing: the loop writes the slots itself, right after the octets they
/// stand for, since FASTER would call <see cref="Commit"/> on the ThreadPool, two thread switches later.
/// </summary>
internal sealed class RecoveredCommit(CommitSlot slot) : ILogCommitManager
{
    /// <inheritdoc/>
    public IEnumerable<long> ListCommits() => [slot.Number];

    /// <inheritdoc/>
    public byte[] GetCommitMetadata(long commitNum) =>
        new FasterLogRecoveryInfo { BeginAddress = slot.Begin.Address, UntilAddress = slot.End.Address, CommitNum = slot.Number }.ToByteArray();

    /// <inheritdoc/>
    public void Commit(long beginAddress, long untilAddress, byte[] commitMetadata, long commitNum, bool forceWriteMetadata)
    {
        // The slot of this commit is the loop's business; nobody waits for this call.
    }

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
        // Holds nothing.
    }
}
