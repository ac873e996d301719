using System.Globalization;
using System.Text;

namespace FastSignal.Log;

/// <summary>
/// The damaged ranges of a log that somebody has given up: readers go on behind them. The octets stay in the segment files, and a copy
/// beside the list, so that nothing is decided for ever.
/// </summary>
internal sealed class Quarantine
{
    private readonly Dictionary<long, LogPosition> _behind = [];

    /// <summary>How many ranges there are.</summary>
    public int Count => _behind.Count;

    /// <summary>Reads the list of a log; empty if it has none.</summary>
    /// <exception cref="EntryLogException">The list was written by something else.</exception>
    public static Quarantine Read(LogFolder folder)
    {
        var quarantine = new Quarantine();
        if (!File.Exists(folder.QuarantineFile))
            return quarantine;

        foreach (var line in File.ReadAllLines(folder.QuarantineFile))
        {
            var numbers = line.Split(' ');
            if (numbers.Length != 3 || !TryParse(numbers[0], out var from) || !TryParse(numbers[1], out var to) || !TryParse(numbers[2], out var sequence))
                throw new EntryLogException(
                    $"{folder.QuarantineFile} has a line '{line}' that is no range: each is FROM TO SEQUENCE. Put the file back from a backup, or remove it and run `fastsignal log repair` again.");
            quarantine._behind[from] = new LogPosition(to, sequence);
        }

        return quarantine;
    }

    /// <summary>Where reading goes on behind the range that an address lies in: a checkpoint may be in the middle of one.</summary>
    public bool TryGetBehind(long address, out LogPosition behind)
    {
        foreach (var (from, end) in _behind)
        {
            if (from > address || address >= end.Address)
                continue;
            behind = end;
            return true;
        }

        behind = default;
        return false;
    }

    /// <summary>Adds ranges, durably.</summary>
    public void Add(LogFolder folder, IReadOnlyDictionary<long, LogPosition> ranges)
    {
        foreach (var (from, behind) in ranges)
            _behind[from] = behind;

        var text = new StringBuilder();
        foreach (var (from, behind) in _behind.OrderBy(r => r.Key))
            text.Append(CultureInfo.InvariantCulture, $"{from} {behind.Address} {behind.Sequence}\n");
        Disk.Replace(folder.QuarantineFile, Encoding.ASCII.GetBytes(text.ToString()));
    }

    private static bool TryParse(string text, out long number) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
