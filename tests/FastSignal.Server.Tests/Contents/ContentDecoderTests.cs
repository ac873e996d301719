using System.IO.Compression;
using System.IO.Hashing;
using System.Text;
using CsCheck;
using FastSignal.Parsing;
using FastSignal.Server.Contents;

namespace FastSignal.Server.Tests.Contents;

public class ContentDecoderTests
{
    private const int MaxBytes = 1 << 20;

    private static readonly byte[] Small = Encoding.UTF8.GetBytes(
        """{"LinkedIn URL":"https://www.linkedin.com/in/mara/","First Name":"Zoë","n":[1,2,{"a":null}]}""");

    [Fact]
    public void Every_coding_at_every_level_gives_the_content_back() =>
        Gen.Select(Gen.Int[0, 70_000], Gen.Enum<CompressionLevel>(), Gen.Int[0, 3]).Sample(
            (length, level, kind) =>
            {
                var content = Content(length);
                var (coding, octets) = Coded.All(content, level).ElementAt(kind);
                var (plain, decoded) = (Decode(ContentCoding.Identity, content), Decode(coding, octets));
                Assert.Equal((plain.Why, plain.DecodedBytes), (decoded.Why, decoded.DecodedBytes));
                Assert.Equal(plain.Fields, decoded.Fields);
            }, iter: 500);

    [Fact]
    public void Cut_anywhere_a_content_is_refused()
    {
        foreach (var (coding, octets) in Coded.All(Small))
        {
            for (var length = 1; length < octets.Length; length++)
                Assert.Equal(Rejection.BadRequest, Decode(coding, octets[..length]).Why.Rejection);
        }
    }

    [Fact]
    public void Octets_behind_the_end_are_refused_even_a_single_one() =>
        Gen.Select(Gen.Int[0, 20_000], Gen.Int[0, 3], Gen.Byte.Array[1, 20]).Sample(
            (length, kind, behind) =>
            {
                var (coding, octets) = Coded.All(Content(length)).ElementAt(kind);
                Assert.Equal("octets follow the end of the coded content", Decode(coding, [.. octets, .. behind]).Why.Detail);
            }, iter: 500);

    [Fact]
    public void A_second_gzip_member_is_octets_behind_the_end() =>
        Assert.Equal("octets follow the end of the coded content", Decode(ContentCoding.Gzip, [.. Coded.Gzip(Small), .. Coded.Gzip(Small)]).Why.Detail);

    [Fact]
    public void One_wrong_octet_is_never_taken_for_another_content()
    {
        var right = Decode(ContentCoding.Identity, Small);
        foreach (var (coding, octets) in Coded.All(Small).Where((_, kind) => kind < 2))
        {
            for (var place = 0; place < octets.Length; place++)
            {
                var damaged = octets.ToArray();
                damaged[place] ^= 0x5A;
                var found = Decode(coding, damaged);
                Assert.True(found.Why.Rejection is not Rejection.None || found.Fields.SequenceEqual(right.Fields), $"{coding}, octet {place}");
            }
        }
    }

    [Fact]
    public void Octets_that_are_no_such_coding_are_refused() =>
        Gen.Select(Gen.OneOf(Gen.Const(ContentCoding.Gzip), Gen.Const(ContentCoding.Deflate), Gen.Const(ContentCoding.Brotli)), Gen.Byte.Array[1, 200]).Sample(
            (coding, octets) => Assert.NotEqual(Rejection.None, Decode(coding, octets).Why.Rejection), iter: 5000);

    [Theory]
    [InlineData(MaxBytes, Rejection.None)]
    [InlineData(MaxBytes + 1, Rejection.ContentTooLarge)]
    public void The_decoded_length_counts_to_the_octet(int length, Rejection expected)
    {
        foreach (var (coding, octets) in Coded.All(Content(length)))
            Assert.Equal(expected, Decode(coding, octets).Why.Rejection);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_bomb_costs_neither_memory_nor_time(int kind)
    {
        // Text that would be the start of an object for ever, a quarter of a GiB of it.
        var start = new byte[1 << 28];
        start.AsSpan().Fill((byte)' ');
        var (coding, octets) = Coded.All(start, CompressionLevel.Fastest).ElementAt(kind);
        _ = Decode(coding, octets);
        GC.Collect();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var (why, _, decodedBytes) = Decode(coding, octets);

        Assert.Equal(Rejection.ContentTooLarge, why.Rejection);
        Assert.InRange(decodedBytes, MaxBytes, MaxBytes + (64 * 1024));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 * 1024);
    }

    [Fact]
    public void What_is_wrong_in_the_decoded_content_is_refused_at_its_octet()
    {
        foreach (var (coding, octets) in Coded.All("""{"a":1,}"""u8.ToArray()))
            Assert.Equal((Rejection.MalformedJson, 7L), (Decode(coding, octets).Why.Rejection, Decode(coding, octets).Why.Offset));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, true)] // FTEXT says nothing of the format.
    [InlineData(2, true)]
    [InlineData(4, true)]
    [InlineData(8, true)]
    [InlineData(16, true)]
    [InlineData(2 + 4 + 8 + 16, true)]
    [InlineData(32, false)]
    [InlineData(64, false)]
    [InlineData(128, false)]
    public void A_gzip_header_may_have_every_part_that_RFC_1952_gives_it(byte flags, bool isTaken)
    {
        var found = Decode(ContentCoding.Gzip, GzipWith(flags));
        Assert.Equal(isTaken ? Rejection.None : Rejection.BadRequest, found.Why.Rejection);
    }

    [Fact]
    public void A_gzip_header_whose_own_checksum_is_wrong_is_refused()
    {
        var octets = GzipWith(2);
        octets[10] ^= 1;
        Assert.Equal(Rejection.BadRequest, Decode(ContentCoding.Gzip, octets).Why.Rejection);
    }

    private static byte[] GzipWith(byte flags)
    {
        var plain = Coded.Gzip(Small);
        List<byte> octets = [.. plain[..10]];
        octets[3] = flags;
        if ((flags & 4) != 0)
            octets.AddRange([3, 0, 1, 2, 3]);
        if ((flags & 8) != 0)
            octets.AddRange("name\0"u8);
        if ((flags & 16) != 0)
            octets.AddRange("a comment\0"u8);
        if ((flags & 2) != 0)
            octets.AddRange(BitConverter.GetBytes((ushort)Crc32.HashToUInt32(octets.ToArray())));
        octets.AddRange(plain[10..]);
        return [.. octets];
    }

    private static byte[] Content(int length)
    {
        var random = new Random(length);
        var text = new StringBuilder("{\"a\":\"");
        while (text.Length < length - 2)
            text.Append((char)('a' + random.Next(20)));
        return Encoding.UTF8.GetBytes(text.Append("\"}").ToString());
    }

    private static (Refusal Why, byte[] Fields, long DecodedBytes) Decode(ContentCoding coding, byte[] octets)
    {
        using var record = new RecordBuffer();
        using var flattener = new Flattener();
        using var beginning = new ContentBeginning();
        record.Begin(new RecordHeader { SignalId = 1 });
        flattener.Begin(record);
        var target = new DecodedContent(flattener, beginning, MaxBytes);
        var why = coding is ContentCoding.Identity ? target.Take(octets) : ContentDecoder.Decode(coding, octets, target);
        if (why.Rejection is Rejection.None)
            flattener.Complete(out why);
        return (why, record.Fields.ToArray(), target.Count);
    }
}
