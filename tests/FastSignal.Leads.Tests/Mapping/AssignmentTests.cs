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

    private static string? Path(LeadKey key, string json) =>
        MappingSuggester.Suggest(SignalTarget.People, [TestLeaves.Of(json)]).Mapping.TryGet(key, out var paths) ? Assert.Single(paths) : null;
}
