namespace FastSignal.Parsing.Tests;

public sealed class HeadLimitsTests
{
    [Fact]
    [Trait("rule", "18")]
    public void The_defaults_are_those_of_the_specification()
    {
        var limits = new HeadLimits();
        Assert.Equal((8192, 32768, 100), (limits.MaxRequestLineBytes, limits.MaxFieldSectionBytes, limits.MaxFieldLines));
    }

    [Fact]
    public void Every_limit_can_be_set()
    {
        var limits = new HeadLimits { MaxRequestLineBytes = 20, MaxFieldSectionBytes = 18, MaxFieldLines = 2 };
        Assert.Equal(0, HeadReading.Whole(HeadReading.Octets("GET /12345 HTTP/1.1\r\nHost: h\r\nHost2:h\r\n\r\n"), limits).Code);
        Assert.Equal(414, HeadReading.Whole(HeadReading.Octets("GET /1234567 HTTP/1.1\r\nHost: h\r\n\r\n"), limits).Code);
        Assert.Equal(431, HeadReading.Whole(HeadReading.Octets("GET / HTTP/1.1\r\nHost: h\r\nHost2: h\r\n\r\n"), limits).Code);
        Assert.Equal(431, HeadReading.Whole(HeadReading.Octets("GET / HTTP/1.1\r\na:\r\nb:\r\nc:\r\n\r\n"), limits).Code);
    }
}
