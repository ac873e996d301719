using static FastSignal.Leads.Tests.Suggested;

namespace FastSignal.Leads.Tests;

public sealed class CorroborationTests
{
    [Theory]
    [InlineData(SignalTarget.Companies, LeadKey.CompanyName, """{"flag":{"key":"new-menu","name":"New menu"},"environment":"production"}""")]
    [InlineData(SignalTarget.Companies, LeadKey.CompanyName, """{"entityId":"48213","entityName":"party","type":"UPDATED"}""")]
    [InlineData(SignalTarget.Companies, LeadKey.CompanyDomain, """{"siteName":"Our website","siteUrl":"https://www.seller.example","city":"Erie"}""")]
    [InlineData(SignalTarget.Companies, LeadKey.CompanyDomain, """{"organization":{"id":"8812","url":"https://eu.charts.example/project/5512/groups/8812"}}""")]
    [InlineData(SignalTarget.People, LeadKey.FullName, """{"client_name":"Our App","client_id":"c1","user_name":"ada@amber.example"}""")]
    public void What_a_key_only_hints_at_is_nobodys(SignalTarget target, LeadKey key, string json) => Assert.Null(Path(key, json, target));

    [Theory]
    [InlineData(SignalTarget.Companies, LeadKey.CompanyName, """{"type":"organization.created","detail":{"name":"Papyrus & Reed"}}""", "detail.name")]
    [InlineData(SignalTarget.Companies, LeadKey.CompanyDomain, """{"siteUrl":"https://www.amberfoods.example","company":"Amber Foods"}""", "siteUrl")]
    [InlineData(SignalTarget.Companies, LeadKey.CompanyDomain,
        """{"organization":{"name":"Amber Foods","url":"https://www.amberfoods.example/about-us"}}""", "organization.url")]
    [InlineData(SignalTarget.People, LeadKey.FullName, """{"contact_name":"the quiet otter","contact_email":null}""", "contact_name")]
    [InlineData(SignalTarget.People, LeadKey.Email,
        """{"mail":{"destination":["ada@amber.example"],"headers":{"to":["ada@amber.example"]},"source":"news@seller.example"}}""",
        "mail.headers.to.0")]
    public void The_same_counts_where_something_else_says_it(SignalTarget target, LeadKey key, string json, string path) =>
        Assert.Equal(path, Path(key, json, target));

    [Theory]
    [InlineData("""{"customer":{"firstName":"Ada","lastName":"Wolff","phone":"+15125550147"},"business":{"displayName":"Lone Star Floors"}}""", null)]
    [InlineData("""{"customer":{"firstName":"Ada","lastName":"Wolff","company":"Lone Star Floors"},"business":{"phone":"+15125550147"}}""", "customer.company")]
    [InlineData("""{"customer":{"firstName":"Ada","lastName":"Wolff","email":"ada@lonestar.example"},"business":{"displayName":"Lone Star Floors"}}""",
        "business.displayName")]
    public void A_company_that_stands_apart_needs_a_value_that_agrees(string json, string? path) =>
        Assert.Equal(path, Path(LeadKey.CompanyName, json, SignalTarget.People));

    [Theory]
    [InlineData("""{"user":{"props":{"$name":"Ярослав Меркушев","$email":"merkushev@uralsnab.example"},"props_custom":{"company":"УралСнаб-М"}}}""",
        "user.props_custom.company")]
    [InlineData("""{"client":{"name":"Ada Wolff","email":"ada@amber.example"},"form_data":{"fld_4":{"name":"Company","type":"text","value":"Stone & Sons"}}}""",
        "form_data.fld_4.value")]
    public void What_belongs_to_the_person_or_was_answered_does_not_stand_apart(string json, string path) =>
        Assert.Equal(path, Path(LeadKey.CompanyName, json, SignalTarget.People));

    [Fact]
    public void The_address_of_a_company_may_stand_apart_from_its_name() =>
        Assert.Equal("register.unit.denomination",
            Path(LeadKey.CompanyName, """{"register":{"unit":{"denomination":"Brasserie du Lavoir"},"adresse":{"ville":"Morlaix"}}}""",
                SignalTarget.Companies));

