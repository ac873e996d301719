using System.Globalization;
using System.Text;
using FastSignal.Leads;
using FastSignal.Log;
using FastSignal.Parsing;

namespace FastSignal.Benchmarks;

/// <summary>A data folder with a live signal and a log of RB2B visits: first of people who are all new, then as many with repeat visits among them.</summary>
/// <remarks>People are spread by chance over names, companies and slugs, as they come: neighbours in the log are no neighbours in an index.</remarks>
internal sealed class VisitorLog
{
    private const int Seed = 20261124;
    private const int RepeatPercent = 30;
    private const int CommitCount = 1_000;
    private const long SecondMicroseconds = 1_000_000;

    private static readonly string[] FirstNames = ["Mara", "Jonas", "Aisha", "Luca", "Ingrid", "Tomás", "Priya", "Noah", "Chloé", "Kenji", "Olga",
        "Samuel", "Fatima", "Erik", "Grace", "Mateo"];
    private static readonly string[] LastNames = ["Lindqvist", "Okafor", "Weber", "Rossi", "Novak", "García", "Sharma", "Johnson", "Dubois", "Tanaka",
        "Petrova", "Adeyemi", "Haddad", "Berg", "Kim", "Silva"];

    private readonly string _template = Encoding.UTF8.GetString(Corpus.Rb2b());
    private readonly Random _random = new(Seed);
    private readonly List<int> _people = [];

    private VisitorLog(string directory, int entryCount)
    {
        Directory = directory;
        EntryCount = entryCount;
    }

    /// <summary>The data folder.</summary>
    public string Directory { get; }

    /// <summary>The entries of each of the two sections.</summary>
    public int EntryCount { get; }

    /// <summary>The mapping of the signal: what is suggested for RB2B.</summary>
    public static SignalMapping Mapping { get; } = Suggest();

    /// <summary>Makes both.</summary>
    /// <param name="directory">The data folder, which is there and empty.</param>
    /// <param name="entryCount">The entries of each section.</param>
    public static VisitorLog Make(string directory, int entryCount)
    {
        var made = new VisitorLog(directory, entryCount);
        using var registry = SignalRegistry.Open(Path.Combine(directory, SignalRegistry.FileName), TimeProvider.System);
        var signal = registry.Create(
            new NewSignal { Name = "Website visitors", Target = SignalTarget.People, Status = SignalStatus.Live, Mapping = Mapping }).Signal.Id;
        using var log = EntryLog.Open(Path.Combine(directory, "log"));
        made.Append(log, signal);
        return made;
    }

    /// <summary>Opens the log for reading.</summary>
    public LogReader Read() => LogReader.Open(Path.Combine(Directory, "log"));

    private static SignalMapping Suggest()
    {
        using var record = Records.Make(Corpus.Rb2b());
        return MappingSuggester.Suggest(SignalTarget.People, [EntryLeaves.ReadRecord(record.Record)]).Mapping;
    }

    private void Append(EntryLog log, long signal)
    {
        using var record = new RecordBuffer();
        using var flattener = new Flattener();
        for (var visit = 0; visit < 2 * EntryCount; visit++)
        {
            var isRepeat = visit >= EntryCount && _random.Next(100) < RepeatPercent;
            record.Begin(new RecordHeader
            {
                SignalId = signal,
                ReceivedAtMicroseconds = Records.Header.ReceivedAtMicroseconds
                + (visit * SecondMicroseconds / 20),
                UserAgent = "RB2B/1.0"u8
            });
            flattener.Begin(record);
            flattener.Take(Content(visit, isRepeat ? _people[_random.Next(_people.Count)] : NewPerson()), out _);
            if (flattener.Complete(out var why) is not ParseStatus.Complete)
                throw new InvalidDataException(why.ToString());
            if (!log.TryAppend(record.Framed, out _))
                throw new InvalidDataException("The log does not take the entry.", log.Fault);
            if (visit % CommitCount == CommitCount - 1)
                log.Commit();
        }

        log.Commit();
    }

    private int NewPerson()
    {
        _people.Add(_random.Next());
        return _people[^1];
    }

    /// <summary>The content of the corpus with another person in it. A person's number says all of them.</summary>
    private byte[] Content(int visit, int person)
    {
        var (first, last) = (FirstNames[person % FirstNames.Length], LastNames[person / FirstNames.Length % LastNames.Length]);
        var company = string.Create(CultureInfo.InvariantCulture, $"brightforge-{person / 256 % Math.Max(EntryCount / 5, 1)}");
        var slug = string.Create(CultureInfo.InvariantCulture, $"{first}-{last}-{person:x8}").ToLowerInvariant();
        return Encoding.UTF8.GetBytes(_template
            .Replace("mara-lindqvist-fs9021", slug, StringComparison.Ordinal)
            .Replace("mara.lindqvist@", string.Create(CultureInfo.InvariantCulture, $"visitor.{person:x8}@"), StringComparison.Ordinal)
            .Replace("brightforge.example", company + ".example", StringComparison.Ordinal)
            .Replace("\"Brightforge\"", $"\"{company}\"", StringComparison.Ordinal)
            .Replace("\"Mara\"", $"\"{first}\"", StringComparison.Ordinal)
            .Replace("\"Lindqvist\"", $"\"{last}\"", StringComparison.Ordinal)
            .Replace("/pricing?", string.Create(CultureInfo.InvariantCulture, $"/pricing/{visit}?"), StringComparison.Ordinal));
    }
}
