namespace FastSignal.Leads.Tests;

public sealed class ActorsTests
{
    [Theory]
    [InlineData("""{"event":"response.created","user":{"id":7,"name":"Sam Holt","email":"sam@seller.example","role":"Manager"},"contact":null}""", null)]
    [InlineData("""{"event":"response.created","user":{"id":7,"name":"Ada Wolff","email":"ada@amber.example","phone":"+15125550147"},"contact":null}""", "user.email")]
    [InlineData("""{"event":"response.created","user":{"id":7,"name":"Ada Wolff","email":"ada@amber.example","role":"Manager"}}""", "user.email")]
    [InlineData("""{"event":"alert","username":"sam@seller.example","org":{"name":"Seller"}}""", null)]
    [InlineData("""{"event":"export.done","user":{"name":"Sam Holt","email":"sam@seller.example"},"customer_name":null,"customer_email":null}""", "customer_email")]
    [InlineData("""{"event":"login","user":{"username":"ada@amber.example","id":1}}""", "user.username")]
    [InlineData("""{"username":"ada@amber.example","first_name":"Ada","last_name":"Wolff"}""", "username")]
    public void Who_only_did_something_is_not_the_lead_whose_place_is_empty(string json, string? path) => Assert.Equal(path, Path(LeadKey.Email, json));

    private static string? Path(LeadKey key, string json) =>
        MappingSuggester.Suggest(SignalTarget.People, [TestLeaves.Of(json)]).Mapping.TryGet(key, out var paths) ? Assert.Single(paths) : null;
}
