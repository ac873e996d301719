using CsCheck;

namespace FastSignal.Parsing.Tests;

public sealed class PercentEncodingTests
{
    [Theory]
    [Trait("rule", "25")]
    [InlineData("", true)]
    [InlineData("abc", true)]
    [InlineData("%41", true)]
    [InlineData("a%fFb%00", true)]
    [InlineData("%", false)]
    [InlineData("%4", false)]
    [InlineData("a%4g", false)]
    [InlineData("%g4", false)]
    [InlineData("%41%", false)]
    [InlineData("%+1", false)]
    public void Only_two_hexadecimal_digits_make_a_triplet(string text, bool valid) =>
        Assert.Equal(valid, PercentEncoding.IsValid(HeadReading.Octets(text)));

    [Fact]
    public void Decoding_undoes_encoding_once() => Gen.Byte.Array[0, 40].Sample(plain =>
    {
        var encoded = HeadReading.Octets(string.Concat(plain.Select(octet => $"%{octet:x2}")));
        var decoded = new byte[encoded.Length];
        Assert.Equal(plain, decoded[..PercentEncoding.Decode(encoded, decoded)]);
        Assert.True(PercentEncoding.EqualsDecoded(encoded, plain));
        Assert.False(PercentEncoding.EqualsDecoded(encoded, [.. plain, 0x61]));
        Assert.False(PercentEncoding.EqualsDecoded([.. encoded, 0x61], plain));
    });

    [Fact]
    public void A_decoded_percent_sign_begins_no_triplet()
    {
        var decoded = new byte[7];
        Assert.Equal("%41"u8, decoded.AsSpan(0, PercentEncoding.Decode("%2541"u8, decoded)));
    }
}
