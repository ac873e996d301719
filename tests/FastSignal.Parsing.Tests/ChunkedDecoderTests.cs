using CsCheck;

namespace FastSignal.Parsing.Tests;

public sealed class ChunkedDecoderTests
{
    private static readonly byte[][] AllContents = HeadCorpus.All("chunked");

    [Theory]
    [MemberData(nameof(HeadCorpus.Chunked), MemberType = typeof(HeadCorpus))]
    public void Every_content_of_the_corpus_has_the_verdict_of_its_name(string name)
    {
        var outcome = ChunkedReading.Whole(HeadCorpus.Content(name));
        var code = outcome.Why.Rejection == Rejection.None ? 0 : outcome.Why.Rejection.Status();
        Assert.Equal(HeadCorpus.Verdict(name), (outcome.Status, code));
    }

    [Theory]
    [MemberData(nameof(HeadCorpus.Chunked), MemberType = typeof(HeadCorpus))]
    public void Any_split_gives_the_same_answer(string name)
    {
        var content = HeadCorpus.Content(name);
        var whole = ChunkedReading.Whole(content);
        Assert.Equal(whole, ChunkedReading.OctetByOctet(content));
        Gen.Int[0, content.Length].Array[0, 5].Sample(cuts => Assert.Equal(whole, ChunkedReading.InPieces(content, cuts)), iter: 50, threads: 1);
    }

    [Fact]
    public void Any_split_of_any_damaged_content_gives_the_same_answer() =>
        Gen.Select(Gen.OneOf(AllContents), Gen.Int[0, 60], Gen.OneOf(Gen.Byte, Gen.OneOf("\r\n;= \t\"0a"u8.ToArray())), Gen.Int[0, 100].Array[0, 6])
            .Sample((content, at, octet, cuts) =>
            {
                byte[] damaged = [.. content];
                if (at < damaged.Length)
                    damaged[at] = octet;

                Assert.Equal(ChunkedReading.Whole(damaged), ChunkedReading.InPieces(damaged, cuts));
            }, iter: 5_000);

    [Fact]
    public void What_was_chunked_anyhow_comes_out_as_it_was() =>
        Gen.Select(Gen.Byte.Array[1, 50].Array[0, 8], Gen.Int[0, 500].Array[0, 8]).Sample((chunks, cuts) =>
        {
            var content = string.Concat(chunks.Select(HeadReading.TextOf));
            var framed = string.Concat(chunks.Select(chunk => $"{chunk.Length:X}\r\n{HeadReading.TextOf(chunk)}\r\n")) + "0\r\n\r\n";
            var outcome = ChunkedReading.InPieces(HeadReading.Octets(framed + "POST"), cuts);
            Assert.Equal((ParseStatus.Complete, framed.Length, content), (outcome.Status, outcome.Consumed, outcome.Content));
        });

    [Fact]
    public void Every_prefix_of_a_valid_content_is_partial()
    {
        var content = HeadReading.Octets("5;a=\"b\"\r\nhello\r\n1\r\n \r\n0;c\r\nTrailer: x\r\n\r\n");
        for (var length = 0; length < content.Length; length++)
            Assert.Equal(ParseStatus.Partial, ChunkedReading.Whole(content[..length]).Status);
    }

