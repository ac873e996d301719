using static FastSignal.Leads.Tests.Suggested;

namespace FastSignal.Leads.Tests;

public sealed class AssignmentTests
{
    [Theory]
    [InlineData("""{"event":"alert","org":{"name":"Seller Ltd"},"location":{"city":"Erie"}}""", LeadKey.CompanyName, null)]
    [InlineData("""{"event":"alert","org":{"name":"Seller Ltd"},"location":{"city":"Erie"}}""", LeadKey.City, null)]
    [InlineData("""{"answers":[{"question":"Company","answer":"Amber Foods"},{"question":"Size","answer":"12"}]}""", LeadKey.CompanyName, "answers.0.answer")]
    [InlineData("""{"event":"alert","company":"Amber Foods"}""", LeadKey.CompanyName, "company")]
    [InlineData("""{"event":"alert","org":{"name":"Amber Foods","website":"https://amber.example"}}""", LeadKey.CompanyName, "org.name")]
    [InlineData("""{"caller":{"phone":"+15125550147","company":"Amber Foods"}}""", LeadKey.CompanyName, "caller.company")]
    public void Where_nobody_is_named_an_account_with_no_more_than_a_name_may_be_the_senders(string json, LeadKey key, string? path) =>
        Assert.Equal(path, Path(key, json));

    [Theory]
    [InlineData("""{"contact":{"name":"Ada Wolff","email":"ada@amber.example"},"payer":{"city":"Erie"},"company":{"name":"Amber Foods","city":"Leeds"}}""",
        "company.city")]
    [InlineData("""{"contact":{"name":"Ada Wolff","email":"ada@amber.example"},"company":{"name":"Amber Foods","city":"Leeds"},"bill_to":{"city":"Erie"}}""",
        "company.city")]
    [InlineData("""{"user":{"name":"Ada Wolff","email":"ada@amber.example","city":"Erie"}}""", "user.city")]
    [InlineData("""{"contact":{"name":"Ada Wolff","email":"ada@amber.example"},"ship_to":{"city":"Erie"}}""", "ship_to.city")]
    public void The_city_of_who_pays_gives_way_to_that_of_the_leads_company(string json, string path) => Assert.Equal(path, Path(LeadKey.City, json));

    [Theory]
    [InlineData("zerbstung")]
    [InlineData("squad")]
    [InlineData("mairie")]
    [InlineData("workspace")]
    [InlineData("campaign")]
    [InlineData("event")]
    public void What_has_a_name_of_its_own_lends_the_lead_no_address(string word)
    {
        const string Other = """{"name":"Harbour Street","email":"harbour@seller.example","phone":"+44 20 7946 0999"}""";
        Assert.Null(Path(LeadKey.Email, $$"""{"contact":{"name":"Ada Wolff","phone":"+49 30 901820"},"{{word}}":{{Other}} }"""));
        Assert.Null(Path(LeadKey.Email, $$"""{"{{word}}":{{Other}},"contact":{"name":"Ada Wolff","phone":"+49 30 901820"} }"""));
        Assert.Null(Path(LeadKey.Phone, $$"""{"{{word}}":{{Other}},"name":"Ada Wolff","email":"ada@amber.example"}"""));
    }

    [Theory]
    [InlineData("""{"cliente_nombre":"Ada Wolff","cliente_correo":"ada@gmail.com","razon_social":"ADA WOLFF","negocio_nombre":"Abarrotes La Lupita"}""",
        "negocio_nombre")]
    [InlineData("""{"cliente_nombre":"Ada Wolff","cliente_correo":"ada@gmail.com","razon_social":"ADA WOLFF"}""", "razon_social")]
    public void A_sole_traders_own_name_gives_way_to_that_of_the_business(string json, string path) => Assert.Equal(path, Path(LeadKey.CompanyName, json));

    [Fact]
    public void A_country_and_a_product_do_not_make_a_profile_another_person() =>
        Assert.Equal("userProfile.telephone", Path(LeadKey.Phone,
            """{"sendTo":{"name":"Ada Wolff","email":"ada@amber.example"},"userProfile":{"company":"Amber Foods","country":"United Kingdom","telephone":"+44 1773 555 014"}}"""));

    [Fact]
    public void What_is_called_for_one_person_in_two_ways_is_one_persons() =>
        Assert.Equal("data.payment.customer_email",
            Path(LeadKey.Email, """{"data":{"payment":{"customer_email":"n.cifuentes@amber.example","customer_data":{"full_name":"Natalia Cifuentes"}}}}"""));

