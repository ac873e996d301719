using FastSignal.Log;

namespace FastSignal.Console;

/// <summary>The log as it stands on the disk.</summary>
/// <param name="Id">The eight hex digits that name it.</param>
/// <param name="Begin">The oldest entry that is left.</param>
/// <param name="CommittedUntil">Where the next entry will go: everything below is durable.</param>
internal sealed record LogFigures(string Id, LogPosition Begin, LogPosition CommittedUntil)
{
    /// <summary>The sequence of the last committed entry; 0 before the first.</summary>
    internal long LastSequence => CommittedUntil.Sequence - 1;

    /// <summary>The committed entries that are left.</summary>
    internal long EntryCount => CommittedUntil.Sequence - Begin.Sequence;

    /// <summary>The octets that these take.</summary>
    internal long RetainedBytes => CommittedUntil.Address - Begin.Address;

    /// <summary>The octets that were ever committed.</summary>
    internal long CommittedBytes => CommittedUntil.Address - LogGeometry.FirstAddress;
}
