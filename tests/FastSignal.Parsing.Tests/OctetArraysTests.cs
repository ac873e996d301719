using CsCheck;

namespace FastSignal.Parsing.Tests;

[Collection(nameof(Allocations))]
public class OctetArraysTests
{
    [Fact]
    public void A_large_array_is_an_eighth_larger_than_asked_for_at_most() =>
        Gen.Int[OctetArrays.MaxSharedBytes + 1, 4 << 20].Sample(
            bytes =>
            {
                var array = OctetArrays.Rent(bytes);
                OctetArrays.Return(array);
                Assert.InRange(array.Length, bytes, bytes + (bytes / 8) + 1);
            },
            iter: 1_000);

    [Fact]
    public void A_small_array_comes_from_the_shared_pool()
    {
        var array = OctetArrays.Rent(5_000);
        Assert.Equal(8_192, array.Length);
        OctetArrays.Return(array);
    }

    [Theory]
    [InlineData(OctetArrays.MaxSharedBytes + 1)]
    [InlineData(1 << 20)]
    [InlineData(1_100_000)]
    public void What_comes_back_is_given_out_again(int bytes)
    {
        var array = OctetArrays.Rent(bytes);
        OctetArrays.Return(array);
        var again = OctetArrays.Rent(bytes);
        Assert.Same(array, again);
        OctetArrays.Return(again);
    }

    [Fact]
    public void No_array_is_given_out_twice()
    {
        var arrays = Enumerable.Range(0, 60).Select(_ => OctetArrays.Rent(1 << 20)).ToList();
        Assert.Equal(arrays.Count, arrays.Distinct().Count());
        arrays.ForEach(OctetArrays.Return);

        // Of what came back only so much is kept idle; the rest is made anew.
        var again = Enumerable.Range(0, 60).Select(_ => OctetArrays.Rent(1 << 20)).ToList();
        Assert.InRange(again.Intersect(arrays).Count(), 1, OctetArrays.MaxIdleBytes >> 20);
        again.ForEach(OctetArrays.Return);
    }
}