    [Theory]
    [InlineData("""{"workspace":{"name":"Amber","verified_domain":"amber.example"},"deploy":{"domain":"console.amber.example"},"email":"ada@amber.example"}""",
        "workspace.verified_domain")]
    [InlineData("""{"email":"ada@amber.example","domain":"seller.example","url":"https://seller.example/rugs/red"}""", null)]
    [InlineData("""{"email":"ada@gmail.com","domain":"amber.example","url":"https://seller.example/rugs/red"}""", "domain")]
    public void The_domain_is_the_companys_whole_one(string json, string? path) => Assert.Equal(path, Path(LeadKey.CompanyDomain, json));

    [Fact]
    public void Who_asked_for_a_lead_is_not_the_lead() =>
        Assert.Null(Path(LeadKey.Email,
            """{"requested_by":"marcela@seller.example","prospect":{"name":"Graham Tillotson","linkedin":"https://www.linkedin.com/in/graham-t"}}"""));

    [Theory]
    [InlineData("""{"user":{"email":"ada.wolff@amber.example"},"enrichment":{"person":{"full_name":"Ada Wolff","linkedin":"linkedin.com/in/ada-wolff"}}}""",
        LeadKey.Email, "user.email")]
    [InlineData("""{"claims":{"name":"Ada Wolff","email":"ada.builds@gmail.com"},"profile":{"employer":"Amber","workEmail":"a.wolff@amber.example"}}""",
        LeadKey.FullName, "claims.name")]
    public void An_address_that_is_made_of_the_name_is_the_same_persons(string json, LeadKey key, string path) => Assert.Equal(path, Path(key, json));

    [Fact]
    public void Who_has_an_employer_and_a_job_goes_before_who_has_neither() =>
        Assert.Equal("booker.email", Path(LeadKey.Email,
            """{"hire_expert":{"name":"Sam Holt","email":"sam@seller.example"},"booker":{"full_name":"Ada Wolff","email":"ada@amber.example","company":"Amber LLP","job_title":"Assistant"}}"""));

    [Fact]
    public void The_seat_that_writes_is_not_the_lead()
    {
        const string Json = """{"seat":{"name":"Sam Holt","email":"sam@seller.example","linkedin":"https://www.linkedin.com/in/sam-holt"},"lead":{"full_name":"Ada Wolff","link":"https://www.linkedin.com/in/ada-wolff","email":null}}""";
        Assert.Equal("lead.link", Path(LeadKey.LinkedinUrl, Json));
        Assert.Equal("lead.full_name", Path(LeadKey.FullName, Json));
    }

    [Fact]
    public void Who_has_a_full_name_in_an_account_lends_the_lead_no_address() =>
        Assert.Null(Path(LeadKey.Email,
            """{"event":{"account":{"full_name":"Sam Holt","email":"sam@seller.example"},"target":{"first_name":"Ada","last_name":"Wolff","full_name":"Ada Wolff","profile_url":"https://linkedin.com/in/ada-wolff"}}}"""));

    [Theory]
    [InlineData("""{"contact":{"name":"Ada Wolff","phone":"+49 30 901820"},"xyzzy":{"name":"Grid Week","email":"ada.wolff@amber.example"}}""", "xyzzy.email")]
    [InlineData("""{"badge_name":"Ada Wolff","badge_email":"ada.wolff@amber.example"}""", "badge_email")]
    public void An_address_that_is_made_of_the_leads_name_is_the_leads_wherever_it_stands(string json, string path) =>
        Assert.Equal(path, Path(LeadKey.Email, json));

    [Fact]
    public void An_answer_goes_before_the_forms_owner_and_not_before_the_same_person_of_another_sample()
    {
        Assert.Equal("answers.0.answer", Path(LeadKey.Email,
            """{"contact":{"name":"Course office","email":"sam@seller.example"},"answers":[{"question":"E-mail","answer":"ada@amber.example"},{"question":"Full name","answer":"Ada Wolff"}]}"""));
        var one = TestLeaves.Of("""{"invitee":{"email":"ada@amber.example"},"answers":[{"question":"Email","answer":""}]}""");
        var other = TestLeaves.Of("""{"invitee":{"email":"bo@dahl.example"},"answers":[{"question":"Email","answer":"bo@dahl.example"}]}""");
        Assert.True(MappingSuggester.Suggest(SignalTarget.People, [one, other]).Mapping.TryGet(LeadKey.Email, out var paths));
        Assert.Equal(["invitee.email"], paths);
    }
}
