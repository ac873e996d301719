namespace FastSignal.Leads.Tests;

public sealed class AgreeingFieldsTests
{
    [Theory]
    [InlineData("""{"mail":"ada.wolff@amber.example","qqq":"Ada Wolff"}""", LeadKey.FullName, "qqq")]
    [InlineData("""{"profile":"https://www.linkedin.com/in/ada-wolff-8","qqq":"Ada Wolff"}""", LeadKey.FullName, "qqq")]
    [InlineData("""{"mail":"ada@amber.example","qqq":"Ada Wolff"}""", LeadKey.FullName, "qqq")]
    [InlineData("""{"mail":"awolff@amber.example","qqq":"Ada","zzz":"Wolff"}""", LeadKey.FullName, "qqq", "zzz")]
    [InlineData("""{"mail":"awolff@amberfield.example","qqq":"Amberfield Lamps"}""", LeadKey.CompanyName, "qqq")]
    [InlineData("""{"mail":"ada@gmail.com","company":{"website":"amberfield.example"},"qqq":"Amberfield Lamps"}""", LeadKey.CompanyName, "qqq")]
    [InlineData("""{"mail":"awolff@amberfield.example","qqq":"http://www.amberfield.example/"}""", LeadKey.CompanyDomain, "qqq")]
    [InlineData("""{"mail":"ada@gmail.com","company":"Amberfield Lamps","qqq":"amberfieldlamps.example"}""", LeadKey.CompanyDomain, "qqq")]
    [InlineData("""{"mail":"awolff@amberfield.example","company":"Seller Works","qqq":"Amberfield Lamps"}""", LeadKey.CompanyName, "qqq")]
    [InlineData("""{"mail":"awolff@amberfield.example","name":"Sam Holt","qqq":"Ada Wolff"}""", LeadKey.FullName, "qqq")]
    public void A_value_that_agrees_with_an_identifier_is_taken_whatever_its_key_is(string json, LeadKey key, params string[] paths)
    {
        Assert.True(Suggest(json).Mapping.TryGet(key, out var got), json);
        Assert.Equal(paths, got);
    }

    [Theory]
    [InlineData("""{"mail":"ada.wolff@amber.example","qqq":"ada wolff"}""", LeadKey.FullName)]
    [InlineData("""{"mail":"ada.wolff@amber.example","qqq":"Sam Holt"}""", LeadKey.FullName)]
    [InlineData("""{"mail":"info@amber.example","qqq":"Info Desk"}""", LeadKey.FullName)]
    [InlineData("""{"mail":"amber@amber.example","qqq":"Amber House"}""", LeadKey.FullName)]
    [InlineData("""{"mail":"ada@birch.example","owner":{"email":"sam.holt@seller.example"},"qqq":"Sam Holt"}""", LeadKey.FullName)]
    [InlineData("""{"mail":"ada@amberfield.example","qqq":"amberfield"}""", LeadKey.CompanyName)]
    [InlineData("""{"mail":"ada@amberfield.example","qqq":"Amberfield Demo"}""", LeadKey.CompanyName)]
    [InlineData("""{"mail":"ada@amberfield.example","campaign":"Amberfield Spring"}""", LeadKey.CompanyName)]
    [InlineData("""{"mail":"ada@gmail.com","qqq":"Gmail"}""", LeadKey.CompanyName)]
    [InlineData("""{"mail":"ada@birch.example","owner":{"email":"sam@amberfield.example"},"qqq":"Amberfield"}""", LeadKey.CompanyName)]
    [InlineData("""{"mail":"ada@amberfield.example","qqq":"https://amberfield.example/jobs/4711"}""", LeadKey.CompanyDomain)]
    [InlineData("""{"mail":"ada@gmail.com","qqq":"https://www.gmail.com"}""", LeadKey.CompanyDomain)]
    public void A_value_that_does_not_agree_or_may_be_anothers_is_left_alone(string json, LeadKey key) =>
        Assert.False(Suggest(json).Mapping.TryGet(key, out _), json);

    [Fact]
    public void The_explanation_names_the_agreement()
    {
        var why = Suggest("""{"mail":"ada.wolff@amber.example","qqq":"Ada Wolff"}""").Why[LeadKey.FullName];
        Assert.Contains("agrees with the email address or the profile", why, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', why);
    }

    private static MappingSuggestion Suggest(string json) => MappingSuggester.Suggest(SignalTarget.People, [TestLeaves.Of(json)]);
}
