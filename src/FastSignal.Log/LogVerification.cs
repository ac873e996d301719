namespace FastSignal.Log;

/// <summary>What reading a whole log found.</summary>
/// <param name="Entries">How many good entries there are.</param>
/// <param name="First">The sequence of the first; 0 if there is none.</param>
/// <param name="Last">The sequence of the last; 0 if there is none.</param>
/// <param name="Damaged">The ranges that hold no readable entry, in order.</param>
public sealed record LogVerification(long Entries, long First, long Last, IReadOnlyList<LogVerification.DamagedRange> Damaged)
{
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
                    if (entry.Address - reported >= 4 << 20)
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
