using System.Buffers.Binary;

namespace FastSignal.Log.Tests;

public class FrameTests
{
    [Fact]
    public void A_frame_gives_back_its_record_its_sequence_and_what_was_committed_then()
    {
        var framed = TestEntries.Framed("hello"u8);
        Frame.Complete(framed, 42, committedBelow: 40);

        Assert.True(Frame.TryRead(framed, out var header, out var record));
        Assert.Equal(new FrameHeader(42, 40), header);
        Assert.Equal("hello"u8, record);
    }

    [Fact]
    public void Every_flipped_bit_is_seen()
    {
        var framed = TestEntries.Framed("some record of some entry"u8);
        Frame.Complete(framed, 7, committedBelow: 7);
        for (var bit = 0; bit < framed.Length * 8; bit++)
        {
            framed[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(Frame.TryRead(framed, out _, out _), $"bit {bit}");
            framed[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Fact]
    public void A_frame_of_the_first_version_is_read_and_does_not_say_what_was_committed()
    {
        // FSE, version 1, length 5, sequence 42, CRC32C over these 16 octets and the record.
        byte[] framed = [0x46, 0x53, 0x45, 1, 5, 0, 0, 0, 42, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, .. "hello"u8];
        var checksum = Crc32C.Finish(Crc32C.Append(Crc32C.Append(Crc32C.Start, framed.AsSpan(0, 16)), "hello"u8));
        BinaryPrimitives.WriteUInt32LittleEndian(framed.AsSpan(16), checksum);

        Assert.True(Frame.TryRead(framed, out var header, out var record));
        Assert.Equal(new FrameHeader(42, null), header);
        Assert.Equal("hello"u8, record);
    }

    [Fact]
    public void Every_shorter_piece_is_refused()
    {
        var framed = TestEntries.Framed("record"u8);
        Frame.Complete(framed, 7, committedBelow: 7);
        for (var length = 0; length < framed.Length; length++)
            Assert.False(Frame.TryRead(framed.AsSpan(0, length), out _, out _));
    }

    [Fact]
    public void The_checksum_is_the_published_one() =>
        Assert.Equal(0xE3069283u, Crc32C.Finish(Crc32C.Append(Crc32C.Start, "123456789"u8)));
}
