using static FastSignal.Leads.Tests.Suggested;

namespace FastSignal.Leads.Tests;

public sealed class RelativeRolesTests
{
    [Theory]
    [InlineData("""{"referrer":{"name":"Bob Fox","email":"bob@fox.example"},"friend":{"name":"Ada Wolff","email":"ada@amber.example"}}""", "friend.email")]
    [InlineData("""{"friend_name":"Ada Wolff","friend_email":"ada@amber.example"}""", "friend_email")]
    [InlineData("""{"supplier":{"legal_name":"Amber Foods Ltd","contact":{"name":"Ada Wolff","email":"ada@amber.example"}},"approved_by":{"email":"sam@seller.example"}}""",
        "supplier.contact.email")]
    [InlineData("""{"speaker":{"name":"Ada Wolff","email":"ada@amber.example"}}""", "speaker.email")]
    public void Who_is_somebody_else_by_role_is_the_lead_where_nobody_is_better(string json, string path) => Assert.Equal(path, Email(json));

    [Theory]
    [InlineData("""{"friend":{"name":"Bob Fox","email":"bob@fox.example"},"lead":{"email":"ada@amber.example"}}""", "lead.email")]
    [InlineData("""{"supplier":{"contact":{"email":"bob@fox.example"}},"customer":{"email":"ada@amber.example"}}""", "customer.email")]
    [InlineData("""{"event":{"speaker":{"name":"Bob Fox","email":"bob@fox.example"}},"attendee":{"email":"ada@amber.example"}}""", "attendee.email")]
    public void Somebody_else_gives_way_to_a_better_one(string json, string path) => Assert.Equal(path, Email(json));

    [Theory]
    [InlineData("""{"event":"seller.approved","seller":{"legal_name":"Amber Parts Ltd","website":"https://amber.example"},"approved_by":"desk@market.example"}""",
        "seller.legal_name")]
    [InlineData("""{"EventName":"SupplierApplicationSubmitted","Buyer":{"LegalEntity":"Retail Group AS"},"Supplier":{"LegalName":"Amber Dairy Ltd","Website":"https://amber.example"}}""",
        "Supplier.LegalName")]
    [InlineData("""{"header":{"seq":1},"body":{"eventName":"CarrierActivated","carrier":{"name":"Amber Freight Ltd","webSite":"www.amber.example"}}}""",
        "body.carrier.name")]
    [InlineData("""{"event":"partner.deal.registered","partner":{"name":"Bob Reselling Ltd","website":"https://bob.example"},"account":{"name":"Amber Foods Ltd","website":"https://amber.example"}}""",
        "account.name")]
    [InlineData("""{"event":"order.paid","seller":{"name":"Market Stall Ltd","website":"https://stall.example"},"company":{"name":"Amber Foods Ltd"}}""",
        "company.name")]
    public void An_event_that_is_called_for_a_company_alone_is_about_it_whatever_its_role(string json, string path) =>
        Assert.Equal(path, Company(json, SignalTarget.Companies));

    [Fact]
    public void The_firm_at_the_leads_host_is_the_leads_whatever_it_is_called() =>
        Assert.Equal("consultora.nombre", Company(
            """{"postulante":{"nombre":"Ada Wolff","email":"ada@amber.example"},"consultora":{"nombre":"Amber Asesores","sitioWeb":"https://amber.example"}}""",
                SignalTarget.People));

    [Theory]
    [InlineData("""{"hotel":{"name":"Palace","email":"events@palace.example"},"enquiry":{"organiser":{"firstName":"Ada","lastName":"Wolff","jobTitle":"Travel Lead","emailAddress":"ada@amber.example","companyName":"Amber NV"}}}""",
        "enquiry.organiser.emailAddress")]
    [InlineData("""{"webinar":{"organiser":{"firstName":"Sam","lastName":"Holt","jobTitle":"CMO","emailAddress":"sam@seller.example","companyName":"Seller"}}}""",
        null)]
    [InlineData("""{"reservation":{"room":"B"},"organisateur":{"nom":"Ada Wolff","email":"ada@amber.example","fonction":"Directrice","entreprise":"Amber SA"},"contact_sur_place":{"nom":"Ines","tel":"+41 22 735 00 18"}}""",
        "organisateur.email")]
    [InlineData("""{"approved_by":{"name":"Ada Wolff","email":"ada@amber.example"},"customer":{"name":"Amber s.r.o.","web":"www.amber.example"},"account_manager":{"email":"sam@seller.example"}}""",
        "approved_by.email")]
    [InlineData("""{"agent":{"givenName":"Ada","familyName":"Wolff","email":"ada@amber.example","worksFor":{"name":"Amber","url":"https://amber.example"}}}""",
        "agent.email")]
    [InlineData("""{"event":"account.cancelled","store_name":"Amber Parcel","store_url":"https://amberparcel.example","owner_first_name":"Ada","owner_email":"ada@amberparcel.example","plan":"pro"}""",
        "owner_email")]
    [InlineData("""{"subscription":{"plan":"Team 10"},"team":{"name":"Amber","vat_id":"BE1","billing_email":"accounts@amber.example"},"owner":{"name":"Ada Wolff","email":"ada@amber.example"}}""",
        "owner.email")]
    [InlineData("""{"request":{"adviser":{"name":"Ada Wolff","email":"ada@amber.example"},"firm":{"firmName":"Amber Advice","firmWebsite":"www.amber.example"},"manager":{"email":"sam@insurer.example"}}}""",
        "request.adviser.email")]
    public void Who_asks_for_something_with_an_employer_is_no_member_of_our_staff(string json, string? path) => Assert.Equal(path, Email(json));

