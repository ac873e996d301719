namespace FastSignal.Leads.Tests;

public sealed class OurHostsTests
{
    [Theory]
    [InlineData("""{"callback_url":"https://hooks.seller.example/in","signers":[{"email":"sam@seller.example"},{"email":"ada@amber.example"}]}""", "signers.1.email")]
    [InlineData("""{"page_url":"https://go.com.br/form","signers":[{"email":"ada@amber.com.br"}]}""", "signers.0.email")]
    public void The_site_of_a_service_of_ours_is_ours(string json, string path) => Assert.Equal(path, Path(LeadKey.Email, json));

    [Fact]
    public void A_place_of_ours_within_the_lead_says_nothing_of_the_lead()
    {
        const string Json = """{"lead":{"email":"ada@amber.example","phone":"+15125550147","location":{"city":"Boston","email":"events@seller.example"}},"owner":{"email":"sam@seller.example"}}""";
        Assert.Equal("lead.phone", Path(LeadKey.Phone, Json));
        Assert.Null(Path(LeadKey.City, Json));
    }

    private static string? Path(LeadKey key, string json) =>
        MappingSuggester.Suggest(SignalTarget.People, [TestLeaves.Of(json)]).Mapping.TryGet(key, out var paths) ? Assert.Single(paths) : null;
}
