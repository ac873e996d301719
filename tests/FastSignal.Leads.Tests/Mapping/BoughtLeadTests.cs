using static FastSignal.Leads.Tests.Suggested;

namespace FastSignal.Leads.Tests;

public sealed class BoughtLeadTests
{
    [Theory]
    [InlineData("""{"leadOid":558,"fee":48.5,"name":"Ada Wolff","email":"ada@gmail.com","spEntityId":9,"spCompanyName":"Seller Roofing LLC"}""", null)]
    [InlineData("""{"LeadId":"SLK8","LeadType":"Exclusive","UserName":"Ada Wolff","UserEmail":"ada@gmail.com","BusinessId":"5","BusinessName":"Seller Interiors"}""",
        null)]
    [InlineData("""{"LeadID":"SR-2","Price":"95.00","FirstName":"Ada","LastName":"Wolff","Email":"ada@amber.example","CompanyName":"Amber Foods"}""",
        "CompanyName")]
    [InlineData("""{"lead_id":7,"name":"Ada Wolff","email":"ada@gmail.com","company":"Amber Foods"}""", "company")]
    [InlineData("""{"lead_id":7,"price":20,"contact":{"name":"Ada Wolff","email":"ada@gmail.com","company":"Amber Foods"}}""", "contact.company")]
    [InlineData("""{"lead_id":7,"price":null,"name":"Ada Wolff","email":"ada@gmail.com","company":"Amber Foods"}""", "company")]
    public void The_company_beside_a_lead_that_was_bought_bought_it(string json, string? path) => Assert.Equal(path, Path(LeadKey.CompanyName, json));
}
