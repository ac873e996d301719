namespace FastSignal.Leads.Tests;

public sealed class HostLabelsTests
{
    [Theory]
    [InlineData("amber.example", "amber")]
    [InlineData("shop.amber.example", "amber")]
    [InlineData("amber.co.uk", "amber")]
    [InlineData("mail.amber.com.au", "amber")]
    public void The_registered_label_stands_before_the_suffix(string host, string label) => Assert.Equal(label, HostLabels.Registered(host));

    [Theory]
    [InlineData("amber.example", "amber.example", true)]
    [InlineData("eu.amber.example", "amber.example", true)]
    [InlineData("clamber.example", "amber.example", false)]
    [InlineData("amber.example", "eu.amber.example", false)]
    public void A_host_is_at_a_site_that_is_itself_or_above_it(string host, string site, bool isAt) => Assert.Equal(isAt, HostLabels.IsAt(host, site));
}
