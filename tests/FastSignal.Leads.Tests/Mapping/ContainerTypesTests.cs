namespace FastSignal.Leads.Tests;

public sealed class ContainerTypesTests
{
    [Theory]
    [InlineData("""{"parties":[{"my_party":true,"name":"Seller Ltd","participants":[{"name":"Sam Holt","email":"sam@seller.example"}]},{"my_party":false,"name":"Amber Ltd","participants":[{"name":"Ada Wolff","email":"ada@amber.example"}]}]}""", "parties.1.participants.0.email")]
    [InlineData("""{"parties":[{"is_author":true,"fields":[{"type":"email","value":"sam@seller.example"}]},{"is_author":false,"fields":[{"type":"email","value":"ada@amber.example"}]}]}""", "parties.1.fields.0.value")]
    public void Who_is_in_what_the_sender_calls_its_own_is_not_the_lead(string json, string path) => Assert.Equal(path, Path(LeadKey.Email, json));

    [Theory]
    [InlineData("""{"parties":[{"role":"dealer","name":"Bob Fox","email":"bob@fox.example"},{"role":"end_customer","name":"Ada Wolff","email":"ada@amber.example"}]}""", "parties.1.email")]
    [InlineData("""{"parties":[{"role":"sales agent","name":"Bob Fox","email":"bob@fox.example"},{"role":"buyer","name":"Ada Wolff","email":"ada@amber.example"}]}""", "parties.1.email")]
    [InlineData("""{"parties":[{"type":"payer","name":"Bob Fox","email":"bob@fox.example"},{"type":"customer","name":"Ada Wolff","email":"ada@amber.example"}]}""", "parties.1.email")]
    [InlineData("""{"people":[{"role":"Sales agent","name":"Ada Wolff","email":"ada@amber.example"},{"role":"Buyer","name":"Bob Fox","email":"bob@fox.example"}]}""", "people.0.email")]
    public void The_roles_of_a_list_tell_who_leads_where_one_is_called_for_the_lead_and_not_where_they_are_job_titles(string json, string path) => Assert.Equal(path, Path(LeadKey.Email, json));

    [Fact]
    public void What_trade_a_company_is_in_does_not_make_it_somebody_elses() =>
        Assert.Equal("name", Path(LeadKey.CompanyName, """{"type":"Installer","name":"Amber Ltd","website":"https://amber.example"}""", SignalTarget.Companies));

    private static string? Path(LeadKey key, string json, SignalTarget target = SignalTarget.People) =>
        MappingSuggester.Suggest(target, [TestLeaves.Of(json)]).Mapping.TryGet(key, out var paths) ? Assert.Single(paths) : null;
}
