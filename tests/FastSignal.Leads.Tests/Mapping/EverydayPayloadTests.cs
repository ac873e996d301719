using static FastSignal.Leads.Tests.Suggested;

namespace FastSignal.Leads.Tests;

/// <summary>Payloads of every day that a rule for rarer ones may not break.</summary>
public sealed class EverydayPayloadTests
{
    [Theory]
    [InlineData("""{"booking":{"host":{"name":"Sam Holt","email":"sam@seller.example","job_title":"AE","company":"Seller"},"guest":{"name":"Ada Wolff","email":"ada@amber.example"}}}""", LeadKey.Email, "booking.guest.email")]
    [InlineData("""{"event":"message.delivered","direction":"inbound","from_email":"ada@amber.example","from_name":"Ada Wolff","subject":"Hello"}""", LeadKey.Email, "from_email")]
    [InlineData("""{"event":"user:signup","audit_id":"9","user":{"name":"Ada Wolff","email":"ada@amber.example"}}""", LeadKey.Email, "user.email")]
    [InlineData("""{"lead":{"name":"Ada Wolff","email":"ada@amber.example","clinic":"Harbour Street"},"company":{"name":"Amber","domain":"amber.example"}}""", LeadKey.CompanyName, "company.name")]
    [InlineData("""{"student":{"name":"Ada Wolff","email":"ada@web.de","workshop":"Advanced Excel"},"company":"Amber KG"}""", LeadKey.CompanyName, "company")]
    [InlineData("""{"full_name":"Grace Trust","email":"grace.trust@amber.example"}""", LeadKey.FullName, "full_name")]
    [InlineData("""{"user":{"name":"Ada Wolff","email":"ada@amber.example","company":"Ada Wolff"}}""", LeadKey.CompanyName, "user.company")]
    [InlineData("""{"contact":{"email":"ada@amber.example","name":"Ada Wolff"},"domain":"ambergroup.com","url":"https://ambergroup.com/contact/sales","company":"Amber Group"}""", LeadKey.CompanyDomain, "domain")]
    [InlineData("""{"client":{"name":"Ada Wolff","website":"amber.example","phone":"+44 20 79460999"},"notes":{"email":"bo@dahl.example"}}""", LeadKey.Phone, "client.phone")]
    [InlineData("""{"account":{"display_name":"Ada Wolff","email":"ada.wolff@amber.example"}}""", LeadKey.FullName, "account.display_name")]
    [InlineData("""{"contract":{"id":1},"supplier":{"name":"Seller"},"authority":{"name":"City Works","contact":{"name":"Ada Wolff","email":"ada@cityworks.example"}}}""", LeadKey.Email, "authority.contact.email")]
    public void The_person_of_an_everyday_payload_is_found(string json, LeadKey key, string path) => Assert.Equal(path, Path(key, json, SignalTarget.People));

    [Theory]
    [InlineData("""{"visitor":{"company_name":"Amber AG","isp":"Amber AG","company_domain":"amber.example"}}""", "visitor.company_name")]
    [InlineData("""{"organization":"Amber AG","isp":"Amber AG","domain":"amber.example"}""", "organization")]
    [InlineData("""{"name":"Ada Wolff","email":"ada@amber.example","company":"amber","website":"amber.shops.example"}""", "company")]
    public void The_company_of_an_everyday_payload_is_found(string json, string path) => Assert.Equal(path, Path(LeadKey.CompanyName, json, SignalTarget.Companies));

    [Theory]
    [InlineData(SignalTarget.Companies, """{"company":{"name":"Amber GmbH"},"owner":{"name":"Ada Wolff","email":"pending"}}""", """{"company":{"name":"Amber GmbH"},"owner":{"name":"Ada Wolff","email":"ada@amber.example"}}""")]
    [InlineData(SignalTarget.People, """{"shop_name":"Amber","shop_domain":"pending","owner_name":"Ada Wolff","owner_email":"ada@amber.example"}""", """{"shop_name":"Amber","shop_domain":"amber.example","owner_name":"Ada Wolff","owner_email":"ada@amber.example"}""")]
    public void A_sample_that_has_no_address_where_another_has_one_is_no_fault(SignalTarget target, string one, string other)
    {
        Assert.Null(Record.Exception(() => MappingSuggester.Suggest(target, [TestLeaves.Of(one), TestLeaves.Of(other)])));
        Assert.Null(Record.Exception(() => MappingSuggester.Suggest(target, [TestLeaves.Of(other), TestLeaves.Of(one)])));
    }
}
