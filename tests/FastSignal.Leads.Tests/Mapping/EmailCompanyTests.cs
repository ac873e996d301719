using static FastSignal.Leads.Tests.Suggested;

namespace FastSignal.Leads.Tests;

public sealed class EmailCompanyTests
{
    [Theory]
    [InlineData("""{"customer_name":"Ada Wolff","customer_email":"ada@amber.example","clerk_email":"sam@seller-halls.example","company_name":"Seller Halls Ltd"}""",
        LeadKey.CompanyName, null)]
    [InlineData("""{"customer_name":"Ada Wolff","customer_email":"ada@amber.example","clerk_email":"sam@seller-halls.example","company_website":"https://www.seller-halls.example"}""",
        LeadKey.CompanyDomain, null)]
    [InlineData("""{"customer_name":"Ada Wolff","customer_email":"ada@amber.example","clerk_email":"sam@seller-halls.example","company_name":"Amber Ltd"}""",
        LeadKey.CompanyName, "company_name")]
    [InlineData("""{"customer":{"name":"Ada Wolff","email":"ada@amber.example","company":"Seller Halls Ltd"},"spare_email":"sam@seller-halls.example"}""",
        LeadKey.CompanyName, "customer.company")]
    public void A_company_at_the_host_of_somebody_else_is_not_the_leads(string json, LeadKey key, string? path) => Assert.Equal(path, Path(key, json));

    [Theory]
    [InlineData("""{"contact":{"name":"Ada Wolff","email":"ada@amber.example"},"zerbstung":{"name":"Seller Halls GmbH","website":"https://seller-halls.example"}}""",
        null)]
    [InlineData("""{"contact":{"name":"Ada Wolff","email":"ada@amber.example"},"zerbstung":{"name":"Amber GmbH","website":"https://amber.example"}}""",
        "zerbstung.name")]
    public void A_company_of_which_nobody_knows_what_it_is_to_the_lead_must_be_at_the_leads_host(string json, string? path) =>
        Assert.Equal(path, Path(LeadKey.CompanyName, json));
}
