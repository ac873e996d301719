namespace FastSignal.Leads.Tests;

public sealed class EmailCompanyTests
{
    [Theory]
    [InlineData("""{"customer_name":"Ada Wolff","customer_email":"ada@amber.example","clerk_email":"sam@seller-halls.example","company_name":"Seller Halls Ltd"}""", LeadKey.CompanyName, null)]
    [InlineData("""{"customer_name":"Ada Wolff","customer_email":"ada@amber.example","clerk_email":"sam@seller-halls.example","company_website":"https://www.seller-halls.example"}""", LeadKey.CompanyDomain, null)]
    [InlineData("""{"customer_name":"Ada Wolff","customer_email":"ada@amber.example","clerk_email":"sam@seller-halls.example","company_name":"Amber Ltd"}""", LeadKey.CompanyName, "company_name")]
    [InlineData("""{"customer":{"name":"Ada Wolff","email":"ada@amber.example","company":"Seller Halls Ltd"},"spare_email":"sam@seller-halls.example"}""", LeadKey.CompanyName, "customer.company")]
    public void A_company_at_the_host_of_somebody_else_is_not_the_leads(string json, LeadKey key, string? path) => Assert.Equal(path, Path(key, json));

    private static string? Path(LeadKey key, string json) =>
        MappingSuggester.Suggest(SignalTarget.People, [TestLeaves.Of(json)]).Mapping.TryGet(key, out var paths) ? Assert.Single(paths) : null;
}
