using FastSignal.Log;
using FastSignal.Parsing;
using FastSignal.Server.Ingest;

namespace FastSignal.Server.Tests.Ingest;

/// <summary>Limits that rest on each other.</summary>
public class IngestLimitsTests
{
    private static readonly IngestLimits Limits = new();

    /// <summary>RecordFormat: the fields of an accepted content take at most 1.5 times its octets and 16.</summary>
    private static readonly long LargestFramedBytes = (Limits.MaxContentBytes * 3 / 2) + 16 + RecordBuffer.MaxHeaderBytes + Frame.Bytes;

    [Fact]
    public void The_largest_append_fits_a_page() => Assert.InRange(LargestFramedBytes, 1, LogGeometry.Default.MaxFramedBytes);

    [Fact]
    public void A_batch_and_the_largest_append_stay_below_the_bound_of_uncommitted_octets() =>
        Assert.InRange(GroupCommit.MaxBatchBytes + LogGeometry.RecordBytes((int)LargestFramedBytes), 1, Limits.MaxUncommittedBytes - 1);

    [Fact]
    public void The_bound_of_uncommitted_octets_is_half_of_the_memory_of_the_log() =>
        Assert.Equal(1L << (LogGeometry.Default.MemoryBits - 1), Limits.MaxUncommittedBytes);

    [Fact]
    public void The_smallest_segment_has_several_pages() => Assert.InRange(LogGeometry.Default.PageBytes, 1, (8 << 20) / 2);
}
