namespace FastSignal.Leads.Tests;

public sealed class CorroborationTests
{
    [Theory]
    [InlineData(SignalTarget.Companies, LeadKey.CompanyName, """{"flag":{"key":"new-menu","name":"New menu"},"environment":"production"}""")]
    [InlineData(SignalTarget.Companies, LeadKey.CompanyName, """{"entityId":"48213","entityName":"party","type":"UPDATED"}""")]
    [InlineData(SignalTarget.Companies, LeadKey.CompanyDomain, """{"siteName":"Our website","siteUrl":"https://www.seller.example","city":"Erie"}""")]
    [InlineData(SignalTarget.Companies, LeadKey.CompanyDomain, """{"organization":{"id":"8812","url":"https://eu.charts.example/project/5512/groups/8812"}}""")]
    [InlineData(SignalTarget.People, LeadKey.FullName, """{"client_name":"Our App","client_id":"c1","user_name":"ada@amber.example"}""")]
    public void What_a_key_only_hints_at_is_nobodys(SignalTarget target, LeadKey key, string json) => Assert.Null(Path(target, key, json));

    [Theory]
    [InlineData(SignalTarget.Companies, LeadKey.CompanyName, """{"type":"organization.created","detail":{"name":"Papyrus & Reed"}}""", "detail.name")]
    [InlineData(SignalTarget.Companies, LeadKey.CompanyDomain, """{"siteUrl":"https://www.amberfoods.example","company":"Amber Foods"}""", "siteUrl")]
    [InlineData(SignalTarget.Companies, LeadKey.CompanyDomain, """{"organization":{"name":"Amber Foods","url":"https://www.amberfoods.example/about-us"}}""", "organization.url")]
    [InlineData(SignalTarget.People, LeadKey.FullName, """{"contact_name":"the quiet otter","contact_email":null}""", "contact_name")]
    [InlineData(SignalTarget.People, LeadKey.Email, """{"mail":{"destination":["ada@amber.example"],"headers":{"to":["ada@amber.example"]},"source":"news@seller.example"}}""", "mail.headers.to.0")]
    public void The_same_counts_where_something_else_says_it(SignalTarget target, LeadKey key, string json, string path) => Assert.Equal(path, Path(target, key, json));

    [Theory]
    [InlineData("""{"customer":{"firstName":"Ada","lastName":"Wolff","phone":"+15125550147"},"business":{"displayName":"Lone Star Floors"}}""", null)]
    [InlineData("""{"customer":{"firstName":"Ada","lastName":"Wolff","company":"Lone Star Floors"},"business":{"phone":"+15125550147"}}""", "customer.company")]
    [InlineData("""{"customer":{"firstName":"Ada","lastName":"Wolff","email":"ada@lonestar.example"},"business":{"displayName":"Lone Star Floors"}}""", "business.displayName")]
    public void A_company_that_stands_apart_needs_a_value_that_agrees(string json, string? path) => Assert.Equal(path, Path(SignalTarget.People, LeadKey.CompanyName, json));

    [Theory]
    [InlineData("""{"event":"company.created","data":{"name":"company","entityId":4471}}""", LeadKey.CompanyName, null)]
    [InlineData("""{"event":"amber.created","company":{"name":"Amber"}}""", LeadKey.CompanyDomain, null)]
    [InlineData("""{"company":{"name":"Amber"},"qqq":"amber.de"}""", LeadKey.CompanyDomain, "qqq")]
    [InlineData("""{"company":{"name":"Amber","domain":"amber.created"}}""", LeadKey.CompanyDomain, "company.domain")]
    [InlineData("""{"companies":null}""", LeadKey.CompanyName, null)]
    [InlineData("""{"establishments":null,"id":8}""", LeadKey.CompanyName, null)]
    [InlineData("""{"company":null,"id":8}""", LeadKey.CompanyName, "company")]
    public void What_a_value_cannot_be_is_nobodys(string json, LeadKey key, string? path) => Assert.Equal(path, Path(SignalTarget.Companies, key, json));

    [Theory]
    [InlineData("""{"reviewer":{"firstName":null,"lastName":null,"nickName":"Ada W.","email":null}}""", "reviewer.nickName")]
    public void A_weak_key_without_a_value_gives_way_to_one_that_has_one(string json, string path) => Assert.Equal(path, Path(SignalTarget.People, LeadKey.FullName, json));

    private static string? Path(SignalTarget target, LeadKey key, string json) =>
        MappingSuggester.Suggest(target, [TestLeaves.Of(json)]).Mapping.TryGet(key, out var paths) ? Assert.Single(paths) : null;
}
