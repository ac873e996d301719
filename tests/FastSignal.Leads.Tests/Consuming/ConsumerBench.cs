using System.Globalization;
using System.Text;

namespace FastSignal.Leads.Tests;

/// <summary>A data folder with a registry, a log in memory, and consumers that come and go.</summary>
internal sealed class ConsumerBench : IDisposable
{
    /// <summary>The names of the contract, as a mapping.</summary>
    public static readonly SignalMapping ByContract =
        LeadKeys.All.Aggregate(SignalMapping.Empty, (mapping, key) => mapping.With(key, LeadKeys.Name(key)));

    public ConsumerBench() => Registry = SignalRegistry.Open(Folder.SignalsFile, TimeProvider.System);

    public TempFolder Folder { get; } = new();

    public SignalRegistry Registry { get; }

    public ListSource Source { get; } = new();

    public RecordingEvents Events { get; } = new();

    /// <summary>When the next entry is received, in microseconds; a second apart.</summary>
    public long Clock { get; set; } = TestRecords.Start;

    public long AddSignal(SignalStatus status = SignalStatus.Live, SignalTarget target = SignalTarget.People, bool isMapped = true)
    {
        var mapping = isMapped ? ByContract : null;
        var begin = status is SignalStatus.Draft ? status : SignalStatus.Live;
        var id = Registry.Create(new NewSignal { Name = "n", Target = target, Status = begin, Mapping = mapping }).Signal.Id;
        if (status is SignalStatus.Paused)
            Registry.Pause(id);
        return id;
    }

    /// <summary>Adds a live entry with strings by the names of the contract: path, value, path, value.</summary>
    public void Add(long signalId, params string?[] pathsAndValues) => AddRecord(signalId, pathsAndValues);

    public void AddTest(long signalId, params string?[] pathsAndValues) => AddRecord(signalId, pathsAndValues, isTest: true);

    public void AddWithKey(long signalId, byte key, params string?[] pathsAndValues) => AddRecord(signalId, pathsAndValues, key: key);

    public void AddRecord(long signalId, string?[] pathsAndValues, bool isTest = false, byte? key = null)
    {
        var hash = key is { } octet ? Enumerable.Repeat(octet, 32).ToArray() : null;
        Source.Add(TestRecords.Make(signalId, isTest, Clock, Leaves.Of(pathsAndValues), hash));
        Clock += 1_000_000;
    }

    public Consumer Consumer(Action<ConsumerStep>? reached = null, int batchCount = Leads.Consumer.MaxBatchCount) =>
        new(Source, Folder.Path, Events, TimeProvider.System) { Reached = reached ?? (static _ => { }), BatchCount = batchCount };

    public void Consume(int batchCount = Leads.Consumer.MaxBatchCount)
    {
        using var consumer = Consumer(batchCount: batchCount);
        consumer.DrainToEnd();
    }

    public T Read<T>(Func<LeadStore, T> read)
    {
        using var store = LeadStore.Open(Folder.LeadsFile);
        return read(store);
    }

    public List<Lead> LeadsOf(long signalId) => Read(store => store.ListLeads(signalId).ToList());

    /// <summary>The leads in short: linkedin, email, name, company and visits.</summary>
    public string LeadLines(long signalId) => string.Join(" | ", LeadsOf(signalId).Select(lead =>
        $"{lead.Id}: {lead[LeadKey.LinkedinUrl] ?? "-"} {lead[LeadKey.Email] ?? "-"} {lead[LeadKey.FullName] ?? "-"} x{lead.Visits}"));

    /// <summary>The outcomes in the order of the entries: word, lead.</summary>
    public string OutcomeLine(long signalId) => string.Join(' ', Read(store => store.NewestOutcomes(signalId)).Reverse()
        .Select(outcome => outcome.Outcome.Name() + (outcome.LeadId is { } lead ? $":{lead}" : "")));

    /// <summary>Everything that the store says, and the mappings of the signals.</summary>
    public string Dump() => Read(store =>
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"checkpoint {store.Checkpoint()}");
        foreach (var signal in Registry.List().Select(signal => signal.Id).Append(99).Append(EntryHandler.NoSignal))
        {
            foreach (var lead in store.ListLeads(signal))
            {
                var values = string.Join(',', LeadKeys.All.Select(key => lead[key]));
                text.AppendLine(CultureInfo.InvariantCulture,
                    $"lead {lead.Id} {signal} {lead.Status} {lead.Visits} {lead.FirstSeenAt:O} {lead.LastSeenAt:O} {values} {lead.ContextJson}");
            }

            foreach (var outcome in store.NewestOutcomes(signal))
                text.AppendLine(CultureInfo.InvariantCulture, $"{signal} {outcome}");
            foreach (var count in store.OutcomeCountsByHour(signal))
                text.AppendLine(CultureInfo.InvariantCulture, $"{signal} {count}");
            foreach (var sample in store.Samples(signal))
                text.AppendLine(CultureInfo.InvariantCulture, $"sample {signal} {sample.Sequence} {Convert.ToHexString(sample.Record)}");
            if (signal is not 99 and not EntryHandler.NoSignal)
                text.AppendLine(CultureInfo.InvariantCulture,
                    $"mappings {string.Join(',', Registry.Mappings(signal).Select(version => version.Mapping.ToJson()))}");
        }

        foreach (var held in store.Held())
            text.AppendLine(CultureInfo.InvariantCulture, $"held {held.Sequence} {held.SignalId} {held.Outcome} {Convert.ToHexString(held.Record)}");
        return text.ToString();
    });

    public void Dispose()
    {
        Registry.Dispose();
        Folder.Dispose();
    }
}
