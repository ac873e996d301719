using System.Collections.Frozen;
using System.Text;
using BenchmarkDotNet.Attributes;
using FastSignal.Server.Tokens;

namespace FastSignal.Benchmarks;

/// <summary>Looking tokens up among 10,000, in random order so that caches do not flatter; beside a dictionary of strings, as frameworks have it.</summary>
[MemoryDiagnoser]
public class TokenBenchmark
{
    private const int Count = 10_000;
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private byte[][] _asked = [];
    private byte[][] _unknown = [];
    private TokenTable? _table;
    private FrozenDictionary<string, SignalRoute>? _strings;

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(20261124);
        var tokens = Enumerable.Range(0, Count).Select(_ => "fs_" + random.GetString(Alphabet, 32)).ToArray();
        var routes = tokens.Select((token, i) => KeyValuePair.Create(token, new SignalRoute(i, IsTest: false, SuccessStatus: 202))).ToArray();
        _table = new TokenTable(routes);
        _strings = routes.ToFrozenDictionary(StringComparer.Ordinal);
        _asked = [.. tokens.Select(Encoding.ASCII.GetBytes)];
        random.Shuffle(_asked);
        _unknown = [.. _asked.Select(_ => Encoding.ASCII.GetBytes("fs_" + random.GetString(Alphabet, 32)))];
    }

    [Benchmark(OperationsPerInvoke = Count)]
    public int Known() => CountFound(_asked);

    [Benchmark(OperationsPerInvoke = Count)]
    public int Unknown() => CountFound(_unknown);

    [Benchmark(Baseline = true, OperationsPerInvoke = Count)]
    public int KnownAsString()
    {
        var found = 0;
        foreach (var token in _asked)
            found += _strings!.ContainsKey(Encoding.ASCII.GetString(token)) ? 1 : 0;
        return found;
    }

    private int CountFound(byte[][] tokens)
    {
        var found = 0;
        foreach (var token in tokens)
            found += _table!.Find(token) is null ? 0 : 1;
        return found;
    }
}