    [Fact]
    public void A_thousand_contents_allocate_nothing()
    {
        DecodeAll(2);
        var before = GC.GetAllocatedBytesForCurrentThread();
        DecodeAll(12);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [Trait("rule", "9")]
    [InlineData("5\nhello\r\n0\r\n\r\n")]
    [InlineData("5\r\nhello\n0\r\n\r\n")]
    [InlineData("5;a\nhello\r\n0\r\n\r\n")]
    [InlineData("5\r\nhello\r\n0\n\r\n")]
    [InlineData("5\r\nhello\r\n0\r\n\n")]
    [InlineData("5\rhello\r\n0\r\n\r\n")]
    public void LF_or_CR_alone_ends_nothing(string text) => Rejected(text);

    [Theory]
    [Trait("rule", "10")]
    [InlineData("5\r\nhelloXX0\r\n\r\n")]
    [InlineData("5\r\nhello\rX0\r\n\r\n")]
    [InlineData("5\r\nhello world\r\n0\r\n\r\n")]
    [InlineData("6\r\nhello\r\n0\r\n\r\n")]
    public void The_two_octets_behind_the_data_are_CRLF(string text) => Rejected(text);

    [Theory]
    [Trait("rule", "11")]
    [InlineData("")]
    [InlineData("+5")]
    [InlineData("-5")]
    [InlineData("0x5")]
    [InlineData("1_0")]
    [InlineData(" 5")]
    [InlineData("5 ")]
    [InlineData("5 5")]
    [InlineData("5\0")]
    [InlineData("g")]
    [InlineData("5h")]
    [InlineData("\u00B2")]
    [InlineData("00000000000000005")]
    [InlineData("10000000000000005")]
    public void A_size_that_is_not_1_to_16_hexadecimal_digits_is_400(string size) => Rejected(size + "\r\nhello\r\n0\r\n\r\n");

    [Theory]
    [Trait("rule", "11")]
    [InlineData("100000005", 0x100000005)]
    [InlineData("0000000100000005", 0x100000005)]
    [InlineData("7fffffffffffffff", long.MaxValue)]
    [InlineData("8000000000000000", long.MaxValue)]
    [InlineData("FFFFFFFFFFFFFFFF", long.MaxValue)]
    public void A_large_size_is_announced_and_never_wraps(string size, long expected)
    {
        var outcome = ChunkedReading.Whole(size + "\r\n");
        Assert.Equal((ParseStatus.Partial, expected), (outcome.Status, outcome.ChunkBytesLeft));
    }

    [Theory]
    [Trait("rule", "11")]
    [InlineData("fffffff")]
    [InlineData("fffffff;a=")]
    [InlineData("fffffff\r")]
    public void A_size_is_announced_once_its_line_has_come_whole(string text)
    {
        Assert.Equal(0, ChunkedReading.Whole(text).ChunkBytesLeft);
        Assert.Equal(400, ChunkedReading.Whole(text + "\0").Why.Rejection.Status());
    }

    [Fact]
    [Trait("rule", "14")]
    public void The_octets_left_of_a_chunk_count_down()
    {
        Assert.Equal(5, ChunkedReading.Whole("5\r\n").ChunkBytesLeft);
        Assert.Equal(2, ChunkedReading.Whole("5\r\nhel").ChunkBytesLeft);
        Assert.Equal(0, ChunkedReading.Whole("5\r\nhello").ChunkBytesLeft);
    }

    [Fact]
    [Trait("rule", "24")]
    public void The_content_ends_at_the_empty_line_only()
    {
        Assert.Equal(ParseStatus.Partial, ChunkedReading.Whole("5\r\nhello\r\n0\r\n").Status);
        Assert.Equal(ParseStatus.Partial, ChunkedReading.Whole("5\r\nhello\r\n0\r\n\r").Status);
        Assert.Equal(ParseStatus.Complete, ChunkedReading.Whole("5\r\nhello\r\n0\r\n\r\n").Status);
    }

    [Fact]
    public void Octets_behind_the_content_are_not_consumed() => Assert.Equal(5, ChunkedReading.Whole("0\r\n\r\n5\r\nhello").Consumed);

    [Fact]
    public void Nothing_more_is_consumed_after_complete_until_the_reset()
    {
        ChunkedDecoder decoder = default;
        Assert.Equal(ParseStatus.Complete, decoder.Decode("0\r\n\r\n"u8, out _, out _, out _, out _));
        Assert.Equal(ParseStatus.Complete, decoder.Decode("0\r\n\r\n"u8, out var consumed, out _, out _, out _));
        Assert.Equal(0, consumed);
        decoder.Reset();
        Assert.Equal(ParseStatus.Complete, decoder.Decode("0\r\n\r\n"u8, out consumed, out _, out _, out _));
        Assert.Equal(5, consumed);
    }

    [Fact]
    public void Every_refusal_has_a_printable_detail_without_quotes()
    {
        foreach (var why in AllContents.Select(content => ChunkedReading.Whole(content).Why).Where(why => why.Rejection != Rejection.None))
            Assert.Matches(@"^[ !#-\[\]-~]+$", why.Detail);
    }

    private static void Rejected(string text)
    {
        var outcome = ChunkedReading.Whole(text);
        Assert.Equal((ParseStatus.Invalid, Rejection.BadRequest), (outcome.Status, outcome.Why.Rejection));
    }

    private static void DecodeAll(int rounds)
    {
        ChunkedDecoder decoder = default;
        for (var round = 0; round < rounds; round++)
        {
            foreach (var content in AllContents)
            {
                decoder.Reset();
                for (var at = 0; decoder.Decode(content.AsSpan(at), out var consumed, out _, out _, out _) == ParseStatus.Partial && at < content.Length;)
                    at += consumed;
            }
        }
    }
}
