namespace FastSignal.Parsing.Tests;

public sealed class PathResolverTests
{
    [Theory]
    [InlineData("/custom_signals/tok/entries")]
    [InlineData("/custom_signals/tok/entries/")]
    [InlineData("/custom_signals/tok/entries?a=b")]
    [InlineData("/custom_signals/tok/entries/?a=b/c")]
    [InlineData("/custom_signals/tok/entries?")]
    public void The_entry_path_may_have_one_trailing_slash_and_any_query(string path)
    {
        var head = HeadReading.Line($"POST {path} HTTP/1.1");
        Assert.Equal((Route.Entries, "tok", false, 0), (head.Route, HeadReading.Text(head.Token), head.TokenHasPercent, head.DecodedToken.Length));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("//")]
    [InlineData("/custom_signals")]
    [InlineData("/custom_signals/")]
    [InlineData("/custom_signals/tok")]
    [InlineData("/custom_signals/tok/")]
    [InlineData("/custom_signals//entries")]
    [InlineData("/custom_signals/tok/entries//")]
    [InlineData("/custom_signals/tok/entries/x")]
    [InlineData("/custom_signals/tok//entries")]
    [InlineData("/custom_signals/tok/entry")]
    [InlineData("/custom_signals/tok/Entries")]
    [InlineData("/Custom_signals/tok/entries")]
    [InlineData("/custom_signals/tok?/entries")]
    [InlineData("//custom_signals/tok/entries")]
    [InlineData("/x/custom_signals/tok/entries")]
    [InlineData("/custom_signals/../custom_signals/tok/entries")]
    [InlineData("/custom_signals;a/tok/entries")]
    [InlineData("/livez/")]
    [InlineData("/Livez")]
    [InlineData("/livezz")]
    [InlineData("/readyz/x")]
    public void Every_other_path_is_no_route(string path)
    {
        var head = HeadReading.Line($"POST {path} HTTP/1.1");
        Assert.Equal((Route.Unknown, 0, false), (head.Route, head.Token.Length, head.TokenHasPercent));
    }

    [Theory]
    [InlineData("/livez", Route.Livez)]
    [InlineData("/readyz", Route.Readyz)]
    [InlineData("/readyz?verbose", Route.Readyz)]
    public void The_health_routes_are_exact(string path, Route route) => Assert.Equal(route, HeadReading.Line($"GET {path} HTTP/1.1").Route);

    [Theory]
    [Trait("rule", "25")]
    [InlineData("/custom_signals/%74ok/entries", "%74ok", "tok")]
    [InlineData("/custom_signals/%74%6F%6b/entries", "%74%6F%6b", "tok")]
    [InlineData("/custom_signals/a%2Fb/entries", "a%2Fb", "a/b")]
    [InlineData("/custom_signals/a%3Fb/entries", "a%3Fb", "a?b")]
    [InlineData("/custom_signals/%2574ok/entries", "%2574ok", "%74ok")]
    [InlineData("/custom_signals/a%00/entries", "a%00", "a\0")]
    [InlineData("/custom_signals/%0d%0a/entries", "%0d%0a", "\r\n")]
    [InlineData("/custom_signals/%FF/entries", "%FF", "\u00FF")]
    public void A_token_is_decoded_once_after_splitting(string path, string raw, string decoded)
    {
        var head = HeadReading.Line($"POST {path} HTTP/1.1");
        Assert.Equal((Route.Entries, true), (head.Route, head.TokenHasPercent));
        Assert.Equal((raw, decoded), (HeadReading.Text(head.Token), HeadReading.Text(head.DecodedToken)));
    }

    [Theory]
    [Trait("rule", "25")]
    [InlineData("/custom%5Fsignals/tok/entries")]
    [InlineData("/%63%75stom%5fsignals/tok/entrie%73/")]
    public void Encoded_octets_of_the_names_are_equal_to_plain_ones(string path)
    {
        var head = HeadReading.Line($"POST {path} HTTP/1.1");
        Assert.Equal((Route.Entries, "tok", false), (head.Route, HeadReading.Text(head.Token), head.TokenHasPercent));
    }

    [Theory]
    [Trait("rule", "25")]
    [InlineData("/custom_signals%2Ftok/entries")]
    [InlineData("/custom_signals/tok%2Fentries")]
    [InlineData("%2Fcustom_signals/tok/entries")]
    [InlineData("/custom%255Fsignals/tok/entries")]
    [InlineData("/custom_signals/tok/entries%2F")]
    [InlineData("/custom_signals/tok/entries%00")]
    [InlineData("/custom_signals/tok/entries%3Fa")]
    public void An_encoded_separator_is_data(string path) =>
        Assert.NotEqual(Route.Entries, HeadReading.Line($"POST http://h/{path.TrimStart('/')} HTTP/1.1").Route);

    [Fact]
    [Trait("rule", "25")]
    public void The_health_routes_are_decoded_too() => Assert.Equal(Route.Livez, HeadReading.Line("GET /live%7A HTTP/1.1").Route);

    [Fact]
    public void A_token_of_384_octets_is_kept_and_a_longer_one_is_no_route()
    {
        var encoded = string.Concat(Enumerable.Repeat("%61", 128));
        Assert.Equal(new string('a', 128), HeadReading.Text(HeadReading.Line($"POST /custom_signals/{encoded}/entries HTTP/1.1").DecodedToken));
        Assert.Equal(384, HeadReading.Line($"POST /custom_signals/{new string('a', 384)}/entries HTTP/1.1").Token.Length);
        Assert.Equal(Route.Unknown, HeadReading.Line($"POST /custom_signals/{new string('a', 385)}/entries HTTP/1.1").Route);
    }
}
