namespace FastSignal.Parsing.Tests;

public class PooledOctetsTests
{
    [Fact]
    public void Octets_stay_in_order_while_the_array_grows()
    {
        using var octets = new PooledOctets();
        for (var i = 0; i < 10_000; i++)
            octets.Append((byte)i);
        Assert.Equal(10_000, octets.Count);
        for (var i = 0; i < 10_000; i++)
            Assert.Equal((byte)i, octets.Held[i]);
    }

    [Fact]
    public void Taking_out_the_first_moves_the_rest_up()
    {
        using var octets = new PooledOctets();
        octets.Append("abcdef"u8);
        octets.RemoveFirst(0);
        octets.RemoveFirst(2);
        Assert.Equal("cdef"u8, octets.Held);
        octets.RemoveFirst(4);
        Assert.Equal(0, octets.Count);
    }

    [Fact]
    public void Reset_keeps_a_small_array_and_gives_a_large_one_back()
    {
        using var octets = new PooledOctets();
        octets.Append(new byte[100]);
        octets.Reset();
        Assert.InRange(octets.Reserve(0).Length, 1, PooledOctets.MaxKeptBytes);
        octets.Append(new byte[PooledOctets.MaxKeptBytes + 1]);
        octets.Reset();
        Assert.Empty(octets.Reserve(0));
    }

    [Fact]
    public void It_may_be_used_after_dispose()
    {
        var octets = new PooledOctets();
        octets.Append("abc"u8);
        octets.Dispose();
        octets.Append("d"u8);
        Assert.Equal("d"u8, octets.Held);
        octets.Dispose();
        octets.Dispose();
    }
}