    [Theory]
    [InlineData("""{"lead":{"business_name":"Our Shop Lyon","values":[{"name":"Votre email","value":"ada@amber.example"}]}}""", null)]
    [InlineData("""{"client":{"name":"Ada Wolff","email":"ada@yahoo.com","primaryLocation":{"businessName":"Our Salon"}}}""", null)]
    [InlineData("""{"name":"Ada Wolff","email":"ada@gmail.com","spCompanyName":"Lakeshore Systems"}""", null)]
    [InlineData("""{"attendees":[{"name":"Ada Wolff","email":"ada@amberdental.example"}],"title":"Amber Dental <> Cuspid"}""", null)]
    public void A_business_that_nobody_gave_as_theirs_needs_a_value_that_agrees(string json, string? path) =>
        Assert.Equal(path, Path(LeadKey.CompanyName, json, SignalTarget.People));

    [Fact]
    public void The_site_of_another_company_is_not_the_leads() =>
        Assert.Null(Path(LeadKey.CompanyDomain,
            """{"consultation":{"acheteur":{"nom":"Montfaucon Habitat","siteWeb":"https://www.mairie.example","contact":"marches@mairie.example"}},"entreprise":{"raisonSociale":"Couverture Chalendard SARL","commune":"Yssingeaux","emailRetrait":"devis@chalendard-couverture.example","telephone":"04 71 55 50 22"}}""",
            SignalTarget.Companies));

    [Theory]
    [InlineData("""{"event":"company.created","data":{"name":"company","entityId":4471}}""", LeadKey.CompanyName, null)]
    [InlineData("""{"event":"amber.created","company":{"name":"Amber"}}""", LeadKey.CompanyDomain, null)]
    [InlineData("""{"company":{"name":"Amber"},"qqq":"amber.de"}""", LeadKey.CompanyDomain, "qqq")]
    [InlineData("""{"company":{"name":"Amber","domain":"amber.created"}}""", LeadKey.CompanyDomain, "company.domain")]
    [InlineData("""{"companies":null}""", LeadKey.CompanyName, null)]
    [InlineData("""{"establishments":null,"id":8}""", LeadKey.CompanyName, null)]
    [InlineData("""{"company":null,"id":8}""", LeadKey.CompanyName, "company")]
    public void What_a_value_cannot_be_is_nobodys(string json, LeadKey key, string? path) => Assert.Equal(path, Path(key, json, SignalTarget.Companies));

    [Theory]
    [InlineData("""{"reviewer":{"firstName":null,"lastName":null,"nickName":"Ada W.","email":null}}""", "reviewer.nickName")]
    public void A_weak_key_without_a_value_gives_way_to_one_that_has_one(string json, string path) =>
        Assert.Equal(path, Path(LeadKey.FullName, json, SignalTarget.People));

    [Theory]
    [InlineData("""{"user":{"first_name":"Ada","last_name":"Wolff","email":"ada@amber.example"},"domain":"academy.vendor.example"}""", null)]
    [InlineData("""{"user":{"first_name":"Ada","last_name":"Wolff","email":"ada@amber.example"},"domain":"amber.example"}""", "domain")]
    [InlineData("""{"email":"ada@gmail.com","name":"Ada Wolff","domain":"shop.amber.example"}""", "domain")]
    [InlineData("""{"payload":{"name":"Ada Wolff","email":"ada@gmail.com","questions":[{"question":"Company website","answer":"https://amber.example"}]}}""",
        "payload.questions.0.answer")]
    [InlineData("""{"email":"ada@gmail.com","company":"株式会社ミライ","website":"https://mirai.example"}""", "website")]
    [InlineData("""{"domain":"amber.example","mention":"A text"}""", null)]
    public void A_domain_below_a_site_where_the_lead_has_no_address_is_the_senders(string json, string? path) =>
        Assert.Equal(path, Path(LeadKey.CompanyDomain, json));

    [Theory]
    [InlineData("""{"first_name":"Ada","last_name":"Wolff","email":"ada.wolff@yahoo.com","contractor":{"name":"Seller Roofing Inc","email":"leads@seller.example"}}""",
        null)]
    [InlineData("""{"data":{"customerName":"Ada Wolff","customerEmail":"ada@amber.example","items":[{"experience":{"id":"5","name":"Half Day Tour"}}]}}""",
        null)]
    [InlineData("""{"member":{"name":"박지훈","email":"ada@amber.example","corporate_name":"한솔테크"}}""", "member.corporate_name")]
    public void A_company_that_has_another_address_or_may_be_a_thing_is_not_the_leads(string json, string? path) =>
        Assert.Equal(path, Path(LeadKey.CompanyName, json));

    [Fact]
    public void An_answer_that_says_yes_is_no_company() =>
        Assert.Null(Path(LeadKey.CompanyName, """{"email":"ada@gmail.com","business_field_1":"Yes, I own a bakery"}"""));
}
