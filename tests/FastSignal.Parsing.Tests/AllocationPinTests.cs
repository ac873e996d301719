using System.Text.Json;
using FastSignal.Benchmarks;

namespace FastSignal.Parsing.Tests;

/// <summary>What an operation of the benchmarks allocates, in octets, is what <c>perf/results/allocations.json</c> says.</summary>
[Collection(nameof(Allocations))]
public class AllocationPinTests
{
    [Fact]
    public void Every_pinned_operation_allocates_what_its_pin_says()
    {
        var pins = JsonSerializer.Deserialize<Dictionary<string, long>>(File.ReadAllText(Path.Combine(Corpus.Root, "perf", "results", "allocations.json")))!;
        var measured = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var kind in Enum.GetValues<ContentKind>())
        {
            using var operation = new Operation(Contents.Make(kind));
            measured.Add($"flatten {kind}", Allocated(operation.Flatten));
            if (kind is ContentKind.Mixed1M)
                measured.Add($"flatten {kind} in pieces", Allocated(operation.FlattenPieces));
            if (kind is not (ContentKind.Rb2b or ContentKind.Mixed1M))
                continue;
            measured.Add($"read {kind}", Allocated(operation.Read));
            measured.Add($"find {kind}", Allocated(operation.Find));
        }

        Assert.Equal(pins.OrderBy(pin => pin.Key, StringComparer.Ordinal), measured.OrderBy(pin => pin.Key, StringComparer.Ordinal));
    }

    // The third call, when the pools have what it needs.
    private static long Allocated(Action operation)
    {
        operation();
        operation();
        var before = GC.GetAllocatedBytesForCurrentThread();
        operation();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    /// <summary>What the benchmarks do with a content, as the server does it: with everything given back at the end.</summary>
    private sealed class Operation(byte[] content) : IDisposable
    {
        private const int PieceBytes = 1460;

        private readonly PathSet _wanted = new(["First Name", "rows.1.email", "none"]);
        private readonly FoundLeaf[] _found = new FoundLeaf[3];
        private readonly RecordBuffer _record = new();
        private readonly Flattener _flattener = new();
        private readonly PathBuffer _path = new();

        public void Flatten() => Flatten(content.Length);

        public void FlattenPieces() => Flatten(PieceBytes);

        public void Read()
        {
            var reader = new FieldReader(_record.Fields, _path);
            while (reader.Read())
            {
            }
        }

        public void Find() => _wanted.TryFind(_record.Fields, _path, _found);

        public void Dispose()
        {
            _record.Dispose();
            _flattener.Dispose();
            _path.Dispose();
        }

        private void Flatten(int pieceBytes)
        {
            _record.Reset();
            _record.Begin(new RecordHeader { SignalId = 1, UserAgent = "RB2B/1.0"u8 });
            _flattener.Begin(_record);
            for (ReadOnlySpan<byte> rest = content; !rest.IsEmpty; rest = rest[Math.Min(pieceBytes, rest.Length)..])
                _flattener.Take(rest[..Math.Min(pieceBytes, rest.Length)], out _);
            if (_flattener.Complete(out _) != ParseStatus.Complete)
                Assert.Fail("The contents of the benchmarks are accepted.");
            _flattener.Reset();
        }
    }
}
