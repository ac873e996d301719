using static FastSignal.Leads.Tests.Suggested;

namespace FastSignal.Leads.Tests;

public sealed class EventKindsTests
{
    [Theory]
    [InlineData("event", "organization.updated")]
    [InlineData("type", "company_created")]
    [InlineData("entity", "Organisation")]
    [InlineData("object", "company")]
    [InlineData("model", "Company")]
    [InlineData("ereignis", "firma.aktualisiert")]
    [InlineData("gebeurtenis", "bedrijf-gewijzigd")]
    [InlineData("evenement", "entreprise.modifiee")]
    [InlineData("topic", "companies/update")]
    public void The_data_of_a_company_event_is_a_company(string key, string value)
    {
        Assert.Equal("data.name", Path(LeadKey.CompanyName, $$"""{"{{key}}":"{{value}}","data":{"name":"Amber Foods","url":"https://amber.example"} }"""));
        Assert.Equal("data.url", Path(LeadKey.CompanyDomain, $$"""{"{{key}}":"{{value}}","data":{"name":"Amber Foods","url":"https://amber.example"} }"""));
        Assert.Equal("name", Path(LeadKey.CompanyName, $$"""{"{{key}}":"{{value}}","name":"Amber Foods","url":"https://amber.example"}"""));
    }

    [Theory]
    [InlineData("""{"event":"organization.member.added","data":{"name":"Ada Wolff","email":"ada@amber.example"}}""")]
    [InlineData("""{"event":"account.created","data":{"name":"Ada Wolff","email":"ada@amber.example"}}""")]
    [InlineData("""{"event":"company.form.submitted","data":{"name":"Ada Wolff","email":"ada@amber.example"}}""")]
    public void An_event_of_a_person_leaves_its_data_a_person(string json) => Assert.Equal("data.name", Path(LeadKey.FullName, json));
}
