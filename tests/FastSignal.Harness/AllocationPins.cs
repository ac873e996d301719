using System.Text.Json;

namespace FastSignal.Harness;

/// <summary>What operations may allocate, in octets: <c>perf/results/allocations.json</c>, embedded in each test project that checks a part of it.</summary>
internal static class AllocationPins
{
    /// <summary>The pins of a part: an operation's name and its octets.</summary>
    public static SortedDictionary<string, long> Of(string part)
    {
        using var stream = typeof(AllocationPins).Assembly.GetManifestResourceStream("allocations.json")!;
        var parts = JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, long>>>(stream)!;
        return new SortedDictionary<string, long>(parts[part], StringComparer.Ordinal);
    }

    /// <summary>What an operation allocates on this thread at its third call, when the pools have what it needs.</summary>
    public static long Measure(Action operation)
    {
        operation();
        operation();
        var before = GC.GetAllocatedBytesForCurrentThread();
        operation();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
