using System.Net;
using System.Net.Sockets;
using CsCheck;

namespace FastSignal.Parsing.Tests;

public sealed class Ipv6SyntaxTests
{
    [Theory]
    [InlineData("::", true)]
    [InlineData("::1", true)]
    [InlineData("1::", true)]
    [InlineData("1:2:3:4:5:6:7:8", true)]
    [InlineData("1:2:3:4:5:6:7::", true)]
    [InlineData("::2:3:4:5:6:7:8", true)]
    [InlineData("fe80::ABCD:ef01", true)]
    [InlineData("::ffff:192.0.2.1", true)]
    [InlineData("1:2:3:4:5:6:192.0.2.1", true)]
    [InlineData("", false)]
    [InlineData(":", false)]
    [InlineData(":::", false)]
    [InlineData("1", false)]
    [InlineData("1:2:3:4:5:6:7", false)]
    [InlineData("1:2:3:4:5:6:7:8:9", false)]
    [InlineData("1:2:3:4:5:6:7:8::", false)]
    [InlineData("1::2::3", false)]
    [InlineData("12345::", false)]
    [InlineData(":1::", false)]
    [InlineData("::1:", false)]
    [InlineData("192.0.2.1", false)]
    [InlineData("192.0.2.1::", false)]
    [InlineData("::192.0.2", false)]
    [InlineData("::192.0.2.256", false)]
    [InlineData("::192.0.02.1", false)]
    [InlineData("::192.0.2.1.1", false)]
    [InlineData("::192.0.2.1:1", false)]
    [InlineData("::192.0.2.x", false)]
    [InlineData("1:2:3:4:5:6:7:192.0.2.1", false)]
    [InlineData("fe80::1%1", false)]
    public void The_grammar_holds(string address, bool valid) => Assert.Equal(valid, Ipv6Syntax.IsAddress(HeadReading.Octets(address)));

    [Fact]
    public void Every_address_that_the_platform_writes_is_valid() => Gen.Byte.Array[16].Sample(octets =>
    {
        var address = new IPAddress(octets);
        Assert.Equal(AddressFamily.InterNetworkV6, address.AddressFamily);
        Assert.True(Ipv6Syntax.IsAddress(HeadReading.Octets(address.ToString())), address.ToString());
    });

    [Fact]
    public void What_is_valid_is_an_address_for_the_platform_too() =>
        Gen.OneOf("1", "ab", "::", ":", "0", "192.0.2.1", "ffff", ":").Array[1, 16].Sample(parts =>
        {
            var text = string.Concat(parts);
            if (Ipv6Syntax.IsAddress(HeadReading.Octets(text)))
                Assert.True(IPAddress.TryParse(text, out _), text);
        });
}
