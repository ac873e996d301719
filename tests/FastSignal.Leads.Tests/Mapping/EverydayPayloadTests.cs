using static FastSignal.Leads.Tests.Suggested;

namespace FastSignal.Leads.Tests;

/// <summary>Payloads of every day that a rule for rarer ones may not break.</summary>
public sealed class EverydayPayloadTests
{
    [Theory]
    [InlineData("""{"booking":{"host":{"name":"Sam Holt","email":"sam@seller.example","job_title":"AE","company":"Seller"},"guest":{"name":"Ada Wolff","email":"ada@amber.example"}}}""",
        LeadKey.Email, "booking.guest.email")]
    [InlineData("""{"event":"message.delivered","direction":"inbound","from_email":"ada@amber.example","from_name":"Ada Wolff","subject":"Hello"}""",
        LeadKey.Email, "from_email")]
    [InlineData("""{"event":"user:signup","audit_id":"9","user":{"name":"Ada Wolff","email":"ada@amber.example"}}""", LeadKey.Email, "user.email")]
    [InlineData("""{"lead":{"name":"Ada Wolff","email":"ada@amber.example","clinic":"Harbour Street"},"company":{"name":"Amber","domain":"amber.example"}}""",
        LeadKey.CompanyName, "company.name")]
    [InlineData("""{"student":{"name":"Ada Wolff","email":"ada@web.de","workshop":"Advanced Excel"},"company":"Amber KG"}""", LeadKey.CompanyName, "company")]
    [InlineData("""{"full_name":"Grace Trust","email":"grace.trust@amber.example"}""", LeadKey.FullName, "full_name")]
    [InlineData("""{"user":{"name":"Ada Wolff","email":"ada@amber.example","company":"Ada Wolff"}}""", LeadKey.CompanyName, "user.company")]
    [InlineData("""{"contact":{"email":"ada@amber.example","name":"Ada Wolff"},"domain":"ambergroup.com","url":"https://ambergroup.com/contact/sales","company":"Amber Group"}""",
        LeadKey.CompanyDomain, "domain")]
    [InlineData("""{"client":{"name":"Ada Wolff","website":"amber.example","phone":"+44 20 79460999"},"notes":{"email":"bo@dahl.example"}}""",
        LeadKey.Phone, "client.phone")]
    [InlineData("""{"account":{"display_name":"Ada Wolff","email":"ada.wolff@amber.example"}}""", LeadKey.FullName, "account.display_name")]
    [InlineData("""{"contract":{"id":1},"supplier":{"name":"Seller"},"authority":{"name":"City Works","contact":{"name":"Ada Wolff","email":"ada@cityworks.example"}}}""",
        LeadKey.Email, "authority.contact.email")]
    [InlineData("""{"task":{"status":"successful","capturedTexts":{"Member name":"Ada Wolff","Email":"ada@amber.example"}}}""",
        LeadKey.Email, "task.capturedTexts.Email")]
    [InlineData("""{"row":{"columns":[{"column_id":"c1","title":"Company","cell_value":"Amber Castings"},{"column_id":"c2","title":"E-mail","cell_value":"ada@amber.example"}]}}""",
        LeadKey.Email, "row.columns.1.cell_value")]
    [InlineData("""{"full_name":"Ada Wolff","linkedin_url":"https://linkedin.com/in/ada-wolff","new_position_title":"CFO","new_position_company_name":"Amber Robotics","past_position_company_name":"Corvid Labs"}""",
        LeadKey.CompanyName, "new_position_company_name")]
    [InlineData("""{"kind":"appointment","appointee":"Ada Wolff","appointee_linkedin":"https://linkedin.com/in/ada-wolff","organisation":"Amber Foods","succeeds":"Leonard Ashby"}""",
        LeadKey.FullName, "appointee")]
    [InlineData("""{"user":null,"form":{"name":"Ada Wolff","email":"ada@amber.example"}}""", LeadKey.Email, "form.email")]
    [InlineData("""{"type":"track","event":"Demo Call Scheduled","user":{"first_name":"Ada","last_name":"Wolff","email":"ada@amber.example"}}""",
        LeadKey.Email, "user.email")]
    [InlineData("""{"event":"task.assigned","user":{"name":"Ada Wolff","email":"ada@amber.example"},"account":{"name":"Amber Labs","domain":"amber.example"},"assignee_email":"ben.lux@amber.example"}""",
        LeadKey.Email, "user.email")]
    [InlineData("""{"first_name":"Ada","email":"ada@amber.example","company":"Amber Labs","summary":"https://seller.example/roi/8","seats":40,"hours":12,"cost":900,"savings":8000}""",
        LeadKey.Email, "email")]
    [InlineData("""{"email":"ada@amber.example","company":"","website":"https://amber.example"}""", LeadKey.CompanyDomain, "website")]
    [InlineData("""{"invitee":{"name":"Ada Wolff","email":"ada@amber.example","company":"Amber"},"answers":[{"question":"Personal email","answer":"ada@gmail.com"},{"question":"Team size","answer":"5"}]}""",
        LeadKey.Email, "invitee.email")]
    [InlineData("""{"event":"email.sent","inquiry_id":7,"from":"sam@seller.example","to":"ada@amber.example"}""", LeadKey.Email, "to")]
    [InlineData("""{"event":"email.opened","company":{"name":"Seller Ltd","website":"seller.example"},"sender":{"name":"Sam Holt","email":"sam@seller.example"},"recipient":{"name":"Ada Wolff","email":"ada@amber.example"}}""",
        LeadKey.Email, "recipient.email")]
    [InlineData("""{"lead":{"name":"Ada Wolff","email":"adaw@gmail.com"},"apollo":{"email":"ada.wolff@amber.example","company":"Amber Labs"}}""",
        LeadKey.Email, "apollo.email")]
    [InlineData("""{"event":"BOOKING_CREATED","organizer":{"name":"Sam Holt","email":"sam@seller.example"},"bookedBy":{"name":"Sam Holt","email":"sam@seller.example","jobTitle":"SDR"},"attendees":[{"name":"Ada Wolff","email":"ada@amber.example"}]}""",
        LeadKey.Email, "attendees.0.email")]
    [InlineData("""{"type":"track","event":"CSV Import","user":{"first_name":"Ada","last_name":"Wolff","email":"ada@amber.example"},"properties":{"rows":1200,"import_type":"csv","status":"completed"}}""",
        LeadKey.Email, "user.email")]
    [InlineData("""{"purchase_order_number":"PO-77","dealer":{"name":"Ada Wolff","email":"ada@amber.example","company":"Amber"},"sales_rep":{"name":"Sam Holt","email":"sam@seller.example"}}""",
        LeadKey.Email, "dealer.email")]
    [InlineData("""{"type":"engineer","name":"Ada Wolff","email":"ada@amber.example"}""", LeadKey.Email, "email")]
    [InlineData("""{"person":{"name":"Ada Wolff","emails":["ada@amber.example"],"fields":[{"name":"Owner","value":"Sam Holt"},{"name":"Status","value":"New"}]}}""",
        LeadKey.Email, "person.emails.0")]
    [InlineData("""{"user":{"name":"Ada Wolff","email":"ada@amber.example"},"owner_change":{"name":"Sam Holt","email":"sam@seller.example"}}""",
        LeadKey.Email, "user.email")]
    [InlineData("""{"event":"signup","user":{"name":"Ada Wolff","email":"ada@amber.example"},"business":{"name":"Amber Labs","website":"https://amber.example"},"last_review":{"reviewer":"Ben Lux","rating":5}}""",
        LeadKey.Email, "user.email")]
    [InlineData("""{"event":"quote_requested","quote":{"id":3},"contact":{"name":"Ada Wolff","email":"ada@amber.example","company":"Amber"},"recipient":{"name":"Sam Holt","email":"sam@seller.example","company":"Seller Ltd"}}""",
        LeadKey.Email, "contact.email")]
    [InlineData("""{"name":"Grace Sia","email":"grace.sia@amber.example","company":"Amber Labs"}""", LeadKey.FullName, "name")]
    public void The_person_of_an_everyday_payload_is_found(string json, LeadKey key, string path) => Assert.Equal(path, Path(key, json, SignalTarget.People));

