using static FastSignal.Leads.Tests.Suggested;

namespace FastSignal.Leads.Tests;

public sealed class TenantsTests
{
    [Theory]
    [InlineData("""{"kind":"quota","tenant_name":"Amber Travel","tenant_domain":"amber-travel.example"}""", "tenant_name")]
    [InlineData("""{"kind":"quota","tenant_name":"Amber Travel","tenant_url":"https://amber-travel.example"}""", "tenant_name")]
    [InlineData("""{"kind":"quota","tenant_name":"eu-west","tenant_domain":"eu-west.seller.example"}""", null)]
    public void A_tenant_with_a_domain_of_its_own_is_a_company(string json, string? path) =>
        Assert.Equal(path, Path(LeadKey.CompanyName, json, SignalTarget.Companies));

    [Fact]
    public void An_address_that_is_called_like_the_workspace_is_the_vendors() => Assert.Null(
        Path(LeadKey.CompanyDomain,
            """{"workspace":{"name":"Amber Payments","url":"https://amber-payments.vendor.example","seats_used":2},"member":{"name":"Ada Wolff","email":"ada@amberpay.example"}}"""));

    [Theory]
    [InlineData("""{"data":{"user":{"first_name":"Ada","email":"ada@amber.example"},"account":{"name":"Amber Wash","subdomain":"amber","website_url":"https://amber.example"}}}""",
        "data.account.name")]
    [InlineData("""{"account":{"name":"Seller","subdomain":"seller"},"contact":{"first_name":"Ada","email":"ada@amber.example"}}""", null)]
    public void An_account_with_a_subdomain_is_ours_unless_its_site_is_known(string json, string? path) => Assert.Equal(path, Path(LeadKey.CompanyName, json));
}
