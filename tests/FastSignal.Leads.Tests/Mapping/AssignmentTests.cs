namespace FastSignal.Leads.Tests;

public sealed class AssignmentTests
{
    [Theory]
    [InlineData("""{"event":"alert","org":{"name":"Seller Ltd"},"location":{"city":"Erie"}}""", LeadKey.CompanyName, null)]
    [InlineData("""{"event":"alert","org":{"name":"Seller Ltd"},"location":{"city":"Erie"}}""", LeadKey.City, null)]
    [InlineData("""{"answers":[{"question":"Company","answer":"Amber Foods"},{"question":"Size","answer":"12"}]}""", LeadKey.CompanyName, "answers.0.answer")]
    [InlineData("""{"event":"alert","company":"Amber Foods"}""", LeadKey.CompanyName, "company")]
    [InlineData("""{"event":"alert","org":{"name":"Amber Foods","website":"https://amber.example"}}""", LeadKey.CompanyName, "org.name")]
    [InlineData("""{"caller":{"phone":"+15125550147","company":"Amber Foods"}}""", LeadKey.CompanyName, "caller.company")]
    public void Where_nobody_is_named_an_account_with_no_more_than_a_name_may_be_the_senders(string json, LeadKey key, string? path) => Assert.Equal(path, Path(key, json));

    [Theory]
    [InlineData("""{"contact":{"name":"Ada Wolff","email":"ada@amber.example"},"payer":{"city":"Erie"},"company":{"name":"Amber Foods","city":"Leeds"}}""", "company.city")]
    [InlineData("""{"contact":{"name":"Ada Wolff","email":"ada@amber.example"},"company":{"name":"Amber Foods","city":"Leeds"},"bill_to":{"city":"Erie"}}""", "company.city")]
    [InlineData("""{"user":{"name":"Ada Wolff","email":"ada@amber.example","city":"Erie"}}""", "user.city")]
    [InlineData("""{"contact":{"name":"Ada Wolff","email":"ada@amber.example"},"ship_to":{"city":"Erie"}}""", "ship_to.city")]
    public void The_city_of_who_pays_gives_way_to_that_of_the_leads_company(string json, string path) => Assert.Equal(path, Path(LeadKey.City, json));

    [Theory]
    [InlineData("zerbstung")]
    [InlineData("squad")]
    [InlineData("mairie")]
    [InlineData("workspace")]
    [InlineData("campaign")]
    [InlineData("event")]
    public void What_has_a_name_of_its_own_lends_the_lead_no_address(string word)
    {
        const string Other = """{"name":"Harbour Street","email":"harbour@seller.example","phone":"+44 20 7946 0999"}""";
        Assert.Null(Path(LeadKey.Email, $$"""{"contact":{"name":"Ada Wolff","phone":"+49 30 901820"},"{{word}}":{{Other}} }"""));
        Assert.Null(Path(LeadKey.Email, $$"""{"{{word}}":{{Other}},"contact":{"name":"Ada Wolff","phone":"+49 30 901820"} }"""));
        Assert.Null(Path(LeadKey.Phone, $$"""{"{{word}}":{{Other}},"name":"Ada Wolff","email":"ada@amber.example"}"""));
    }

    [Theory]
    [InlineData("""{"contact":{"name":"Ada Wolff","phone":"+49 30 901820"},"xyzzy":{"name":"Grid Week","email":"ada.wolff@amber.example"}}""", "xyzzy.email")]
    [InlineData("""{"badge_name":"Ada Wolff","badge_email":"ada.wolff@amber.example"}""", "badge_email")]
    public void An_address_that_is_made_of_the_leads_name_is_the_leads_wherever_it_stands(string json, string path) => Assert.Equal(path, Path(LeadKey.Email, json));

    private static string? Path(LeadKey key, string json) =>
        MappingSuggester.Suggest(SignalTarget.People, [TestLeaves.Of(json)]).Mapping.TryGet(key, out var paths) ? Assert.Single(paths) : null;
}
