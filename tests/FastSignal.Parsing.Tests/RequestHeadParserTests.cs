using CsCheck;

namespace FastSignal.Parsing.Tests;

public sealed class RequestHeadParserTests
{
    private const string Good = "POST /custom_signals/tok/entries HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\n";

    private static readonly byte[][] AllHeads = HeadCorpus.All("heads");

    private static readonly Gen<byte[]> MutatedHead =
        from head in Gen.OneOf(AllHeads)
        from changes in Gen.Select(Gen.Int[0, Math.Max(0, head.Length - 1)], Gen.OneOf(Gen.Byte, Gen.OneOf("\r\n :\t,;%/?\0"u8.ToArray()))).Array[0, 4]
        select Mutate(head, changes);

    [Theory]
    [MemberData(nameof(HeadCorpus.Heads), MemberType = typeof(HeadCorpus))]
    public void Every_head_of_the_corpus_has_the_verdict_of_its_name(string name)
    {
        var outcome = HeadReading.Whole(HeadCorpus.Head(name));
        Assert.Equal(HeadCorpus.Verdict(name), (outcome.Status, outcome.Code));
    }

    [Theory]
    [MemberData(nameof(HeadCorpus.Heads), MemberType = typeof(HeadCorpus))]
    public void Octet_by_octet_gives_the_same_answer(string name)
    {
        var head = HeadCorpus.Head(name);
        Assert.Equal(HeadReading.Whole(head), HeadReading.OctetByOctet(head));
    }

    [Theory]
    [MemberData(nameof(HeadCorpus.Heads), MemberType = typeof(HeadCorpus))]
    public void Any_split_gives_the_same_answer(string name)
    {
        var head = HeadCorpus.Head(name);
        var whole = HeadReading.Whole(head);
        Gen.Int[0, head.Length].Array[0, 5].Sample(cuts => Assert.Equal(whole, HeadReading.InPieces(head, cuts)), iter: 50, threads: 1);
    }

    [Fact]
    public void Any_split_of_any_damaged_head_under_any_limits_gives_the_same_answer() =>
        Gen.Select(MutatedHead, Gen.Int[0, 400].Array[0, 6], Gen.Int[0, 120], Gen.Int[0, 200], Gen.Int[0, 5]).Sample((head, cuts, line, section, lines) =>
        {
            var limits = new HeadLimits { MaxRequestLineBytes = line, MaxFieldSectionBytes = section, MaxFieldLines = lines };
            Assert.Equal(HeadReading.Whole(head), HeadReading.InPieces(head, cuts));
            Assert.Equal(HeadReading.Whole(head, limits), HeadReading.InPieces(head, cuts, limits));
            Assert.Equal(HeadReading.Whole(head, limits), HeadReading.OctetByOctet(head, limits));
        }, iter: 5_000);

    [Fact]
    public void The_slow_and_obvious_reader_agrees_about_any_damaged_head() =>
        MutatedHead.Where(head => head.Length < 2000).Sample(head => Assert.Equal(HeadOracle.Read(head), HeadOracle.Describe(head)), iter: 50_000);

    [Theory]
    [MemberData(nameof(HeadCorpus.ValidHeads), MemberType = typeof(HeadCorpus))]
    public void Every_prefix_of_a_valid_head_is_partial(string name)
    {
        var head = HeadCorpus.Head(name);
        var whole = HeadReading.Whole(head);
        var step = head.Length > 2000 ? 97 : 1;
        for (var length = 0; length < whole.Consumed; length += step)
            Assert.Equal(ParseStatus.Partial, HeadReading.Whole(head[..length]).Status);

        Assert.Equal(ParseStatus.Partial, HeadReading.Whole(head[..(whole.Consumed - 1)]).Status);
    }

