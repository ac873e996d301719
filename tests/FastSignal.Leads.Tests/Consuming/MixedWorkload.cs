using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FastSignal.Parsing;

namespace FastSignal.Leads.Tests;

/// <summary>
/// Entries of all kinds, in stages: repeats, merges, duplicates, test entries, entries of signals that are paused and resumed or have no mapping yet,
/// and garbage. Between the stages signals change. The same count and seed make the same entries.
/// </summary>
internal sealed class MixedWorkload
{
    /// <summary>The stages; before each some signals change.</summary>
    public const int StageCount = 10;

    /// <summary>Signals whose first entry makes their mapping.</summary>
    public const int UnmappedCount = 66;

    /// <summary>Each so many entries one of three that make two leads and then merge them.</summary>
    private const int MergeInterval = 5;

    /// <summary>The entries of one stage.</summary>
    private readonly int _stageCount;

    private readonly Random _random;
    private readonly List<long> _unmapped = [];
    private long _people;
    private long _companies;
    private long _draft;
    private long _pausedNow;
    private long _pausedNext;
    private long _clock = 1_767_225_600_000_000;
    private int _entry;

    public MixedWorkload(int entryCount, int seed)
    {
        _stageCount = entryCount / StageCount;
        _random = new Random(seed);
    }

    /// <summary>A signal that nobody has created.</summary>
    public const long UnknownSignal = 9_999;

    /// <summary>How many entries there are in all.</summary>
    public int EntryCount => _stageCount * StageCount;

    /// <summary>Creates the signals in an empty registry.</summary>
    public void AddSignals(SignalRegistry registry)
    {
        var byContract = LeadKeys.All.Aggregate(SignalMapping.Empty, (mapping, key) => mapping.With(key, LeadKeys.Name(key)));
        long Add(SignalStatus status, SignalTarget target, SignalMapping? mapping) =>
            registry.Create(new NewSignal { Name = "n", Target = target, Status = status, Mapping = mapping }).Signal.Id;

        _people = Add(SignalStatus.Live, SignalTarget.People, byContract);
        _companies = Add(SignalStatus.Live, SignalTarget.Companies, byContract);
        _draft = Add(SignalStatus.Draft, SignalTarget.People, byContract);
        _pausedNow = Add(SignalStatus.Live, SignalTarget.People, byContract);
        _pausedNext = Add(SignalStatus.Live, SignalTarget.People, byContract);
        for (var i = 0; i < UnmappedCount; i++)
            _unmapped.Add(Add(SignalStatus.Live, SignalTarget.People, mapping: null));
        registry.Pause(_pausedNow);
    }

    /// <summary>What somebody does to the signals between two stages, when the consumer has caught up.</summary>
    public void ChangeSignals(SignalRegistry registry)
    {
        (_pausedNow, _pausedNext) = (_pausedNext, _pausedNow);
        registry.Pause(_pausedNow);
        registry.Resume(_pausedNext);
    }

    /// <summary>Resumes what is paused, so that nothing is left to do.</summary>
    public void EndPauses(SignalRegistry registry) => registry.Resume(_pausedNow);

    /// <summary>The records of the next stage.</summary>
    public IReadOnlyList<byte[]> NextStage()
    {
        var records = new List<byte[]>(_stageCount);
        for (var i = 0; i < _stageCount; i++, _entry++)
            records.Add(Next());
        return records;
    }

    private byte[] Next()
    {
        _clock += 400_000;
        var interval = Math.Max(1, EntryCount / UnmappedCount);
        if (_entry % interval == 0 && _entry / interval < UnmappedCount)
            return Record(_unmapped[_entry / interval], Person());

        if (_entry % MergeInterval == 0)
            return Record(_people, TwoInOne(_entry / MergeInterval));

        return _random.Next(100) switch
        {
            < 50 => Record(_people, Person()),
            < 60 => Record(_people, Person(), key: _random.Next(EntryCount / 20)),
            < 65 => Record(_companies, Company()),
            < 70 => Record(_unmapped[_random.Next(UnmappedCount)], Person()),
            < 76 => Record(_pausedNow, Person(), key: _random.Next(EntryCount / 40)),
            < 82 => Record(_pausedNext, Person()),
            < 86 => Record(_draft, Person(), isTest: true),
            < 90 => Record(_people, "\"page\":\"/nobody\""),
            < 94 => Record(_people, "\"email\":\"not an address\",\"title\":\"CEO\""),
            < 97 => Record(UnknownSignal, Person()),
            97 => [7, 7, 7, (byte)_random.Next(256)],
            _ => [.. Record(_people, Person()), 2, (byte)'k'], // Its last field has no value.
        };
    }

    /// <summary>Of each person come entries with one strong key, the other, both, and only the name: so that there are repeats and merges.</summary>
    private string Person()
    {
        var person = _random.Next(EntryCount / 8);
        var linkedin = $"\"linkedin_url\":\"https://www.linkedin.com/in/p{Text(person)}\"";
        var email = $"\"email\":\"{(_random.Next(8) == 0 ? "other" : "p")}{Text(person)}@x.example\"";
        var name = $"\"full_name\":\"Ada Wölff {Text(person % 1_000)}\",\"company_name\":\"Acme {Text(person % 50)}\"";
        var rest = $"\"title\":\"CEO\",\"page\":\"/pricing/{Text(_entry)}\",\"score\":{Text(person)}.50,\"ok\":true,\"none\":null";
        return _random.Next(4) switch
        {
            0 => $"{linkedin},{rest}",
            1 => $"{email},{rest}",
            2 => $"{linkedin},{email},{name},{rest}",
            _ => $"{name},{rest}",
        };
    }

    private static string TwoInOne(int number)
    {
        var linkedin = $"\"linkedin_url\":\"https://www.linkedin.com/in/two{Text(number / 3)}\"";
        var email = $"\"email\":\"two{Text(number / 3)}@x.example\"";
        return (number % 3) switch
        {
            0 => linkedin,
            1 => $"{email},\"title\":\"CEO\"",
            _ => $"{linkedin},{email}",
        };
    }

    private string Company()
    {
        var company = Text(_random.Next(EntryCount / 50));
        return _random.Next(3) switch
        {
            0 => $"\"company_domain\":\"acme{company}.example\"",
            1 => $"\"company_linkedin_url\":\"https://www.linkedin.com/company/acme{company}\"",
            _ => $"\"company_domain\":\"acme{company}.example\",\"company_linkedin_url\":\"https://www.linkedin.com/company/acme{company}\",\"company_name\":\"Acme {company}\"",
        };
    }

    private byte[] Record(long signal, string fields, bool isTest = false, int? key = null)
    {
        using var record = new RecordBuffer();
        using var flattener = new Flattener();
        var hash = key is { } number ? SHA256.HashData(BitConverter.GetBytes(number)) : null;
        record.Begin(new RecordHeader { SignalId = signal, IsTest = isTest, ReceivedAtMicroseconds = _clock, IdempotencyKeyHash = hash });
        flattener.Begin(record);
        flattener.Take(Encoding.UTF8.GetBytes($"{{{fields}}}"), out _);
        return flattener.Complete(out var why) is ParseStatus.Complete ? record.Record.ToArray() : throw new InvalidDataException($"{why}: {fields}");
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
