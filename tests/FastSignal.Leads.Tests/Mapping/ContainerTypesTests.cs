namespace FastSignal.Leads.Tests;

public sealed class ContainerTypesTests
{
    [Theory]
    [InlineData("""{"parties":[{"my_party":true,"name":"Seller Ltd","participants":[{"name":"Sam Holt","email":"sam@seller.example"}]},{"my_party":false,"name":"Amber Ltd","participants":[{"name":"Ada Wolff","email":"ada@amber.example"}]}]}""", "parties.1.participants.0.email")]
    public void Who_is_in_what_the_sender_calls_its_own_is_not_the_lead(string json, string path) => Assert.Equal(path, Path(LeadKey.Email, json));

    private static string? Path(LeadKey key, string json) =>
        MappingSuggester.Suggest(SignalTarget.People, [TestLeaves.Of(json)]).Mapping.TryGet(key, out var paths) ? Assert.Single(paths) : null;
}
