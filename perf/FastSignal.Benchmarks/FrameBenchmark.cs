using BenchmarkDotNet.Attributes;
using FastSignal.Log;
using FastSignal.Parsing;

namespace FastSignal.Benchmarks;

/// <summary>The log's frame around a record: completing it (CRC-32C included), and checking it when it is read back.</summary>
[MemoryDiagnoser]
public class FrameBenchmark : IDisposable
{
    private RecordBuffer _record = new();

    [Params(ContentKind.Rb2b, ContentKind.Mixed64K, ContentKind.Mixed1M)]
    public ContentKind Content { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _record = Records.Make(Contents.Make(Content));
        Complete();
        if (!Check())
            throw new InvalidDataException("The frame does not stand its own check.");
    }

    [Benchmark]
    public int Complete()
    {
        var framed = _record.Framed;
        Frame.Complete(framed, sequence: 1, committedBelow: 1);
        return framed.Length;
    }

    [Benchmark]
    public bool Check() => Frame.TryRead(_record.Framed, out _, out _);

    [GlobalCleanup]
    public void Dispose()
    {
        _record.Dispose();
        GC.SuppressFinalize(this);
    }
}
