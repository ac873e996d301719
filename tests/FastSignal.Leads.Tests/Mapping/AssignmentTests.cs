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

    private static string? Path(LeadKey key, string json) =>
        MappingSuggester.Suggest(SignalTarget.People, [TestLeaves.Of(json)]).Mapping.TryGet(key, out var paths) ? Assert.Single(paths) : null;
}
