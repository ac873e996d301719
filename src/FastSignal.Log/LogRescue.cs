using System.Globalization;

namespace FastSignal.Log;

/// <summary>
/// Finds out how far a log reaches whose commit slots are lost: every entry with the next number and a good checksum is taken, from the
/// first segment that is there. Refuses where that would hide a hole.
/// </summary>
internal static class LogRescue
{
    /// <summary>The slot that stands for what was found.</summary>
    /// <exception cref="EntryLogException">No entry is where the first must be, or good entries lie behind a hole.</exception>
    public static CommitSlot Find(LogFolder folder, LogGeometry geometry)
    {
        using var reader = LogReader.OpenWithoutSlots(folder, geometry);
        var begin = reader.Position;
        if (begin.Sequence == 0)
            throw new EntryLogException($"The log in {folder.Path} has lost its commit slots, and its first segment does not begin with an entry: refusing to start with an empty log. Nothing was changed; put the folder back from a backup.");

        reader.ReadToEnd();
        var end = reader.Position;
        if (reader.TrySkipDamage())
        {
            throw new EntryLogException(string.Create(
                CultureInfo.InvariantCulture,
                $"The log in {folder.Path} has lost its commit slots, and is damaged at address {end.Address}: entry {end.Sequence} is not there, but entry {reader.Position.Sequence} is, at address {reader.Position.Address}. Nothing was changed; put the folder back from a backup."));
        }

        return new CommitSlot(1, begin, end, geometry);
    }
}
