namespace FastSignal.Log;

/// <summary>How addresses become pages and files. Fixed when a log is made and written into its commit slots: another geometry would read other
/// octets.</summary>
/// <param name="PageBits">A page is 2^PageBits octets; an entry never spans pages.</param>
/// <param name="SegmentBits">A segment file is 2^SegmentBits octets.</param>
/// <param name="MemoryBits">The log keeps the newest 2^MemoryBits octets in memory; not part of the format.</param>
public sealed record LogGeometry(int PageBits, int SegmentBits, int MemoryBits)
{
    /// <summary>Where a log begins: FASTER keeps the first 64 octets of page 0 free.</summary>
    public const long FirstAddress = 64;

    /// <summary>FASTER's header in front of each frame: the length alone, since the frame has a better checksum than FASTER's XOR.</summary>
    public const int RecordHeaderBytes = 4;

    /// <summary>FASTER begins every record at a multiple of this.</summary>
    public const int AlignmentBytes = 4;

    /// <summary>
    /// 4 MiB pages (32 MiB ones take 5-10 ms to clear), 128 MiB segments, 64 MiB of memory: the figures that were measured to pay.
    /// </summary>
    public static LogGeometry Default { get; } = new(PageBits: 22, SegmentBits: 27, MemoryBits: 26);

    /// <summary>Size of a page, in octets.</summary>
    public int PageBytes => 1 << PageBits;

    /// <summary>The longest frame and record together that fit a page.</summary>
    public int MaxFramedBytes => PageBytes - RecordHeaderBytes - (int)FirstAddress;

    /// <summary>The address behind the page that holds <paramref name="address"/>.</summary>
    public long PageEnd(long address) => ((address >> PageBits) + 1) << PageBits;

    /// <summary>The number of the segment file that holds <paramref name="address"/>.</summary>
    public int Segment(long address) => (int)(address >> SegmentBits);

    /// <summary>Where in its segment file <paramref name="address"/> lies.</summary>
    public long OffsetInSegment(long address) => address & ((1L << SegmentBits) - 1);

    /// <summary>The next multiple of the alignment.</summary>
    public static long Aligned(long octets) => (octets + AlignmentBytes - 1) & -AlignmentBytes;

    /// <summary>Octets that an entry takes in the log: header, frame and record, up to the next multiple of four.</summary>
    public static long RecordBytes(int framedBytes) => RecordHeaderBytes + Aligned(framedBytes);
}
