using static FastSignal.Leads.Tests.Suggested;

namespace FastSignal.Leads.Tests;

public sealed class ContainerTypesTests
{
    [Theory]
    [InlineData("""{"parties":[{"my_party":true,"name":"Seller Ltd","participants":[{"name":"Sam Holt","email":"sam@seller.example"}]},{"my_party":false,"name":"Amber Ltd","participants":[{"name":"Ada Wolff","email":"ada@amber.example"}]}]}""",
        "parties.1.participants.0.email")]
    [InlineData("""{"parties":[{"is_author":true,"fields":[{"type":"email","value":"sam@seller.example"}]},{"is_author":false,"fields":[{"type":"email","value":"ada@amber.example"}]}]}""",
        "parties.1.fields.0.value")]
    public void Who_is_in_what_the_sender_calls_its_own_is_not_the_lead(string json, string path) => Assert.Equal(path, Path(LeadKey.Email, json));

    [Theory]
    [InlineData("""{"parties":[{"role":"dealer","name":"Bob Fox","email":"bob@fox.example"},{"role":"end_customer","name":"Ada Wolff","email":"ada@amber.example"}]}""",
        "parties.1.email")]
    [InlineData("""{"parties":[{"role":"sales agent","name":"Bob Fox","email":"bob@fox.example"},{"role":"buyer","name":"Ada Wolff","email":"ada@amber.example"}]}""",
        "parties.1.email")]
    [InlineData("""{"parties":[{"type":"payer","name":"Bob Fox","email":"bob@fox.example"},{"type":"customer","name":"Ada Wolff","email":"ada@amber.example"}]}""",
        "parties.1.email")]
    [InlineData("""{"people":[{"role":"Sales agent","name":"Ada Wolff","email":"ada@amber.example"},{"role":"Buyer","name":"Bob Fox","email":"bob@fox.example"}]}""",
        "people.0.email")]
    public void The_roles_of_a_list_tell_who_leads_where_one_is_called_for_the_lead_and_not_where_they_are_job_titles(string json, string path) =>
        Assert.Equal(path, Path(LeadKey.Email, json));

    [Fact]
    public void What_trade_a_company_is_in_does_not_make_it_somebody_elses() =>
        Assert.Equal("name", Path(
            LeadKey.CompanyName, """{"type":"Installer","name":"Amber Ltd","website":"https://amber.example"}""", SignalTarget.Companies));

    [Theory]
    [InlineData("""{"user":{"email":"ada@amber.example"},"account":{"name":"Amber Ltd","subdomain":"amber","trial_ends_at":"2026-12-11","seats":3}}""",
        "account.name")]
    [InlineData("""{"user":{"email":"ada@amber.example"},"account":{"name":"Seller Ltd","subdomain":"seller"}}""", null)]
    public void An_account_with_a_subdomain_is_a_customers_where_the_payload_says_what_only_its_vendor_knows(string json, string? path) =>
        Assert.Equal(path, Path(LeadKey.CompanyName, json));

    [Theory]
    [InlineData("""{"type":"partner_application","company":{"name":"Amber Heating","website":"https://amber.example"}}""", SignalTarget.Companies,
        LeadKey.CompanyName, "company.name")]
    [InlineData("""{"event":"lead.created","data":{"type":"landlord","full_name":"Ada Wolff","email":"ada@gmail.com"}}""", SignalTarget.People,
        LeadKey.Email, "data.email")]
    public void A_type_that_names_the_event_or_a_trade_says_nothing_of_whose_the_record_is(string json, SignalTarget target, LeadKey key, string path) =>
        Assert.Equal(path, Path(key, json, target));

    [Theory]
    [InlineData("""{"first_name":"Ada","last_name":"Wolff","email":"ada@amber.example","optin_partner":true}""", "email")]
    [InlineData("""{"user":{"name":"Ada Wolff","email":"ada@amber.example","is_owner":true}}""", "user.email")]
    [InlineData("""{"customer":{"customertype":"Commercial","name":"Ada","surname":"Wolff","email":"ada@amber.example"},"createdby":{"email":"sam@seller.example"}}""",
        "customer.email")]
    [InlineData("""{"credential":{"approve":true,"recipient":{"name":"Ada Wolff","email":"ada@amber.example"}}}""", "credential.recipient.email")]
    [InlineData("""{"profile":{"givenName":"Ada","familyName":"Wolff","email":"ada@amber.example","role":"teacher"},"school":{"domain":"amber.example"}}""",
        "profile.email")]
    [InlineData("""{"caller":{"is_operator":true,"email":"sam@seller.example"},"guest":{"email":"ada@amber.example"}}""", "guest.email")]
    [InlineData("""{"actor":{"display_name":"Ada Wolff","email":"ada@amber.example","is_admin":true},"workspace":{"display_name":"Amber","verified_domain":"amber.example"}}""",
        "actor.email")]
    [InlineData("""{"account":{"name":"Amber Dental","website":"https://amber.example"},"user":{"first_name":"Ada","last_name":"Wolff","email":"ada@amber.example","role":"account_owner"}}""",
        "user.email")]
    [InlineData("""{"buyer":{"firstName":"Ada","email":"ada@amber.example","isCommercial":true},"seller":{"email":"sam@seller.example"}}""", "buyer.email")]
    [InlineData("""{"signatures":[{"account_email":"ada@amber.example","notify":true}],"owner":"sam@seller.example"}""", "signatures.0.account_email")]
    public void A_flag_makes_somebody_ours_only_if_it_says_who_they_are(string json, string path) => Assert.Equal(path, Path(LeadKey.Email, json));

    [Theory]
    [InlineData("""{"match":{"organisation":"Amber Payments","orgDomain":"amber.example","asn":"AS64511","isp":null,"employees":"201-500"}}""",
        "match.organisation")]
    [InlineData("""{"isp":"Big Telecom","organization":"Big Telecom","city":"Lisbon"}""", null)]
    [InlineData("""{"visitor":{"email":"ada@amber.example","ip":"192.0.2.9","browser":"Chrome","organization":"Big Telecom"}}""", null)]
    [InlineData("""{"visitor":{"email":"ada@amber.example","ip":"192.0.2.9","browser":"Chrome","organization":"Amber"}}""", "visitor.organization")]
    [InlineData("""{"name":"Ada Wolff","email":"ada@gmail.com","company":"Amber","ip":"192.0.2.9","user_agent":"M"}""", "company")]
    public void A_company_that_was_found_by_its_address_is_no_network(string json, string? path) =>
        Assert.Equal(path, Path(LeadKey.CompanyName, json, SignalTarget.Companies));

    [Fact]
    public void The_network_of_an_address_is_nobodys_company()
    {
        const string Json = """{"user":{"name":"Ada Wolff","email":"ada@amber.example"},"security":{"asOrg":"big telecom","isp":"big telecom","domain":"telecom.example"}}""";
        Assert.Null(Path(LeadKey.CompanyName, Json));
        Assert.Null(Path(LeadKey.CompanyDomain, Json));
    }
}