    [Theory]
    [InlineData("""{"visitor":{"company_name":"Amber AG","isp":"Amber AG","company_domain":"amber.example"}}""", "visitor.company_name")]
    [InlineData("""{"organization":"Amber AG","isp":"Amber AG","domain":"amber.example"}""", "organization")]
    [InlineData("""{"name":"Ada Wolff","email":"ada@amber.example","company":"amber","website":"amber.shops.example"}""", "company")]
    [InlineData("""{"store":{"name":"Nordhaven Kiel","website":"https://nordhaven.example","phone":"+49 431 5550101"},"account_manager":{"name":"Sam Holt","email":"sam@seller.example"}}""",
        "store.name")]
    [InlineData("""{"status":"success","import_id":7,"rows":1200,"company":{"name":"Amber Labs","domain":"amber.example"}}""", "company.name")]
    [InlineData("""{"summary":"Interested","company":{"name":"Amber Labs","domain":"amber.example"},"score":71,"seo":55,"speed":80,"pages":140}""",
        "company.name")]
    [InlineData("""{"business":{"name":"Amber Labs","website":"https://amber.example"},"reviews":[{"reviewer":"Ben Lux","rating":5}],"reviews_count":12}""",
        "business.name")]
    [InlineData("""{"awards":["Best Employer 2025"],"buyer":{"name":"Amber Labs GmbH","domain":"amber.example"},"vendor":{"name":"Rival Ltd"}}""",
        "buyer.name")]
    [InlineData("""{"competitor_match":{"name":"Rival Ltd","domain":"rival.example"},"company":{"name":"Amber Labs","domain":"amber.example"}}""",
        "company.name")]
    [InlineData("""{"subscriber":{"email":"ada@amber.example","company":"Amber Labs","website":"https://amber.example"},"account":{"name":"Seller Ltd","domain":"seller.example"}}""",
        "subscriber.company")]
    public void The_company_of_an_everyday_payload_is_found(string json, string path) =>
        Assert.Equal(path, Path(LeadKey.CompanyName, json, SignalTarget.Companies));

