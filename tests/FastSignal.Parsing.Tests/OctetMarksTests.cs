using CsCheck;

namespace FastSignal.Parsing.Tests;

public sealed class OctetMarksTests
{
    [Fact]
    public void Every_octet_at_every_place_is_marked_by_its_class()
    {
        var octets = new byte[OctetMarks.BlockBytes];
        for (var octet = 0; octet <= byte.MaxValue; octet++)
        {
            for (var place = 0; place < octets.Length; place++)
            {
                octets.AsSpan().Fill((byte)'a');
                octets[place] = (byte)octet;
                AssertMarks(octets, 0);
            }
        }
    }

    [Fact]
    public void Any_block_is_marked_octet_by_octet() => Gen.Select(Gen.Byte.Array[64, 200], Gen.Int[0, 136])
        .Where((octets, start) => start + OctetMarks.BlockBytes <= octets.Length).Sample(AssertMarks, iter: 20_000);

    [Fact]
    public void A_block_that_reaches_behind_the_octets_is_a_fault_of_the_caller()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => OctetMarks.Of(new byte[OctetMarks.BlockBytes], 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => OctetMarks.ReservedOf(new byte[OctetMarks.BlockBytes], 1));
    }

    // The width depends on the processor: both are read on each, where the wide one is slow but right.
    private static void AssertMarks(byte[] octets, int start)
    {
        var block = octets.AsSpan(start, OctetMarks.BlockBytes);
        var expected = new OctetMarks(Bits(block, octet => !FieldSyntax.Token.Contains(octet)), Bits(block, FieldSyntax.Controls.Contains));
        Assert.Equal(expected, OctetMarks.Of(octets, start));
        Assert.Equal(expected, OctetMarks.InOne(in block[0]));
        Assert.Equal(expected, OctetMarks.InFour(in block[0]));

        var reserved = Bits(block, octet => !FieldSyntax.Unreserved.Contains(octet));
        Assert.Equal(reserved, OctetMarks.ReservedOf(octets, start));
        Assert.Equal(reserved, OctetMarks.ReservedInOne(in block[0]));
        Assert.Equal(reserved, OctetMarks.ReservedInFour(in block[0]));
    }

    private static ulong Bits(ReadOnlySpan<byte> block, Func<byte, bool> isMarked)
    {
        var bits = 0UL;
        for (var place = 0; place < block.Length; place++)
            bits |= isMarked(block[place]) ? 1UL << place : 0;

        return bits;
    }
}
