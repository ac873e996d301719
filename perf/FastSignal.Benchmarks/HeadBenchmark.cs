using System.Buffers;
using BenchmarkDotNet.Attributes;
using FastSignal.Parsing;
using Microsoft.AspNetCore.Server.Kestrel.Core.Internal.Http;

namespace FastSignal.Benchmarks;

/// <summary>Reading a request head beside Kestrel's parser. Kestrel's only splits lines; ours also judges framing, host, path and token.</summary>
/// <remarks>
/// All requests of the measurement say the same Host, as those of a connection do, so it is judged once. An Idempotency-Key is hashed behind the
/// parser, once the request is accepted.
/// </remarks>
[MemoryDiagnoser]
public class HeadBenchmark
{
    private readonly RequestHeadParser _parser = new(new HeadLimits());
    private readonly HttpParser<HeadSink> _kestrel = new();
    private readonly HeadSink _sink = new();
    private byte[] _head = [];
    private ReadOnlySequence<byte> _sequence;

    [Params("y_wrk", "y_visitor_through_proxy", "y_zapier_through_proxy", "y_field_lines_100")]
    public string Head { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        _head = Corpus.Head(Head);
        _sequence = new ReadOnlySequence<byte>(_head);
        if (FastSignal() is not ParseStatus.Complete || Kestrel() == 0)
            throw new InvalidDataException($"{Head} is no whole head.");
    }

    [Benchmark(Baseline = true)]
    public int Kestrel()
    {
        _sink.Begin();
        var reader = new SequenceReader<byte>(_sequence);
        return _kestrel.ParseRequestLine(_sink, ref reader) && _kestrel.ParseHeaders(_sink, ref reader) ? _sink.Octets : 0;
    }

    [Benchmark]
    public ParseStatus FastSignal()
    {
        _parser.Reset();
        return _parser.Parse(_head, out _, out _);
    }
}
