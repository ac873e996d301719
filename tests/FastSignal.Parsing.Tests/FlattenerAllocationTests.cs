using System.Text;

namespace FastSignal.Parsing.Tests;

/// <summary>Runs when no other test runs: the pool of arrays is shared, and what another thread takes from it would be counted here.</summary>
[CollectionDefinition(nameof(Allocations), DisableParallelization = true)]
public sealed class Allocations;

[Collection(nameof(Allocations))]
public class FlattenerAllocationTests
{
    [Fact]
    public void An_accepted_content_allocates_nothing()
    {
        using var record = new RecordBuffer();
        using var flattener = new Flattener();
        var large = Encoding.UTF8.GetBytes($"{{\"a\":\"{new string('s', 1_000_000)}\"}}");
        Run(101); // Every size of piece, so that the pool has had an array of every size.
        var before = GC.GetAllocatedBytesForCurrentThread();
        Run(1000);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Run(int times)
        {
            for (var run = 0; run < times; run++)
            {
                for (var i = 0; i < Corpus.Accepted.Count; i++)
                    Flatten(Corpus.Accepted[i].Octets, 1 + (run % 40));
                if (run % 100 == 0)
                    Flatten(large, 16_384);
            }
        }

        void Flatten(ReadOnlySpan<byte> content, int pieceBytes)
        {
            record.Begin(new RecordHeader { SignalId = 1, UserAgent = "agent"u8 });
            flattener.Begin(record);
            for (; content.Length > 0; content = content[Math.Min(pieceBytes, content.Length)..])
                flattener.Take(content[..Math.Min(pieceBytes, content.Length)], out _);
            if (flattener.Complete(out _) != ParseStatus.Complete)
                Assert.Fail("The corpus is accepted.");
            flattener.Reset();
            record.Reset();
        }
    }
}
