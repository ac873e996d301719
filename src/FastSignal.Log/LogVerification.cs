namespace FastSignal.Log;

/// <summary>What reading a whole log found.</summary>
/// <param name="Entries">How many good entries there are.</param>
/// <param name="First">The sequence of the first; 0 if there is none.</param>
/// <param name="Last">The sequence of the last; 0 if there is none.</param>
/// <param name="Damaged">The ranges that hold no readable entry, in order.</param>
public sealed record LogVerification(long Entries, long First, long Last, IReadOnlyList<LogVerification.DamagedRange> Damaged)
{
    /// <summary>After how many octets progress is told.</summary>
    internal const int ProgressBytes = 4 << 20;

    /// <summary>Reads every entry of a log that no server writes, up to its true end, whatever its commit slots say. Changes nothing.</summary>
    /// <param name="directory">The log's folder.</param>
    /// <param name="progress">Told the address read so far, about every 4 MiB; may be null.</param>
    /// <exception cref="EntryLogException">There is no log, or it cannot be read.</exception>
    public static LogVerification OfStopped(string directory, Action<long>? progress = null)
    {
        var folder = new LogFolder(directory);
        folder.ReadId();
        var hint = CommitSlots.ReadHint(folder.SlotsFile);
        using var reader = LogReader.OpenUnbounded(folder, hint, LogFormat.Read(folder) ?? LogGeometry.Default);
        return Of(LogTail.Walk(reader, hint, progress));
    }

    /// <summary>What a walk to the end of a log found.</summary>
    internal static LogVerification Of(LogTail tail) => new(tail.Entries, tail.FirstSequence, tail.LastSequence, tail.Damaged);

    /// <summary>Reads every committed entry of a log and checks it.</summary>
    /// <param name="reader">The log, at the position from where to verify.</param>
    /// <param name="progress">Told the address read so far, about every 4 MiB; may be null.</param>
    public static LogVerification Of(LogReader reader, Action<long>? progress = null)
    {
        long entries = 0, first = 0, last = 0, reported = reader.Position.Address;
        var damaged = new List<DamagedRange>();
        while (true)
        {
            switch (reader.Read(out var entry))
            {
                case ReadOutcome.Entry:
                    entries++;
                    last = entry.Sequence;
                    first = first == 0 ? last : first;
                    if (entry.Address - reported >= ProgressBytes)
                        progress?.Invoke(reported = entry.Address);
                    break;

                case ReadOutcome.Damaged:
                    var from = reader.Position.Address;
                    var cause = reader.DamageText!;
                    reader.TrySkipDamage();
                    damaged.Add(new DamagedRange(from, reader.Position.Address, reader.Position.Sequence, cause));
                    break;

                case ReadOutcome.Quarantined or ReadOutcome.Truncated:
                    break;

                default:
                    return new LogVerification(entries, first, last, damaged);
            }
        }
    }

    /// <summary>A stretch of the log without a readable entry.</summary>
    /// <param name="From">Its first address.</param>
    /// <param name="To">The address behind it, where the next good entry begins, or where the log ends.</param>
    /// <param name="NextSequence">The number of the entry behind it.</param>
    /// <param name="Cause">What was found there, in words.</param>
    public readonly record struct DamagedRange(long From, long To, long NextSequence, string Cause);
}
