using System.Text.Json;
using BenchmarkDotNet.Attributes;
using FastSignal.KestrelBaseline;
using FastSignal.Parsing;

namespace FastSignal.Benchmarks;

/// <summary>Flattening a content into a record, UTF-8 check included, beside what the reader alone costs and what others do.</summary>
[MemoryDiagnoser]
public class FlattenBenchmark : IDisposable
{
    private readonly Flattener _flattener = new();
    private readonly RecordBuffer _record = new();
    private byte[] _content = [];

    [ParamsAllValues]
    public ContentKind Content { get; set; }

    [GlobalSetup]
    public void Setup() => _content = Contents.Make(Content);

    [Benchmark(Baseline = true)]
    public long Reader()
    {
        var reader = new Utf8JsonReader(_content, isFinalBlock: true, state: default);
        while (reader.Read()) { }
        return reader.BytesConsumed;
    }

    [Benchmark]
    public int Flatten()
    {
        _record.Begin(Records.Header);
        _flattener.Begin(_record);
        _flattener.Take(_content, out _);
        _flattener.Complete(out _);
        return _record.Fields.Length;
    }

    [Benchmark]
    public JsonValueKind Document()
    {
        using var document = JsonDocument.Parse(_content);
        return document.RootElement.ValueKind;
    }

    [Benchmark]
    public int Dictionary()
    {
        using var document = JsonDocument.Parse(_content);
        return LeafDictionary.Of(document.RootElement).Count;
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _flattener.Dispose();
        _record.Dispose();
        GC.SuppressFinalize(this);
    }
}