    [Theory]
    [InlineData("""{"event":"speaker_confirmed","member":{"name":"Bob Fox","email":"bob@fox.example"},"speaker":{"name":"Ada Wolff","email":"ada@amber.example"}}""",
        "speaker.email")]
    [InlineData("""{"event":"session_changed","member":{"name":"Bob Fox","email":"bob@fox.example"},"speaker":{"name":"Ada Wolff","email":"ada@amber.example"}}""",
        "member.email")]
    public void The_name_of_the_event_tells_whom_it_is_about(string json, string path) => Assert.Equal(path, Email(json));

    [Theory]
    [InlineData("""{"owner":{"name":"Sam Holt","email":"sam@seller.example"}}""")]
    [InlineData("""{"event":{"speaker":{"name":"Bob Fox","email":"bob@fox.example"}}}""")]
    [InlineData("""{"referred_by_email":"bob@fox.example"}""")]
    [InlineData("""{"referrer":{"name":"Bob Fox","email":"bob@fox.example"}}""")]
    [InlineData("""{"owner":{"email":"sam@seller.example"},"manager":{"name":"Bo Lind","email":"bo@seller.example"}}""")]
    [InlineData("""{"company":{"name":"Amber Foods","website":"amber.example"},"owner":{"email":"sam@seller.example"}}""")]
    [InlineData("""{"form":{"name":"Contact us","url":"https://seller.example"},"owner":{"email":"sam@seller.example"}}""")]
    public void Who_is_ours_stays_ours_even_alone(string json) => Assert.Null(Email(json));

    [Theory]
    [InlineData("""{"company":{"name":"Amber Foods","website":"amber.example"},"created_by":{"email":"ada@amber.example"}}""", "created_by.email")]
    [InlineData("""{"shop":{"name":"Amber Foods","domain":"amber.example"},"owner":{"email":"ada@amber.example"}}""", "owner.email")]
    public void Who_is_at_the_site_of_the_company_is_the_companys_own(string json, string path) => Assert.Equal(path, Email(json));

    [Theory]
    [InlineData("""{"action":"upgraded","upgraded_by":{"fullname":"Ada Wolff","email":"ada@amber.example"},"customer":{"company":"Amber","web":"https://amber.example","billing_contact":"bills@amber.example"},"account_manager":{"email":"sam@seller.example"}}""",
        "upgraded_by.email")]
    [InlineData("""{"topic":"seller.onboarding.completed","seller":{"businessName":"Amber Looms","spoc":{"name":"Ada Wolff","designation":"Owner","email":"ada.amber@gmail.com"}},"onboardingManager":{"email":"sam@vendor.example"}}""",
        "seller.spoc.email")]
    [InlineData("""{"event":"organizer.created","organizer":{"public_name":"Amber Week","website_url":"https://amber.example","owner":{"name":"Ada Wolff","email":"ada@amber.example","job_title":"Lead"}}}""",
        "organizer.owner.email")]
    [InlineData("""{"event":"ping","webhook":{"created_by":{"name":"Sam Holt","email":"sam@seller.example"}},"account":{"name":"Seller","domain":"seller.example"}}""",
        null)]
    [InlineData("""{"event":"owner.changed","owner":{"name":"Sam Holt","email":"sam@seller.example"},"contact_id":7}""", null)]
    public void Who_acts_for_the_customer_or_is_what_the_event_is_about_leads(string json, string? path) => Assert.Equal(path, Path(LeadKey.Email, json));

    private static string? Email(string json) => Path(LeadKey.Email, json, SignalTarget.People);

    private static string? Company(string json, SignalTarget target) => Path(LeadKey.CompanyName, json, target);
}
