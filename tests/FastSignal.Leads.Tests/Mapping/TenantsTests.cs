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
}
