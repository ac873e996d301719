using FastSignal.Server.Hosting;

namespace FastSignal.Server.Tests.Hosting;

public class SettingValuesTests
{
    [Theory]
    [InlineData("500ms", 0.5)]
    [InlineData("5s", 5)]
    [InlineData("0s", 0)]
    [InlineData("1.5m", 90)]
    [InlineData("24h", 86_400)]
    [InlineData("7d", 604_800)]
    public void A_duration_is_a_number_with_its_unit(string text, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), SettingValues.Duration(text));

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("s")]
    [InlineData("-5s")]
    [InlineData("5 s")]
    [InlineData("5sec")]
    [InlineData("99999999999999999999d")]
    public void Anything_else_is_no_duration(string text) => Assert.Throws<FormatException>(() => SettingValues.Duration(text));

    [Theory]
    [InlineData("127.0.0.1:8080", "127.0.0.1:8080")]
    [InlineData("localhost:0", "127.0.0.1:0")]
    [InlineData("[::1]:8080", "[::1]:8080")]
    public void An_address_has_a_port(string text, string endPoint) => Assert.Equal(endPoint, SettingValues.EndPoint(text).ToString());

    [Theory]
    [InlineData("8080")]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("example.com:80")]
    [InlineData("127.0.0.1:99999")]
    public void Without_a_port_or_with_a_name_it_is_none(string text) => Assert.Throws<FormatException>(() => SettingValues.EndPoint(text));

    [Theory]
    [InlineData("https://signals.example.com")]
    [InlineData("http://127.0.0.1:8080/base")]
    public void A_public_URL_is_taken(string text) => Assert.Equal(new Uri(text), SettingValues.Url(text));

    [Theory]
    [InlineData("signals.example.com")]
    [InlineData("ftp://signals.example.com")]
    [InlineData("https://signals.example.com/?a=b")]
    [InlineData("https://signals.example.com/#top")]
    [InlineData("https://user:secret@signals.example.com")]
    public void What_cannot_be_the_base_of_URLs_is_refused(string text) => Assert.Throws<FormatException>(() => SettingValues.Url(text));

    [Theory]
    [InlineData("0", 0)]
    [InlineData("1024", 1024)]
    [InlineData("500MiB", 524_288_000)]
    [InlineData("1GiB", 1_073_741_824)]
    public void A_size_is_a_number_with_its_unit(string text, long bytes)
    {
        Assert.Equal(bytes, SettingValues.Size(text));
        Assert.Equal(bytes, SettingValues.Size(SettingValues.Text(bytes)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("MiB")]
    [InlineData("-1")]
    [InlineData("1 GiB")]
    [InlineData("1GB")]
    [InlineData("99999999TiB")]
    public void Anything_else_is_no_size(string text) => Assert.Throws<FormatException>(() => SettingValues.Size(text));

    [Theory]
    [InlineData("none", null)]
    [InlineData("0", 0.0)]
    [InlineData("0s", 0.0)]
    [InlineData("90m", 5_400.0)]
    [InlineData("7d", 604_800.0)]
    public void A_retention_is_a_duration_or_none(string text, double? seconds) => Assert.Equal(seconds, SettingValues.Retention(text)?.TotalSeconds);

    [Theory]
    [InlineData("")]
    [InlineData("7")]
    [InlineData("-7d")]
    [InlineData("7w")]
    [InlineData("forever")]
    [InlineData("4000d")]
    public void Anything_else_is_no_retention_and_the_refusal_names_none(string text) =>
        Assert.Contains("none to keep everything", Assert.Throws<FormatException>(() => SettingValues.Retention(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("none", null)]
    [InlineData("0", 0L)]
    [InlineData("20GiB", 20L << 30)]
    public void A_limit_is_a_size_or_none(string text, long? bytes) => Assert.Equal(bytes, SettingValues.SizeOrNone(text));

    [Theory]
    [InlineData("8MiB", 23)]
    [InlineData("128MiB", 27)]
    [InlineData("134217728", 27)]
    [InlineData("1GiB", 30)]
    public void A_segment_has_a_power_of_two(string text, int bits) => Assert.Equal(1L << bits, SettingValues.SegmentBytes(text));

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("4MiB")]
    [InlineData("100MiB")]
    [InlineData("2GiB")]
    [InlineData("none")]
    public void Anything_else_is_no_size_of_a_segment(string text) =>
        Assert.Contains("from 8MiB to 1GiB", Assert.Throws<FormatException>(() => SettingValues.SegmentBytes(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_duration_is_shown_as_it_is_read()
    {
        foreach (var text in (string[])["500ms", "5s", "90s", "7d", "3650d", "86401s"])
            Assert.Equal(text, SettingValues.Text(SettingValues.Duration(text)));
    }
}
