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

    [Fact]
    public void A_duration_is_shown_as_it_is_read()
    {
        foreach (var text in (string[])["500ms", "5s", "90s"])
            Assert.Equal(text, SettingValues.Text(SettingValues.Duration(text)));
    }
}
