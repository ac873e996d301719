using static FastSignal.Leads.Tests.Suggested;

namespace FastSignal.Leads.Tests;

public sealed class AwaitedLeadTests
{
    [Theory]
    [InlineData("""{"event":"viewed","deck":{"authorName":"Sam Holt","authorEmail":"sam@seller.example"},"viewer":{"id":"a7","email":null,"name":null}}""")]
    [InlineData("""{"olay":"sepet_terk","magaza":{"ad":"Ofis","eposta":"siparis@seller.example"},"ziyaretci":{"adSoyad":null,"eposta":null}}""")]
    [InlineData("""{"shop":{"email":"sam@seller.example"},"feedback":{"rating":4,"first_name":null,"last_name":null,"email":null},"moderator":{"name":"Sam Holt","email":"sam@seller.example"}}""")]
    public void Where_the_place_for_the_lead_is_empty_nobody_else_is_the_lead(string json)
    {
        var suggestion = MappingSuggester.Suggest(SignalTarget.People, [TestLeaves.Of(json)]);
        Assert.False(suggestion.IsIdentified);
        Assert.All(suggestion.Mapping.Keys.Where(key => LeadKeys.OfPerson.Contains(key)), key => Assert.Empty(Filled(suggestion.Mapping, key, json)));
    }

    [Theory]
    [InlineData("""{"ereignis":"firmenbesuch","mandant":{"name":"Seller GmbH","domain":"seller.example"},"firma":null}""")]
    [InlineData("""{"event":"session.ended","tenant":{"name":"Seller","website":"https://seller.example"},"account":{"name":null,"domain":null}}""")]
    public void Where_the_company_is_not_known_ours_is_not_taken(string json) =>
        Assert.False(MappingSuggester.Suggest(SignalTarget.Companies, [TestLeaves.Of(json)]).IsIdentified);

    [Theory]
    [InlineData("""{"email":"ada@amber.example","name":"Ada Wolff","contact":null}""", "email")]
    [InlineData("""{"user":{"email":"ada@amber.example","name":"Ada Wolff","company":"Amber"},"contact":null}""", "user.email")]
    [InlineData("""{"action":"","subject":"","request":{"q3_fullName":{"first":"Ada","last":"Wolff"},"q6_email":"ada@amber.example"}}""", "request.q6_email")]
    [InlineData("""{"guest":null,"customer":{"name":"Ada Wolff","email":"ada@amber.example"}}""", "customer.email")]
    public void Who_is_named_is_the_lead_whatever_else_is_empty(string json, string path) => Assert.Equal(path, Path(LeadKey.Email, json));

    private static IEnumerable<string> Filled(SignalMapping mapping, LeadKey key, string json)
    {
        var leaves = TestLeaves.Of(json).ToDictionary(leaf => leaf.Path, leaf => leaf.Value, StringComparer.Ordinal);
        return mapping.TryGet(key, out var paths) ? paths.Where(path => leaves[path] is { Length: > 0 }) : [];
    }
}
