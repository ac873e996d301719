using static FastSignal.Leads.Tests.Suggested;

namespace FastSignal.Leads.Tests;

public sealed class OurHostsTests
{
    [Theory]
    [InlineData("""{"callback_url":"https://hooks.seller.example/in","signers":[{"email":"sam@seller.example"},{"email":"ada@amber.example"}]}""",
        "signers.1.email")]
    [InlineData("""{"page_url":"https://go.com.br/form","signers":[{"email":"ada@amber.com.br"}]}""", "signers.0.email")]
    public void The_site_of_a_service_of_ours_is_ours(string json, string path) => Assert.Equal(path, Path(LeadKey.Email, json));

    [Theory]
    [InlineData("""{"customer":{"name":"Amber Pharmacy","website":null,"domain":"amber.example"},"responsible_pharmacist":{"email":"ada@amber.example"},"sales":{"rep_email":"sam@seller.example"}}""",
        "customer.domain")]
    [InlineData("""{"cadastro":{"razaoSocial":"Amber Ltda","site":"amber.com.br"},"responsavel":{"nome":"Ada Wolff","email":"ada@amber.com.br"}}""",
        "cadastro.site")]
    public void The_companys_site_is_its_own_though_who_is_responsible_is_there(string json, string path) =>
        Assert.Equal(path, Path(LeadKey.CompanyDomain, json, SignalTarget.Companies));

    [Theory]
    [InlineData("""{"Account":{"Company":"Amber Pay","Owner":{"Name":"Ada Wolff","Email":"ada@amberpay.example"}}}""", "Account.Company")]
    [InlineData("""{"Account":{"Company":"Amber Pay","Owner":{"Email":"ada@amberpay.example"}},"page_url":"https://app.amberpay.example/x"}""", null)]
    [InlineData("""{"record":{"name":"Amber Seeds","website":"https://amber.example","created_by":{"email":"ada@amber.example"}}}""", "record.name")]
    public void Who_owns_the_account_of_the_only_company_is_its_own(string json, string? path) =>
        Assert.Equal(path, Path(LeadKey.CompanyName, json, SignalTarget.Companies));

    [Fact]
    public void A_mailbox_of_ours_at_the_top_says_nothing_of_a_lead_at_the_top() =>
        Assert.Equal("BuyerName", Path(
            LeadKey.FullName, """{"From":"noreply@board.example","To":"leads@seller.example","BuyerName":"Ada Wolff","BuyerEmail":"office@amber.example"}"""));

    [Fact]
    public void What_a_customer_sends_from_is_not_our_host() =>
        Assert.Equal("traits.email",
            Path(LeadKey.Email, """{"traits":{"email":"ada@amber.example"},"properties":{"sendingDomains":["mail.amber.example"]}}"""));

    [Theory]
    [InlineData("""{"caller_name":"Ada Wolff","caller_number":"+15125550147","organization_name":"Granite Lift Rentals","landing_page":"https://www.granitelifts.example/x"}""")]
    public void A_company_that_is_called_like_our_page_is_ours(string json) => Assert.Null(Path(LeadKey.CompanyName, json));

    [Fact]
    public void A_place_of_ours_within_the_lead_says_nothing_of_the_lead()
    {
        const string Json = """{"lead":{"email":"ada@amber.example","phone":"+15125550147","location":{"city":"Boston","email":"events@seller.example"}},"owner":{"email":"sam@seller.example"}}""";
        Assert.Equal("lead.phone", Path(LeadKey.Phone, Json));
        Assert.Null(Path(LeadKey.City, Json));
    }

    [Theory]
    [InlineData("""{"data":{"company":"Amber Energy","final_url":"https://jobs.amber-energy.example/4471","source_url":"https://board.example/1","company_object":{"domain":"amber-energy.example"}}}""")]
    [InlineData("""{"data":{"job_title":"Welder","date_posted":"2026-11-18","company":"Amber Medtech","company_domain":"ambermedtech.example","final_url":"https://www.ambermedtech.example/jobs/welder"}}""")]
    public void The_page_of_a_job_is_at_the_company_that_offers_it(string json) =>
        Assert.Equal("data.company", Path(LeadKey.CompanyName, json, SignalTarget.Companies));

    [Theory]
    [InlineData("""{"account_domain":"seller.example","url":"https://seller.example/pricing","utm_source":"ads","email":"ada@amber.example","company":"Amber Retail"}""",
        null)]
    [InlineData("""{"company_domain":"amber.example","url":"https://seller.example/pricing","utm_source":"ads","email":"ada@amber.example","company":"Amber Retail"}""",
        "company_domain")]
    [InlineData("""{"name":"Ada Wolff","email":"ada@amber.example","company":"Amber AG","url":"https://amber.example","utm_source":"ads"}""", "url")]
    public void An_account_on_the_page_that_was_visited_is_ours(string json, string? path) => Assert.Equal(path, Path(LeadKey.CompanyDomain, json));

    [Fact]
    public void The_staff_of_a_named_company_with_a_site_is_its_own() => Assert.Equal("exhibitor_name", Path(
        LeadKey.CompanyName, """{"exhibitor_name":"Amber Filters Inc.","website":"https://amber.example","email":"sales@amber.example","staff":[{"name":"Ada Wolff","email":"ada@amber.example"}],"organizer_email":"sam@seller.example"}""", SignalTarget.Companies));

    [Theory]
    [InlineData("""{"site_url":"https://www.seller.example","metric":"visits","recipients":"sales@seller.example"}""", SignalTarget.Companies, null)]
    [InlineData("""{"shopify_domain":"seller.myshopify.com","email":"ada@icloud.com"}""", SignalTarget.People, null)]
    public void A_mailbox_that_is_told_and_an_account_at_a_vendor_are_ours(string json, SignalTarget target, string? path) =>
        Assert.Equal(path, Path(LeadKey.CompanyDomain, json, target));

    [Theory]
    [InlineData("""{"event":"task.assigned","org":{"name":"Seller","domain":"seller.example"},"assignee":{"name":"Sam Holt","email":"sam@seller.example"},"manager":{"name":"Bo Fox","email":"bo@seller.example"}}""",
        null)]
    [InlineData("""{"event":"task.assigned","user":{"name":"Ada Wolff","email":"ada@amber.example"},"account":{"name":"Amber","domain":"amber.example"},"assignee":{"email":"bo@amber.example"}}""",
        "user.email")]
    public void Where_work_is_given_to_somebody_the_company_there_is_ours_unless_the_lead_is_there(string json, string? path) =>
        Assert.Equal(path, Path(LeadKey.Email, json));
}