    [Fact]
    public void A_thousand_heads_allocate_nothing()
    {
        var parser = new RequestHeadParser(new HeadLimits());
        byte[][] heads = [.. AllHeads.Where(head => head.Length < 2000)];
        ParseAll(parser, heads, 2);

        var before = GC.GetAllocatedBytesForCurrentThread();
        ParseAll(parser, heads, 1 + (1000 / heads.Length));
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void A_field_line_of_32_KiB_that_arrives_octet_by_octet_is_examined_once()
    {
        var head = HeadCorpus.Head("y_field_section_32768.http");
        var parser = new RequestHeadParser(new HeadLimits());
        var start = 0;
        for (var end = 1; end <= head.Length; end++)
        {
            parser.Parse(head.AsSpan(start, end - start), out var consumed, out _);
            start += consumed;
        }

        // Each line end is looked at twice: once when the CR arrives, and once when the LF does.
        Assert.Equal(head.Length, start);
        Assert.InRange(parser.ExaminedBytesTotal, head.Length - 4, head.Length + 4);
    }

    [Fact]
    public void A_request_line_without_end_that_arrives_octet_by_octet_is_examined_once()
    {
        var line = HeadCorpus.Head("p_request_line_8192_without_end.http");
        var parser = new RequestHeadParser(new HeadLimits());
        for (var end = 0; end <= line.Length; end++)
            Assert.Equal(ParseStatus.Partial, parser.Parse(line.AsSpan(0, end), out _, out _));

        Assert.Equal(line.Length, parser.ExaminedBytesTotal);
    }

    [Fact]
    public void Octets_behind_the_head_are_not_consumed()
    {
        var outcome = HeadReading.Whole(HeadReading.Octets(Good + "{}POST / HTTP/1.1\r\n"));
        Assert.Equal((ParseStatus.Complete, Good.Length), (outcome.Status, outcome.Consumed));
    }

    [Fact]
    public void Nothing_more_is_consumed_after_complete_until_the_reset()
    {
        var parser = new RequestHeadParser(new HeadLimits());
        Assert.Equal(ParseStatus.Complete, parser.Parse(HeadReading.Octets(Good), out _, out _));
        Assert.Equal(ParseStatus.Complete, parser.Parse(HeadReading.Octets(Good), out var consumed, out _));
        Assert.Equal(0, consumed);
    }

    [Fact]
    public void The_next_request_inherits_nothing()
    {
        var parser = new RequestHeadParser(new HeadLimits());
        var full = "POST /custom_signals/t%6Fk/entries HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nContent-Encoding: br\r\nExpect: 100-continue, x\r\n"
            + "User-Agent: a\r\nIdempotency-Key: k\r\nConnection: close\r\n\r\n";
        Assert.Equal(ParseStatus.Complete, parser.Parse(HeadReading.Octets(full), out _, out _));
        parser.Reset();
        Assert.False(parser.HasBegun);
        Assert.Equal(ParseStatus.Complete, parser.Parse("PUT / HTTP/1.1\r\nHost: h\r\n\r\n"u8, out _, out _));
        Assert.Equal(HeadReading.Describe(HeadReading.Line("PUT / HTTP/1.1")), HeadReading.Describe(parser.Head));
    }

    [Fact]
    public void A_refused_request_leaves_nothing_behind_the_reset()
    {
        var parser = new RequestHeadParser(new HeadLimits());
        Assert.Equal(ParseStatus.Invalid, parser.Parse("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nX: part\0"u8, out _, out _));
        parser.Reset();
        Assert.Equal(ParseStatus.Complete, parser.Parse(HeadReading.Octets(Good), out _, out _));
    }

    [Fact]
    public void The_same_refusal_comes_again_without_a_reset()
    {
        foreach (var head in AllHeads)
        {
            var parser = new RequestHeadParser(new HeadLimits());
            if (parser.Parse(head, out var consumed, out var first) != ParseStatus.Invalid)
                continue;

            Assert.Equal(ParseStatus.Invalid, parser.Parse(head.AsSpan(consumed), out _, out var second));
            Assert.Equal(first.Rejection, second.Rejection);
        }
    }

    [Fact]
    public void Every_refusal_has_a_printable_detail_without_quotes()
    {
        foreach (var why in AllHeads.Select(head => HeadReading.Whole(head).Why).Where(why => why.Rejection != Rejection.None))
            Assert.Matches(@"^[ !#-\[\]-~]+$", why.Detail);
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("\r", false)]
    [InlineData("\r\n", false)]
    [InlineData("\r\n\r\n\r", false)]
    [InlineData("P", true)]
    [InlineData("\r\nP", true)]
    [InlineData(" ", true)]
    [InlineData("\n", true)]
    [InlineData("\rP", true)]
    [InlineData("POST / HTTP/1.1\r\n", true)]
    [InlineData("POST / HTTP/1.1\r\nHost: h\r\n\r\n", true)]
    public void A_head_begins_with_its_first_octet_behind_empty_lines(string text, bool hasBegun)
    {
        Assert.Equal(hasBegun, HeadReading.Whole(HeadReading.Octets(text)).HasBegun);
        Assert.Equal(hasBegun, HeadReading.OctetByOctet(HeadReading.Octets(text)).HasBegun);
    }

    [Fact]
    [Trait("rule", "8")]
    public void LF_alone_ends_neither_request_line_nor_field_line_nor_head()
    {
        Assert.Equal(400, HeadReading.Code("POST / HTTP/1.1\nHost: h\r\n\r\n"));
        Assert.Equal(400, HeadReading.Code("POST / HTTP/1.1\r\nHost: h\n\r\n"));
        Assert.Equal(400, HeadReading.Code("POST / HTTP/1.1\r\nHost: h\r\n\n"));
    }

    [Theory]
    [Trait("rule", "8")]
    [InlineData(0x00)]
    [InlineData(0x01)]
    [InlineData(0x08)]
    [InlineData(0x0A)]
    [InlineData(0x0B)]
    [InlineData(0x0C)]
    [InlineData(0x0D)]
    [InlineData(0x1B)]
    [InlineData(0x1F)]
    [InlineData(0x7F)]
    public void A_control_octet_in_a_value_is_400(int octet) => Assert.Equal(400, HeadReading.FieldsCode($"X: a{(char)octet}b"));

    [Fact]
    [Trait("rule", "8")]
    public void A_tab_and_obs_text_in_a_value_are_legal() => Assert.Equal(0, HeadReading.FieldsCode("X: a\tb\u0080\u00FF"));

    [Fact]
    [Trait("rule", "18")]
    public void Up_to_eight_empty_lines_are_skipped_in_front_of_the_request_line()
    {
        Assert.Equal(0, HeadReading.Code(string.Concat(Enumerable.Repeat("\r\n", 8)) + Good));
        Assert.Equal(400, HeadReading.Code(string.Concat(Enumerable.Repeat("\r\n", 9)) + Good));
    }

    [Fact]
    [Trait("rule", "18")]
    public void A_request_line_of_8192_octets_passes_and_one_more_is_414()
    {
        Assert.Equal(0, HeadReading.LineCode("GET /" + new string('a', 8192 - 14) + " HTTP/1.1"));
        Assert.Equal(414, HeadReading.LineCode("GET /" + new string('a', 8193 - 14) + " HTTP/1.1"));
    }

    [Fact]
    [Trait("rule", "18")]
    public void A_request_line_without_end_is_414_at_the_octet_behind_the_limit()
    {
        Assert.Equal(ParseStatus.Partial, HeadReading.Whole(HeadReading.Octets("GET /" + new string('a', 8192 - 5))).Status);
        Assert.Equal(414, HeadReading.Code("GET /" + new string('a', 8193 - 5)));
    }

    [Fact]
    [Trait("rule", "19")]
    public void A_field_section_of_32_KiB_passes_and_one_octet_more_is_431()
    {
        // Host: h and its CRLF have 9 octets; x: and a CRLF have 5.
        Assert.Equal(0, HeadReading.FieldsCode("x: " + new string('v', 32768 - 9 - 5)));
        Assert.Equal(431, HeadReading.FieldsCode("x: " + new string('v', 32769 - 9 - 5)));
    }

    [Fact]
    [Trait("rule", "19")]
    public void A_field_line_without_end_is_431_and_so_is_a_name()
    {
        var start = "POST / HTTP/1.1\r\nHost: h\r\n";
        Assert.Equal(431, HeadReading.Code(start + "x: " + new string('v', 32768)));
        Assert.Equal(431, HeadReading.Code(start + new string('v', 32768)));
        Assert.Equal(ParseStatus.Partial, HeadReading.Whole(HeadReading.Octets(start + new string('v', 32768 - 9 - 2))).Status);
    }

    [Fact]
    [Trait("rule", "19")]
    public void A_hundred_field_lines_pass_and_one_more_is_431()
    {
        Assert.Equal(0, HeadReading.FieldsCode([.. Enumerable.Repeat("a: b", 99)]));
        Assert.Equal(431, HeadReading.FieldsCode([.. Enumerable.Repeat("a: b", 100)]));
    }

    [Fact]
    public void A_broken_head_beats_an_unknown_path_and_another_method() =>
        Assert.Equal(400, HeadReading.Code("DELETE /nothing HTTP/1.1\r\nHost: h\r\nContent-Length: x\r\n\r\n"));

    [Theory]
    [Trait("rule", "21")]
    [InlineData("HEAD /\0 HTTP/1.1\r\n")]
    [InlineData("HEAD /\n")]
    [InlineData("HEAD / HTTP/2.0\r\n")]
    [InlineData("HEAD livez HTTP/1.1\r\n")]
    [InlineData("HEAD /livez\r\n")]
    [InlineData("HEAD /livez HTTP/1.1\r\nHost : h\r\n")]
    [InlineData("HEAD /livez HTTP/1.1\r\n\r\n")]
    public void The_method_is_known_when_a_HEAD_is_refused(string text)
    {
        var parser = new RequestHeadParser(new HeadLimits());
        Assert.Equal(ParseStatus.Invalid, parser.Parse(HeadReading.Octets(text), out _, out _));
        Assert.Equal(RequestMethod.Head, parser.Head.Method);
    }

    [Fact]
    public void A_TLS_record_is_told_that_this_port_speaks_plain_HTTP() =>
        Assert.Contains("TLS", HeadReading.Whole([0x16, 0x03, 0x01, 0x02]).Why.Detail, StringComparison.Ordinal);

    private static void ParseAll(RequestHeadParser parser, byte[][] heads, int rounds)
    {
        for (var round = 0; round < rounds; round++)
        {
            foreach (var head in heads)
            {
                parser.Parse(head, out _, out _);
                parser.Reset();
            }
        }
    }

    private static byte[] Mutate(byte[] head, (int At, byte Octet)[] changes)
    {
        byte[] mutated = [.. head];
        foreach (var (at, octet) in changes.Where(change => change.At < head.Length))
            mutated[at] = octet;

        return mutated;
    }
}
