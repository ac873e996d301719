using static FastSignal.Leads.Tests.Suggested;

namespace FastSignal.Leads.Tests;

public sealed class HiringCompanyTests
{
    [Theory]
    [InlineData("""{"Application":{"Company":{"LegalName":"Amber Wind Ltd","Website":"https://amber.example"},"Applicant":{"Forename":"Ada","Surname":"Wolff","Email":"ada@amber.example"}}}""", "Application.Company.LegalName")]
    [InlineData("""{"job":{"title":"Welder"},"company":{"name":"Seller Ltd","website":"https://seller.example"},"candidate":{"name":"Ada Wolff","email":"ada@gmail.com"}}""", null)]
    public void A_company_beside_an_applicant_hires_unless_the_applicant_has_an_address_there(string json, string? path) =>
        Assert.Equal(path, Path(LeadKey.CompanyName, json, SignalTarget.Companies));
}
