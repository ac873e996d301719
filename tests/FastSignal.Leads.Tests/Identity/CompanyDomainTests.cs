namespace FastSignal.Leads.Tests;

public sealed class CompanyDomainTests
{
    [Theory]
    [InlineData("https://www.Amber.example/de?x=1", "amber.example")]
    [InlineData("amber.example", "amber.example")]
    [InlineData("WWW.AMBER.EXAMPLE.", "amber.example")]
    [InlineData("http://user:pass@amber.example:8080/", "amber.example")]
    [InlineData("//amber.example", "amber.example")]
    [InlineData("https://shop.amber.example", "shop.amber.example")]
    [InlineData("Bücher.example", "xn--bcher-kva.example")]
    [InlineData("xn--bcher-kva.example", "xn--bcher-kva.example")]
    [InlineData("www.example", "www.example")]
    public void A_domain_has_one_spelling(string text, string domain)
    {
        Assert.True(CompanyDomain.TryNormalise(text, out var got));
        Assert.Equal(domain, got);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Amber")]
    [InlineData("localhost")]
    [InlineData("https://10.0.0.1/")]
    [InlineData("ftp://amber.example")]
    [InlineData("mailto:ada@amber.example")]
    [InlineData("ada@amber.example")]
    [InlineData("amber .example")]
    [InlineData("am_ber.example")]
    [InlineData("https:///path")]
    [InlineData("..")]
    public void What_is_no_domain_is_refused(string? text) => Assert.False(CompanyDomain.TryNormalise(text, out _));
}
