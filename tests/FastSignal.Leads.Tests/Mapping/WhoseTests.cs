namespace FastSignal.Leads.Tests;

/// <summary>Whose a value is, told by who else is in the payload.</summary>
public sealed class WhoseTests
{
    [Theory]
    [InlineData("""{"owner":{"name":"Ada Wolff","email":"ada@amber.example","company":"Amber Foods"}}""", "owner.email")]
    [InlineData("""{"besitzer":{"name":"Ada Wolff","email":"ada@amber.example","anschrift":{"strasse":"Mill Lane 4","ort":"Kendal"}}}""", "besitzer.email")]
    [InlineData("""{"owner_name":"Ada Wolff","owner_email":"ada@amber.example","owner_company":"Amber Foods","owner_city":"Kendal","fitter_name":"Bob Fox","fitter_email":"bob@fox.example"}""", "owner_email")]
    [InlineData("""{"owner":{"name":"Ada Wolff","email":"ada@amber.example","company":"Amber Foods"},"supplier":{"name":"Bob Fox","email":"bob@fox.example"}}""", "owner.email")]
    [InlineData("""{"registration":{"owner":{"first_name":"Ada","last_name":"Wolff","email":"ada@amber.example","company":"Amber Foods","address":{"city":"Kendal"}},"fitter":{"company":"Fox Pumps","contact_name":"Bob Fox","email":"bob@fox.example"}}}""", "registration.owner.email")]
    public void Who_is_written_with_an_employer_or_an_address_is_no_user_of_the_tool(string json, string path) => Assert.Equal(path, Path(LeadKey.Email, json));

    [Theory]
    [InlineData("""{"owner":{"name":"Sam Holt","email":"sam@seller.example","phone":"+15125550147"}}""", null)]
    [InlineData("""{"owner":{"company":"Amber Foods","address":{"city":"Kendal"}}}""", null)]
    [InlineData("""{"owner":{"name":"Sam Holt","email":"sam@seller.example","company":"Seller Ltd"},"lead":{"name":"Ada Wolff","email":"ada@amber.example"}}""", "lead.email")]
    [InlineData("""{"owner":{"name":"Sam Holt","email":"sam@seller.example","company":"Seller Ltd"},"first_name":"Ada","last_name":"Wolff","email":"ada@amber.example"}""", "email")]
    [InlineData("""{"owner":{"name":"Sam Holt","email":"sam@seller.example","company":"Seller Ltd"},"phone":"+15125550147"}""", null)]
    [InlineData("""{"owner":{"name":"Sam Holt","email":"sam@seller.example","company":"Seller Ltd"},"fitter":{"name":"Ada Wolff","email":"ada@amber.example"}}""", "fitter.email")]
    [InlineData("""{"issuer":{"name":"Sam Holt","email":"sam@seller.example","company":"Seller Ltd","city":"Erie"}}""", null)]
    public void An_owner_is_ours_without_them_and_beside_a_lead(string json, string? path) => Assert.Equal(path, Path(LeadKey.Email, json));

    [Theory]
    [InlineData("""{"sender":{"name":"Ada Wolff","email":"ada.w84@gmail.com"},"recipient":{"name":"Sam Holt","email":"sam@seller.example"}}""", "sender.email")]
    [InlineData("""{"sender":{"name":"Sam Holt","email":"sam@seller.example"},"recipient":{"name":"Ada Wolff","email":"ada.w84@gmail.com"}}""", "recipient.email")]
    [InlineData("""{"sender":{"name":"Sam Holt","email":"sam@seller.example"},"recipient":{"name":"Ada Wolff","email":"ada@amber.example"}}""", "recipient.email")]
    public void Nobody_writes_for_us_from_a_private_address(string json, string path) => Assert.Equal(path, Path(LeadKey.Email, json));

    [Theory]
    [InlineData("""{"customer_name":"Ada Wolff","customer_email":"ada@amber.example","clerk_email":"sam@seller-halls.example","company_name":"Seller Halls Ltd"}""", LeadKey.CompanyName, null)]
    [InlineData("""{"customer_name":"Ada Wolff","customer_email":"ada@amber.example","clerk_email":"sam@seller-halls.example","company_website":"https://www.seller-halls.example"}""", LeadKey.CompanyDomain, null)]
    [InlineData("""{"customer_name":"Ada Wolff","customer_email":"ada@amber.example","clerk_email":"sam@seller-halls.example","company_name":"Amber Ltd"}""", LeadKey.CompanyName, "company_name")]
    [InlineData("""{"customer":{"name":"Ada Wolff","email":"ada@amber.example","company":"Seller Halls Ltd"},"spare_email":"sam@seller-halls.example"}""", LeadKey.CompanyName, "customer.company")]
    public void A_company_at_the_host_of_somebody_else_is_not_the_leads(string json, LeadKey key, string? path) => Assert.Equal(path, Path(key, json));

    [Theory]
    [InlineData("""{"event":"response.created","user":{"id":7,"name":"Sam Holt","email":"sam@seller.example","role":"Manager"},"contact":null}""", null)]
    [InlineData("""{"event":"response.created","user":{"id":7,"name":"Ada Wolff","email":"ada@amber.example","phone":"+15125550147"},"contact":null}""", "user.email")]
    [InlineData("""{"event":"response.created","user":{"id":7,"name":"Ada Wolff","email":"ada@amber.example","role":"Manager"}}""", "user.email")]
    [InlineData("""{"event":"alert","username":"sam@seller.example","org":{"name":"Seller"}}""", null)]
    [InlineData("""{"event":"export.done","user":{"name":"Sam Holt","email":"sam@seller.example"},"customer_name":null,"customer_email":null}""", "customer_email")]
    [InlineData("""{"event":"login","user":{"username":"ada@amber.example","id":1}}""", "user.username")]
    [InlineData("""{"username":"ada@amber.example","first_name":"Ada","last_name":"Wolff"}""", "username")]
    public void Who_only_did_something_is_not_the_lead_whose_place_is_empty(string json, string? path) => Assert.Equal(path, Path(LeadKey.Email, json));

    [Theory]
    [InlineData("""{"event":"alert","org":{"name":"Seller Ltd"},"location":{"city":"Erie"}}""", LeadKey.CompanyName, null)]
    [InlineData("""{"event":"alert","org":{"name":"Seller Ltd"},"location":{"city":"Erie"}}""", LeadKey.City, null)]
    [InlineData("""{"answers":[{"question":"Company","answer":"Amber Foods"},{"question":"Size","answer":"12"}]}""", LeadKey.CompanyName, "answers.0.answer")]
    [InlineData("""{"event":"alert","company":"Amber Foods"}""", LeadKey.CompanyName, "company")]
    [InlineData("""{"event":"alert","org":{"name":"Amber Foods","website":"https://amber.example"}}""", LeadKey.CompanyName, "org.name")]
    [InlineData("""{"caller":{"phone":"+15125550147","company":"Amber Foods"}}""", LeadKey.CompanyName, "caller.company")]
    public void Where_nobody_is_named_an_account_with_no_more_than_a_name_may_be_the_senders(string json, LeadKey key, string? path) => Assert.Equal(path, Path(key, json));

    private static string? Path(LeadKey key, string json) =>
        MappingSuggester.Suggest(SignalTarget.People, [TestLeaves.Of(json)]).Mapping.TryGet(key, out var paths) ? Assert.Single(paths) : null;
}
