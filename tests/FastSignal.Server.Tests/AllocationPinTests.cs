using FastSignal.Benchmarks;
using FastSignal.Harness;
using FastSignal.Log;
using FastSignal.Server.Tokens;

namespace FastSignal.Server.Tests;

/// <summary>What a part of a request's way allocates behind the parsers, in octets, is what <c>perf/results/allocations.json</c> says.</summary>
public class AllocationPinTests
{
    [Fact]
    public void Every_pinned_operation_allocates_what_its_pin_says()
    {
        var measured = new SortedDictionary<string, long>(StringComparer.Ordinal)
        {
            ["find a token"] = OfFinding(),
            ["append Rb2b"] = OfAppending(),
        };

        Assert.Equal(AllocationPins.Of("server"), measured);
    }

    private static long OfFinding()
    {
        var route = new SignalRoute(SignalId: 1, IsTest: false, SuccessStatus: 202);
        var table = new TokenTable(Enumerable.Range(0, 10_000).Select(i => KeyValuePair.Create($"fs_{i:0000}", route)));
        return AllocationPins.Measure(() => Assert.Same(route, table.Find("fs_4711"u8)));
    }

    private static long OfAppending()
    {
        var folder = Directory.CreateTempSubdirectory("fastsignal-pins-");
        try
        {
            using var log = EntryLog.Open(folder.FullName, LogGeometry.Default with { SegmentBits = 23 });
            using var record = Records.Make(Corpus.Rb2b());
            return AllocationPins.Measure(() => Assert.True(log.TryAppend(record.Framed, out _)));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
