namespace FastSignal.Log.Tests;

public class FrameTests
{
    [Fact]
    public void A_frame_gives_back_its_sequence_and_record()
    {
        var framed = TestEntries.Framed("hello"u8);
        Frame.Complete(framed, 42);

        Assert.True(Frame.TryRead(framed, out var sequence, out var record));
        Assert.Equal(42, sequence);
        Assert.Equal("hello"u8, record);
    }

    [Fact]
    public void Every_flipped_bit_is_seen()
    {
        var framed = TestEntries.Framed("some record of some entry"u8);
        Frame.Complete(framed, 7);
        for (var bit = 0; bit < framed.Length * 8; bit++)
        {
            framed[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(Frame.TryRead(framed, out _, out _), $"bit {bit}");
            framed[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Fact]
    public void Every_shorter_piece_is_refused()
    {
        var framed = TestEntries.Framed("record"u8);
        Frame.Complete(framed, 7);
        for (var length = 0; length < framed.Length; length++)
            Assert.False(Frame.TryRead(framed.AsSpan(0, length), out _, out _));
    }

    [Fact]
    public void The_checksum_is_the_published_one() =>
        Assert.Equal(0xE3069283u, Crc32C.Finish(Crc32C.Append(Crc32C.Start, "123456789"u8)));
}
