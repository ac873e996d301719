using FastSignal.Benchmarks;
using FastSignal.Harness;

namespace FastSignal.Parsing.Tests;

/// <summary>What an operation of the benchmarks allocates, in octets, is what <c>perf/results/allocations.json</c> says.</summary>
[Collection(nameof(Allocations))]
public class AllocationPinTests
{
    private static readonly string[] Heads = ["y_wrk", "y_visitor_through_proxy", "y_zapier_through_proxy", "y_field_lines_100"];
    private static readonly string[] Bodies = ["y_three", "y_one_octet_chunks"];

    [Fact]
    public void Every_pinned_operation_allocates_what_its_pin_says()
    {
        var measured = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var kind in Enum.GetValues<ContentKind>())
        {
            using var operation = new Operation(Contents.Make(kind));
            measured.Add($"flatten {kind}", AllocationPins.Measure(operation.Flatten));
            if (kind is ContentKind.Mixed1M)
                measured.Add($"flatten {kind} in pieces", AllocationPins.Measure(operation.FlattenPieces));
            if (kind is not (ContentKind.Rb2b or ContentKind.Mixed1M))
                continue;
            measured.Add($"read {kind}", AllocationPins.Measure(operation.Read));
            measured.Add($"find {kind}", AllocationPins.Measure(operation.Find));
        }

        foreach (var head in Heads)
            measured.Add($"head {head}", AllocationPins.Measure(Parsing(head)));
        foreach (var body in Bodies)
            measured.Add($"chunked {body}", AllocationPins.Measure(Decoding(body)));

        Assert.Equal(AllocationPins.Of("parsing"), measured);
    }

    private static Action Parsing(string name)
    {
        var parser = new RequestHeadParser(new HeadLimits());
        var head = HeadCorpus.Head(name + ".http");
        return () =>
        {
            parser.Reset();
            if (parser.Parse(head, out _, out _) is not ParseStatus.Complete)
                Assert.Fail("The heads of the benchmarks are accepted.");
        };
    }

    private static Action Decoding(string name)
    {
        var body = HeadCorpus.Content(name + ".bin");
        return () =>
        {
            var decoder = default(ChunkedDecoder);
            var status = ParseStatus.Partial;
            for (var rest = body.AsSpan(); status is ParseStatus.Partial && !rest.IsEmpty;)
            {
                status = decoder.Decode(rest, out var consumed, out _, out _, out _);
                rest = rest[consumed..];
            }

            if (status is not ParseStatus.Complete)
                Assert.Fail("The bodies of the benchmarks are accepted.");
        };
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
