using System.Diagnostics;
using System.Globalization;
using System.Text;
using FastSignal.Harness;

namespace FastSignal.EndToEnd.Attacks;

/// <summary>Octet streams that no sender means, over real sockets, a hundred at a time.</summary>
[Collection(nameof(Alone))]
public sealed class RandomStreamsTests(ITestOutputHelper output)
{
    private const int Concurrency = 100;

    /// <summary>Memory that may come on top of what the first quarter took: the log's own 64 MiB fill up with entries, and the heap breathes.</summary>
    private const long MaxGrowthBytes = 64 << 20;

    /// <summary>The server's own limits are a second or two; a connection that lingers is given five, and a busy machine the rest.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(Soak.IsOn ? 15 : 40);

    private readonly int _count = Soak.IsOn ? 100_000 : 4_000;

    [Fact]
    public async Task No_stream_of_octets_crashes_hangs_smuggles_or_leaks()
    {
        var seed = Seed.Of(output.WriteLine);
        await using var installation = new Installation();
        foreach (var limit in (string[])["HeadSeconds", "ContentGraceSeconds", "IdleSeconds"])
            installation.Environment[$"FASTSIGNAL__Limits__{limit}"] = "1";
        await installation.CreateVisitorSignalAsync("--token", AttackStreams.Token);
        await using var server = await installation.ServeAsync("--no-consume");
        var streams = new AttackStreams(seed);

        var began = Stopwatch.GetTimestamp();
        var acknowledged = new IReadOnlyList<string>[_count];
        await SendAsync(server, streams, acknowledged, 0, _count / 4);
        await MetricsPage.WithConnectionsAsync(server, static connections => connections == 0, "no connection after the warm-up");
        var (memory, sockets, descriptors) = (server.ResidentBytes, server.SocketCount, server.DescriptorCount);
        await SendAsync(server, streams, acknowledged, _count / 4, _count);
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;

        await MetricsPage.WithConnectionsAsync(server, static connections => connections == 0, "no connection in the end");
        var growth = server.ResidentBytes - memory;
        output.WriteLine(FormattableString.Invariant(
            $"{_count} streams in {seconds:F0} s; resident {memory >> 20} MiB after a quarter, then {growth / 1024.0:+0;-0} KiB"));
        Assert.InRange(growth, long.MinValue, MaxGrowthBytes);
        await Eventually.HoldsAsync(() => Task.FromResult(server.SocketCount), count => count <= sockets, $"no more than {sockets} sockets");
        Assert.InRange(server.DescriptorCount, 0, descriptors + 8); // Segments of the log are files.
        Assert.DoesNotContain("fail:", server.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("crit:", server.Error, StringComparison.Ordinal);
        Assert.Equal(0, await server.StopAsync());
        Check(streams, acknowledged, await installation.EntriesAsync());
    }

    private static Task SendAsync(ServerProcess server, AttackStreams streams, IReadOnlyList<string>[] acknowledged, int from, int to) => Parallel.ForAsync(
        from,
        to,
        new ParallelOptions { MaxDegreeOfParallelism = Concurrency },
        async (number, _) => acknowledged[number] = await AttackSender.SendAsync(server.Port, streams.Make(number), Limit));

    private void Check(AttackStreams streams, IReadOnlyList<string>[] acknowledged, IReadOnlyList<EntryLine> entries)
    {
        Assert.Empty(entries.Where(static entry => entry.Value(AttackStreams.Hidden) is not null)
            .Select(entry => Describe(streams, entry.Value(AttackStreams.Hidden)!)));
        var logged = entries.Select(static entry => entry.Id).ToHashSet(StringComparer.Ordinal);
        Assert.All(acknowledged.SelectMany(static ids => ids), id => Assert.True(logged.Contains(id), $"{id} was acknowledged and is not in the log"));
        var honest = entries.Where(static entry => entry.Value(AttackStreams.Honest) is not null)
            .ToLookup(static entry => entry.Value(AttackStreams.Honest), static entry => entry.Id, StringComparer.Ordinal);
        var sent = 0;
        for (var number = 0; number < _count; number++)
        {
            var stream = streams.Make(number);
            sent += stream.Honest.Count;
            CheckStream(stream, acknowledged[number], stream.Honest.Select(mark => honest[mark].ToList()).ToList());
        }

        output.WriteLine($"{sent} honest requests sent, {honest.Count} of them in the log, {entries.Count - honest.Count} mutants accepted");
    }

    /// <summary>Honest requests were acknowledged first, in their order, each as the entry that holds its mark; whatever was acknowledged behind them
    /// is a mutant.</summary>
    private static void CheckStream(AttackStream stream, IReadOnlyList<string> acknowledged, List<List<string>> honest)
    {
        var what = $"stream {stream.Number} ({stream.Kind}, {stream.End})";
        Assert.All(honest, ids => Assert.True(ids.Count <= 1, $"{what}: an entry stands in the log twice"));
        if (!stream.ReadsAll)
            return;
        Assert.True(honest.All(static ids => ids.Count == 1), $"{what}: an honest request is not in the log");
        Assert.True(honest.Select(static ids => ids[0])
            .SequenceEqual(acknowledged.Take(honest.Count), StringComparer.Ordinal), $"{what}: an honest request was not acknowledged as itself");
        Assert.True(acknowledged.Count == honest.Count
            || stream.Kind.StartsWith("mutated", StringComparison.Ordinal), $"{what}: more was acknowledged than sent");
    }

    private static string Describe(AttackStreams streams, string mark)
    {
        var stream = streams.Make(int.Parse(mark, CultureInfo.InvariantCulture));
        return $"stream {stream.Number} ({stream.Kind}): {Encoding.Latin1.GetString(stream.Octets.AsSpan(0, Math.Min(stream.Octets.Length, 2_000)))}";
    }
}
