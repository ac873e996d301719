using static FastSignal.Leads.Tests.Suggested;

namespace FastSignal.Leads.Tests;

public sealed class MessageDirectionTests
{
    [Fact]
    public void The_customer_whom_a_message_is_from_is_the_lead_and_has_a_company() =>
        Assert.Equal(["from_contact.organization.name"], MappingSuggester.Suggest(SignalTarget.People,
            [TestLeaves.Of("""{"from_contact":{"name":"Ada Wolff","email":"ada@amber.example","organization":{"name":"Amber Foods"}},"channel":{"name":"Desk","value":"desk@seller.example"}}""")]).Mapping.TryGet(LeadKey.CompanyName, out var paths) ? paths : []);

    [Theory]
    [InlineData("""{"sender":{"name":"Ada Wolff","email":"ada.w84@gmail.com"},"recipient":{"name":"Sam Holt","email":"sam@seller.example"}}""", "sender.email")]
    [InlineData("""{"sender":{"name":"Sam Holt","email":"sam@seller.example"},"recipient":{"name":"Ada Wolff","email":"ada.w84@gmail.com"}}""", "recipient.email")]
    [InlineData("""{"sender":{"name":"Sam Holt","email":"sam@seller.example"},"recipient":{"name":"Ada Wolff","email":"ada@amber.example"}}""", "recipient.email")]
    public void Nobody_writes_for_us_from_a_private_address(string json, string path) => Assert.Equal(path, Path(LeadKey.Email, json));

    [Theory]
    [InlineData("""{"event":"CampaignSentEvent","name":"Release notes","from_email":"news@seller.example","from_name":"Sam at Seller"}""")]
    [InlineData("""{"status":"fertig","kampagne":{"name":"Herbst","absenderName":"Sam Holt","absenderEmail":"fairs@seller.example"}}""")]
    public void Who_sent_a_mailing_is_nobody(string json) => Assert.Null(Path(LeadKey.Email, json));
}
