using BenchmarkDotNet.Attributes;
using FastSignal.Parsing;

namespace FastSignal.Benchmarks;

/// <summary>Walking the leaves of a record, all paths built; beside it what the consumer makes of them: a list of strings.</summary>
[MemoryDiagnoser]
public class FieldReaderBenchmark : IDisposable
{
    private readonly PathBuffer _path = new();
    private RecordBuffer _record = new();

    [ParamsAllValues]
    public ContentKind Content { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _record = Records.Make(Contents.Make(Content));
        if (Read() == 0)
            throw new InvalidDataException("The record has no leaves.");
    }

    [Benchmark]
    public long Read()
    {
        var reader = new FieldReader(_record.Fields, _path);
        while (reader.Read()) { }
        return reader.IsDamaged ? 0 : reader.PathTextBytes;
    }

    [Benchmark]
    public int ReadLeaves() => Leads.EntryLeaves.Read(_record.Fields).Count;

    [GlobalCleanup]
    public void Dispose()
    {
        _path.Dispose();
        _record.Dispose();
        GC.SuppressFinalize(this);
    }
}
