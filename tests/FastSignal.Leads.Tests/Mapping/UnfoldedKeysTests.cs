using static FastSignal.Leads.Tests.Suggested;

namespace FastSignal.Leads.Tests;

public sealed class UnfoldedKeysTests
{
    private const string Folded = """{"trigger__page_name":"Guide","trigger__form__first_name":"Ada","trigger__form__last_name":"Wolff","trigger__form__business_email":"ada@amber.example","step2__assigned_to":"Sam Holt","step2__assigned_email":"sam@seller.example"}""";

    [Fact]
    public void A_key_that_was_a_path_is_read_as_one_and_mapped_as_it_stands()
    {
        var suggestion = MappingSuggester.Suggest(SignalTarget.People, [TestLeaves.Of(Folded)]);
        Assert.True(suggestion.IsIdentified);
        Assert.True(suggestion.Mapping.TryGet(LeadKey.Email, out var email));
        Assert.Equal(["trigger__form__business_email"], email);
        Assert.True(suggestion.Mapping.TryGet(LeadKey.FullName, out var name));
        Assert.Equal(["trigger__form__first_name", "trigger__form__last_name"], name);
        Assert.Contains("\"trigger__form__business_email\"", suggestion.Why[LeadKey.Email], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"Company__c":"Amber Foods","Region__c":"North","Email":"ada@amber.example"}""", "Company__c")]
    [InlineData("""{"__typename":"Lead","__v":0,"company":"Amber Foods","email":"ada@amber.example"}""", "company")]
    [InlineData("""{"crm__company":"Amber Foods","email":"ada@amber.example"}""", "crm__company")]
    public void The_ending_of_a_custom_field_is_no_path(string json, string path) => Assert.Equal(path, Path(LeadKey.CompanyName, json));

    [Theory]
    [InlineData("""{"lead":{"name":"Ada Wolff","email":"ada@amber.example"},"lead__name":"","lead__email":""}""", "lead.email")]
    [InlineData("""{"lead__email":"","lead__name":"","lead":{"name":"Ada Wolff","email":"ada@amber.example"}}""", "lead.email")]
    public void A_path_that_stands_there_already_is_not_made_twice(string json, string path) => Assert.Equal(path, Path(LeadKey.Email, json));

    [Fact]
    public void A_selector_has_the_keys_of_the_entry()
    {
        var leaves = TestLeaves.Of("""{"answers":[{"question__title":"Your email","question__type":"text","answer":"ada@amber.example"}]}""");
        Assert.True(MappingSuggester.Suggest(SignalTarget.People, [leaves]).IsIdentified);
    }
}
