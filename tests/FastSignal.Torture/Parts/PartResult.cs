using FastSignal.Torture.Checks;

namespace FastSignal.Torture.Parts;

/// <summary>What one part of the torture found.</summary>
/// <param name="name">Its name: kills, power or faults.</param>
internal sealed class PartResult(string name)
{
    private const int MaxProblems = 50;
    private readonly List<string> _problems = [];

    /// <summary>Its name: kills, power or faults.</summary>
    public string Name { get; } = name;

    /// <summary>Why it was left out; null if it was not.</summary>
    public string? Skipped { get; init; }

    /// <summary>The logs of all data folders against what was posted to them.</summary>
    public Standing Standing { get; set; }

    /// <summary>How many rounds there were.</summary>
    public int Rounds { get; set; }

    /// <summary>How many times a server was started again.</summary>
    public int Restarts { get; set; }

    /// <summary>The longest time from the start of a process to its ready line.</summary>
    public TimeSpan LongestReady { get; private set; }

    /// <summary>The longest time from a request to its answer or to the end of its connection.</summary>
    public TimeSpan LongestRequest { get; private set; }

    /// <summary>How long it took.</summary>
    public TimeSpan Duration { get; set; }

    /// <summary>Anything else worth a line: name and how often.</summary>
    public SortedDictionary<string, int> Counts { get; } = new(StringComparer.Ordinal);

    /// <summary>Whatever is wrong, in words.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>Whether nothing is wrong.</summary>
    public bool IsGood => _problems.Count == 0 && Standing.IsGood;

    /// <summary>Notes how long a start took.</summary>
    public void Ready(TimeSpan after) => LongestReady = after > LongestReady ? after : LongestReady;

    /// <summary>Notes how long a request took.</summary>
    public void Request(TimeSpan took) => LongestRequest = took > LongestRequest ? took : LongestRequest;

    /// <summary>Counts something.</summary>
    public void Count(string what) => Counts[what] = Counts.GetValueOrDefault(what) + 1;

    /// <summary>Notes what is wrong.</summary>
    public void Problem(string text)
    {
        if (_problems.Count < MaxProblems)
            _problems.Add(text);
    }
}
