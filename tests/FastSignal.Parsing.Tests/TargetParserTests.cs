namespace FastSignal.Parsing.Tests;

public sealed class TargetParserTests
{
    [Theory]
    [Trait("rule", "17")]
    [InlineData("http://other/custom_signals/tok/entries")]
    [InlineData("HTTP://other/custom_signals/tok/entries")]
    [InlineData("https://other:8443/custom_signals/tok/entries/?q=http://x")]
    [InlineData("hTTps://[::1]:80/custom_signals/tok/entries?")]
    public void The_absolute_form_is_accepted_whatever_Host_says(string target)
    {
        var head = HeadReading.Line($"POST {target} HTTP/1.1");
        Assert.Equal((Route.Entries, "tok"), (head.Route, HeadReading.Text(head.Token)));
    }

    [Theory]
    [Trait("rule", "17")]
    [InlineData("http://h")]
    [InlineData("http://h/")]
    [InlineData("http://h?/livez")]
    [InlineData("http://livez")]
    public void An_empty_path_of_the_absolute_form_is_the_root(string target) => Assert.Equal(Route.Unknown, HeadReading.Line($"GET {target} HTTP/1.1").Route);

    [Theory]
    [Trait("rule", "17")]
    [InlineData("http://")]
    [InlineData("http:///livez")]
    [InlineData("http://?x")]
    [InlineData("http://:80/livez")]
    [InlineData("http://user@h/livez")]
    [InlineData("http://user:password@h/livez")]
    [InlineData("http://h:8x/livez")]
    [InlineData("http://h%4/livez")]
    [InlineData("http://[::1/livez")]
    [InlineData("http:/livez")]
    [InlineData("http:livez")]
    [InlineData("ftp://h/livez")]
    [InlineData("livez")]
    [InlineData("?livez")]
    [InlineData("**")]
    [InlineData("example.com:443")]
    public void A_target_of_no_form_is_400(string target) => Assert.Equal(400, HeadReading.LineCode($"GET {target} HTTP/1.1"));

    [Fact]
    [Trait("rule", "16")]
    public void The_absolute_form_needs_a_Host_field_too() => Assert.Equal(400, HeadReading.Code("GET http://h/livez HTTP/1.1\r\n\r\n"));

    [Fact]
    public void The_asterisk_is_for_OPTIONS_only()
    {
        Assert.Equal(Route.Unknown, HeadReading.Line("OPTIONS * HTTP/1.1").Route);
        Assert.Equal(400, HeadReading.LineCode("POST * HTTP/1.1"));
        Assert.Equal(400, HeadReading.LineCode("options * HTTP/1.1"));
    }

    [Theory]
    [InlineData("h:443", 0)]
    [InlineData("[::1]:443", 0)]
    [InlineData("h", 400)]
    [InlineData("h:", 400)]
    [InlineData("h4", 400)]
    [InlineData("[::1]", 400)]
    [InlineData(":443", 400)]
    [InlineData("u@h:443", 400)]
    [InlineData("*", 400)]
    [InlineData("http://h:80", 400)]
    public void CONNECT_has_a_host_and_a_port(string target, int code) => Assert.Equal(code, HeadReading.LineCode($"CONNECT {target} HTTP/1.1"));

    [Fact]
    public void CONNECT_is_another_method_on_no_route()
    {
        var head = HeadReading.Line("CONNECT h:443 HTTP/1.1");
        Assert.Equal((RequestMethod.Other, Route.Unknown), (head.Method, head.Route));
    }

    [Theory]
    [InlineData("/livez?%")]
    [InlineData("/livez?%zz")]
    [InlineData("/livez?a=/b?c&[]{}|^`<>\"\\")]
    [InlineData("/livez?")]
    public void Any_query_is_accepted(string target) => Assert.Equal(Route.Livez, HeadReading.Line($"GET {target} HTTP/1.1").Route);

    [Theory]
    [InlineData("/livez#")]
    [InlineData("/livez?a#b")]
    [InlineData("/livez#?a")]
    public void A_fragment_is_400(string target) => Assert.Equal(400, HeadReading.LineCode($"GET {target} HTTP/1.1"));

    [Theory]
    [Trait("rule", "25")]
    [InlineData("/custom_signals/%/entries")]
    [InlineData("/custom_signals/%4/entries")]
    [InlineData("/custom_signals/%zz/entries")]
    [InlineData("/custom_signals/%u0041/entries")]
    [InlineData("/custom_signals/%%41/entries")]
    [InlineData("/custom_signals/tok/entries%")]
    [InlineData("/custom_signals/tok/entries%2?F")]
    [InlineData("/nothing/%-1")]
    public void An_invalid_triplet_in_the_path_is_400(string target) => Assert.Equal(400, HeadReading.LineCode($"POST {target} HTTP/1.1"));
}
