using static FastSignal.Leads.Tests.Suggested;

namespace FastSignal.Leads.Tests;

public sealed class HiringCompanyTests
{
    [Theory]
    [InlineData("""{"Application":{"Company":{"LegalName":"Amber Wind Ltd","Website":"https://amber.example"},"Applicant":{"Forename":"Ada","Surname":"Wolff","Email":"ada@amber.example"}}}""",
        "Application.Company.LegalName")]
    [InlineData("""{"job":{"title":"Welder"},"company":{"name":"Seller Ltd","website":"https://seller.example"},"candidate":{"name":"Ada Wolff","email":"ada@gmail.com"}}""",
        null)]
    public void A_company_beside_an_applicant_hires_unless_the_applicant_has_an_address_there(string json, string? path) =>
        Assert.Equal(path, Path(LeadKey.CompanyName, json, SignalTarget.Companies));

    [Theory]
    [InlineData("""{"event":"application.moved","companyName":"Seller Retail","data":{"job":{"name":"Analyst"},"candidate":{"name":"Ada","lastName":"Wolff","email":"ada@gmail.com"}}}""",
        null)]
    [InlineData("""{"companyName":"Amber Foods","candidate_name":"Ada Wolff","candidate_email":"ada@gmail.com"}""", "companyName")]
    public void A_company_outside_of_an_applicants_record_hires(string json, string? path) => Assert.Equal(path, Path(LeadKey.CompanyName, json));

    [Fact]
    public void Where_companies_are_wanted_who_hires_is_the_lead() => Assert.Equal("job_posting.company_name",
        Path(LeadKey.CompanyName,
            """{"job_posting":{"title":"Dev","company_name":"Amber GmbH","company_domain":"amber.example","applicant_count":40}}""",
            SignalTarget.Companies));

    [Fact]
    public void The_company_of_the_position_hires() => Assert.Null(
        Path(LeadKey.CompanyName,
            """{"first_name":"Ada","last_name":"Wolff","email":"ada@gmail.com","position":{"name":"CMO","company_name":"Seller Analytics"},"resume":{"name":"cv.pdf"}}"""));
}
