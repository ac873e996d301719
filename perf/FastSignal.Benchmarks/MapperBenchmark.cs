using BenchmarkDotNet.Attributes;
using FastSignal.Leads;

namespace FastSignal.Benchmarks;

/// <summary>Finding out who an RB2B entry is about, under the mapping that is suggested for it.</summary>
[MemoryDiagnoser]
public class MapperBenchmark
{
    private EntryLeaves? _leaves;
    private SignalMapping _mapping = SignalMapping.Empty;

    [GlobalSetup]
    public void Setup()
    {
        using var record = Records.Make(Contents.Make(ContentKind.Rb2b));
        _leaves = EntryLeaves.ReadRecord(record.Record);
        _mapping = MappingSuggester.Suggest(SignalTarget.People, [_leaves]).Mapping;
        if (Map().Problem is not MappingProblem.None)
            throw new InvalidDataException("The entry is about nobody.");
    }

    [Benchmark]
    public MappedEntry Map() => EntryMapper.Map(SignalTarget.People, _mapping, _leaves!);
}
