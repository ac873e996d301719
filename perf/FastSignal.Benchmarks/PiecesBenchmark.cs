using BenchmarkDotNet.Attributes;
using FastSignal.Parsing;

namespace FastSignal.Benchmarks;

/// <summary>A string of 1 MiB that arrives in pieces, beside the same string whole: the worst case of a reader that wants whole tokens.</summary>
[MemoryDiagnoser]
public class PiecesBenchmark : IDisposable
{
    private const int ContentBytes = 1 << 20;

    private readonly Flattener _flattener = new();
    private readonly RecordBuffer _record = new();
    private byte[] _content = [];

    [Params(100, 1460, 16384)]
    public int PieceBytes { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _content = [.. "{\"a\":\""u8, .. Enumerable.Repeat((byte)'s', ContentBytes - 8), .. "\"}"u8];
        if (Whole() != InPieces())
            throw new InvalidDataException("The pieces do not make the fields of the whole.");
    }

    [Benchmark(Baseline = true)]
    public int Whole() => Flatten(_content.Length);

    [Benchmark]
    public int InPieces() => Flatten(PieceBytes);

    [GlobalCleanup]
    public void Dispose()
    {
        _flattener.Dispose();
        _record.Dispose();
        GC.SuppressFinalize(this);
    }

    private int Flatten(int pieceBytes)
    {
        _record.Begin(Records.Header);
        _flattener.Begin(_record);
        for (var rest = _content.AsSpan(); !rest.IsEmpty; rest = rest[Math.Min(pieceBytes, rest.Length)..])
            _flattener.Take(rest[..Math.Min(pieceBytes, rest.Length)], out _);
        _flattener.Complete(out _);
        var fields = _record.Fields.Length;
        _record.Reset(); // As behind every request: the next one's record grows again.
        return fields;
    }
}
