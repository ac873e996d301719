using static FastSignal.Leads.Tests.Suggested;

namespace FastSignal.Leads.Tests;

public sealed class OwnersByRecordTests
{
    [Theory]
    [InlineData("""{"owner":{"name":"Ada Wolff","email":"ada@amber.example","company":"Amber Foods"}}""", "owner.email")]
    [InlineData("""{"besitzer":{"name":"Ada Wolff","email":"ada@amber.example","anschrift":{"strasse":"Mill Lane 4","ort":"Kendal"}}}""", "besitzer.email")]
    [InlineData("""{"owner_name":"Ada Wolff","owner_email":"ada@amber.example","owner_company":"Amber Foods","owner_city":"Kendal","fitter_name":"Bob Fox","fitter_email":"bob@fox.example"}""",
        "owner_email")]
    [InlineData("""{"owner":{"name":"Ada Wolff","email":"ada@amber.example","company":"Amber Foods"},"supplier":{"name":"Bob Fox","email":"bob@fox.example"}}""",
        "owner.email")]
    [InlineData("""{"registration":{"owner":{"first_name":"Ada","last_name":"Wolff","email":"ada@amber.example","company":"Amber Foods","address":{"city":"Kendal"}},"fitter":{"company":"Fox Pumps","contact_name":"Bob Fox","email":"bob@fox.example"}}}""",
        "registration.owner.email")]
    public void Who_is_written_with_an_employer_or_an_address_is_no_user_of_the_tool(string json, string path) => Assert.Equal(path, Path(LeadKey.Email, json));

    [Theory]
    [InlineData("""{"owner":{"name":"Sam Holt","email":"sam@seller.example","phone":"+15125550147"}}""", null)]
    [InlineData("""{"owner":{"company":"Amber Foods","address":{"city":"Kendal"}}}""", null)]
    [InlineData("""{"owner":{"name":"Sam Holt","email":"sam@seller.example","company":"Seller Ltd"},"lead":{"name":"Ada Wolff","email":"ada@amber.example"}}""",
        "lead.email")]
    [InlineData("""{"owner":{"name":"Sam Holt","email":"sam@seller.example","company":"Seller Ltd"},"first_name":"Ada","last_name":"Wolff","email":"ada@amber.example"}""",
        "email")]
    [InlineData("""{"owner":{"name":"Sam Holt","email":"sam@seller.example","company":"Seller Ltd"},"phone":"+15125550147"}""", null)]
    [InlineData("""{"owner":{"name":"Sam Holt","email":"sam@seller.example","company":"Seller Ltd"},"fitter":{"name":"Ada Wolff","email":"ada@amber.example"}}""",
        "fitter.email")]
    [InlineData("""{"issuer":{"name":"Sam Holt","email":"sam@seller.example","company":"Seller Ltd","city":"Erie"}}""", null)]
    public void An_owner_is_ours_without_them_and_beside_a_lead(string json, string? path) => Assert.Equal(path, Path(LeadKey.Email, json));
}