    [Theory]
    [InlineData("""{"vorname":"Anna Maria","name":"von Berg","email":"anna@amber.example"}""", "vorname", "name")]
    [InlineData("""{"nome":"Chiara","cognome":"Bernasconi","SenderName":"Portale Fiere","indirizzo_email":"c.bernasconi@amber.example"}""", "nome", "cognome")]
    [InlineData("""{"first__name":"Ada","last__name":"Wolff","email__address":"ada@amber.example"}""", "first__name", "last__name")]
    public void Both_halves_of_a_name_are_found(string json, string given, string family)
    {
        Assert.True(MappingSuggester.Suggest(SignalTarget.People, [TestLeaves.Of(json)]).Mapping.TryGet(LeadKey.FullName, out var paths));
        Assert.Equal([given, family], paths);
    }

    [Theory]
    [InlineData(SignalTarget.Companies, """{"company":{"name":"Amber GmbH"},"owner":{"name":"Ada Wolff","email":"pending"}}""",
        """{"company":{"name":"Amber GmbH"},"owner":{"name":"Ada Wolff","email":"ada@amber.example"}}""")]
    [InlineData(SignalTarget.People, """{"shop_name":"Amber","shop_domain":"pending","owner_name":"Ada Wolff","owner_email":"ada@amber.example"}""",
        """{"shop_name":"Amber","shop_domain":"amber.example","owner_name":"Ada Wolff","owner_email":"ada@amber.example"}""")]
    public void A_sample_that_has_no_address_where_another_has_one_is_no_fault(SignalTarget target, string one, string other)
    {
        Assert.Null(Record.Exception(() => MappingSuggester.Suggest(target, [TestLeaves.Of(one), TestLeaves.Of(other)])));
        Assert.Null(Record.Exception(() => MappingSuggester.Suggest(target, [TestLeaves.Of(other), TestLeaves.Of(one)])));
    }
}
