using CsCheck;
using FastSignal.Parsing;

namespace FastSignal.Leads.Tests;

public sealed class MappingSuggesterTests
{
    [Fact]
    public void The_labelled_payloads_are_mapped_as_an_expert_would() => AssertScore(LabelledPayload.All, found: 0.997, wrong: 0.001, whole: 0.993);

    [Fact]
    public void The_payloads_that_others_wrote_are_mapped_as_they_labelled_them() =>
        AssertScore(LabelledPayload.Written, found: 0.978, wrong: 0.012, whole: 0.946);

    private static void AssertScore(IReadOnlyList<LabelledPayload> payloads, double found, double wrong, double whole)
    {
        var score = new SuggestionScore();
        foreach (var payload in payloads) score.Add(payload, MappingSuggester.Suggest(payload.Target, [payload.Leaves]));

        var faults = $"found {score.Found:P1}, wrong {score.Wrong:P1}, whole {score.Whole:P1}\n{string.Join('\n', score.Faults)}";
        Assert.True(score.Found >= found, faults);
        Assert.True(score.Wrong <= wrong, faults);
        Assert.True(score.Whole >= whole, faults);
    }

    [Fact]
    public void Every_choice_is_explained_in_one_line_with_its_confidence()
    {
        var suggestion = Suggest("""{"Full Name":"Ada Wolff","Work Email":"ada@amber.example"}""");
        foreach (var key in suggestion.Mapping.Keys)
        {
            Assert.Contains("confidence 0.", suggestion.Why[key], StringComparison.Ordinal);
            Assert.DoesNotContain('\n', suggestion.Why[key]);
        }

        Assert.Equal(suggestion.Mapping.Keys.Count(), suggestion.Why.Count);
    }

    [Theory]
    [InlineData("""{"note":"hello","score":3}""")]
    [InlineData("""{}""")]
    [InlineData("""{"deal":{"name":"Big Deal","owner":{"name":"Sam Holt","email":"sam@seller.example"}},"closed_by":{"email":"sam@seller.example"}}""")]
    [InlineData("""{"repository":{"full_name":"acme/fast"},"sender":{"login":"ada"}}""")]
    public void Where_nobody_is_named_nobody_is_identified(string json)
    {
        var suggestion = Suggest(json);
        Assert.False(suggestion.IsIdentified);
        Assert.False(suggestion.Mapping.TryGet(LeadKey.Email, out _));
    }

    [Theory]
    [InlineData("""{"email":"ada@amber.example","owner":{"email":"sam@seller.example"}}""", "email")]
    [InlineData("""{"assignee_email":"sam@seller.example","lead_email":"ada@amber.example"}""", "lead_email")]
    [InlineData("""{"host":{"email":"h@seller.example"},"attendees":[{"email":"ada@amber.example"}]}""", "attendees.0.email")]
    [InlineData("""{"from_email":"rep@seller.example","to_email":"ada@amber.example"}""", "to_email")]
    [InlineData("""{"referred_by":"bob@fox.example","contact":{"mail":"ada@amber.example"}}""", "contact.mail")]
    [InlineData("""{"invitee":{"email":"ada@amber.example"},"event_guests":[{"email":"bob@amber.example"}]}""", "invitee.email")]
    [InlineData("""{"modifier":{"type":"operator","email":"sam@seller.example"},"person":{"email":"ada@amber.example"}}""", "person.email")]
    [InlineData("""{"personal_email":"ada@home.example","work_email":"ada@amber.example"}""", "work_email")]
    [InlineData("""{"company_email":"info@amber.example","email":"ada@amber.example"}""", "email")]
    [InlineData("""{"email":null,"enriched_email":"ada@amber.example"}""", "enriched_email")]
    [InlineData("""{"email":null,"city":"Berlin"}""", "email")]
    [InlineData("""{"old_email":"ada@old.example","new_email":"ada@amber.example"}""", "new_email")]
    [InlineData("""{"participants":[{"email":"sam@seller.example","affiliation":"Internal"},{"email":"ada@amber.example","affiliation":"External"}]}""",
        "participants.1.email")]
    [InlineData("""{"attendees":[{"email":"sam@seller.example","organizer":true},{"email":"ada@amber.example","organizer":false}]}""", "attendees.1.email")]
    [InlineData("""{"signers":[{"email":"sam@seller.example","is_sender":true},{"email":"ada@amber.example"}]}""", "signers.1.email")]
    [InlineData("""{"people":[{"email":"sam@seller.example","role":"host"},{"email":"ada@amber.example","role":"attendee"}]}""", "people.1.email")]
    [InlineData("""{"meta":{"sender":{"type":"contact","email":"ada@amber.example"}}}""", "meta.sender.email")]
    [InlineData("""{"responder":"ada@amber.example"}""", "responder")]
    [InlineData("""{"remoteJid":"5511@s.whatsapp.example","email":"ada@amber.example"}""", "email")]
    [InlineData("""{"sip_address":"2551@meet.example","email":"ada@amber.example"}""", "email")]
    [InlineData("""{"values":{"contactEmail":"ada@amber.example","accountUserEmail":"sam@seller.example"}}""", "values.contactEmail")]
    [InlineData("""{"alternate_email":"ada@old.example","email":"ada@amber.example"}""", "email")]
    [InlineData("""{"private_email":"ada@home.example","email":"ada@amber.example"}""", "email")]
    [InlineData("""{"billing_email":"accounts@amber.example","email":"ada@amber.example"}""", "email")]
    [InlineData("""{"landing_page":{"fields":{"email":"ada@amber.example"}}}""", "landing_page.fields.email")]
    [InlineData("""{"contacts":[{"email":"ada@gmail.com","name":"Ada Wolff"},{"email":"bo@birch.example","name":"Bo Birk"}]}""", "contacts.0.email")]
    public void The_email_is_the_leads_own(string json, string path) => AssertMapped(Suggest(json), LeadKey.Email, path);

    [Theory]
    [InlineData("""{"account_manager":{"email":"sam@seller.example"}}""")]
    [InlineData("""{"publishedBy":{"email":"sam@seller.example"}}""")]
    [InlineData("""{"referrer":{"email":"bob@fox.example","name":"Bob Fox"}}""")]
    [InlineData("""{"organizer":{"email":"sam@seller.example"},"meeting":{"title":"Intro"}}""")]
    [InlineData("""{"vendedor":"sam@seller.example"}""")]
    [InlineData("""{"Ansprechpartner Vertrieb":"Sam Holt","zugewiesen an":"sam@seller.example"}""")]
    [InlineData("""{"closed_by_email":"sam@seller.example"}""")]
    [InlineData("""{"geworben_von":{"email":"bob@fox.example"}}""")]
    [InlineData("""{"zustaendig":{"email":"sam@seller.example"}}""")]
    [InlineData("""{"to":[{"email":"sales@seller.example"}],"type":"inbound"}""")]
    [InlineData("""{"user":{"email":"sam@seller.example","real_name":"Sam Holt"},"assigned_to":"kim@seller.example"}""")]
    public void An_email_of_somebody_else_is_left_alone(string json) => AssertUnmapped(Suggest(json), LeadKey.Email);

    [Theory]
    [InlineData("""{"first_name":"Ada","last_name":"Wolff"}""", "first_name", "last_name")]
    [InlineData("""{"nome":"Ada","cognome":"Wolff"}""", "nome", "cognome")]
    [InlineData("""{"nom":"Wolff","prénom":"Ada"}""", "prénom", "nom")]
    [InlineData("""{"Vorname":"Ada","Nachname":"Wolff"}""", "Vorname", "Nachname")]
    [InlineData("""{"voornaam":"Ada","tussenvoegsel":"de","achternaam":"Wolff"}""", "voornaam", "achternaam")]
    [InlineData("""{"nombre":"Ada","apellidos":"Wolff Ruiz"}""", "nombre", "apellidos")]
    [InlineData("""{"fn":"Ada","ln":"Wolff"}""", "fn", "ln")]
    [InlineData("""{"customer":{"name":"Ada","last_name":"Wolff"}}""", "customer.name", "customer.last_name")]
    [InlineData("""{"fields":{"f_a1":{"id":"f_a1","title":"First name","raw_value":"Ada","value":"Ada"},"f_a2":{"id":"f_a2","title":"Last name","value":"Wolff","raw_value":"Wolff"}}}""",
        "fields.f_a1.value", "fields.f_a2.value")]
    [InlineData("""{"vor_name":"Ada","nach_name":"Wolff"}""", "vor_name", "nach_name")]
    [InlineData("""{"Name - First":"Ada","Name - Last":"Wolff"}""", "Name - First", "Name - Last")]
    [InlineData("""{"contact":{"first_name":"Ada","fields":{"last_name":"Wolff"}}}""", "contact.first_name", "contact.fields.last_name")]
    [InlineData("""{"cliente":{"nombres":"Ada Inés","apellidos":"Wolff"}}""", "cliente.nombres", "cliente.apellidos")]
    public void First_and_last_name_are_joined(string json, string first, string last) => AssertMapped(Suggest(json), LeadKey.FullName, first, last);

    [Fact]
    public void Two_whole_names_are_no_halves() =>
        AssertMapped(Suggest("""{"Your name":"Ada Wolff","Main driver's name":"Bob Wolff","Email":"ada.wolff@amber.example"}"""), LeadKey.FullName,
            "Your name");

    [Theory]
    [InlineData("""{"name":"Ada Wolff","email":"ada@amber.example","linkedin_share":true}""", LeadKey.LinkedinUrl)]
    [InlineData("""{"name":"Ada Wolff","email":"ada@amber.example","linkedin":"yes"}""", LeadKey.LinkedinUrl)]
    [InlineData("""{"name":"Ada Wolff","email":"ada@amber.example","linkedinShare":"https://www.linkedin.com/in/ada"}""", LeadKey.LinkedinUrl)]
    [InlineData("""{"name":"Ada Wolff","email":"ada@amber.example","title":"Mme."}""", LeadKey.Title)]
    [InlineData("""{"name":"Ada Wolff","email":"ada@amber.example","title":"Sig.ra"}""", LeadKey.Title)]
    [InlineData("""{"name":"Ada Wolff","email":"ada@amber.example","country":{"title":"Costa Rica"}}""", LeadKey.Title)]
    [InlineData("""{"contact":{"name":"Ada Wolff","email":"ada@amber.example","state":{"title":"Bavaria"}}}""", LeadKey.Title)]
    public void A_value_of_another_kind_is_left_alone(string json, LeadKey key) => AssertUnmapped(Suggest(json), key);

    [Theory]
    [InlineData("""{"Your name":"Ada Wolff","Best number":"+49 30 901820"}""", "Best number")]
    [InlineData("""{"Your name":"Ada Wolff","Best number to reach you":"+49 30 901820"}""", "Best number to reach you")]
    [InlineData("""{"Ihr Name":"Ada Wolff","Beste Nummer":"+49 30 901820"}""", "Beste Nummer")]
    [InlineData("""{"email":"ada@amber.example","contact":"+919820555417"}""", "contact")]
    [InlineData("""{"email":"ada@amber.example","text_reminder_number":"+47 915 50 172"}""", "text_reminder_number")]
    public void The_best_number_is_a_phone(string json, string path) => AssertMapped(Suggest(json), LeadKey.Phone, path);

    [Theory]
    [InlineData("""{"form":{"name":"Contact Sales"},"name":"Ada Wolff","email":"ada@amber.example"}""", "name")]
    [InlineData("""{"event":{"name":"Grid Week"},"guest":{"name":"Ada Wolff","email":"ada@amber.example"}}""", "guest.name")]
    [InlineData("""{"campaign_name":"Spring Push","to_name":"Ada Wolff","to_email":"ada@amber.example"}""", "to_name")]
    [InlineData("""{"nome_completo":"Ada Wolff","vendedor":"Sam Holt"}""", "nome_completo")]
    [InlineData("""{"user":{"name":"ada.wolff","real_name":"Ada Wolff","email":"ada@amber.example"}}""", "user.real_name")]
    [InlineData("""{"What is your full name?":"Ada Wolff","How did you hear about us?":"Bob Fox"}""", "What is your full name?")]
    [InlineData("""{"attendee":"Ada Wolff","scanned_by":"Sam Holt","employer":"Amberfield"}""", "attendee")]
    [InlineData("""{"company_contact_name":"Ada Wolff","contact_company_name":"Amberfield"}""", "company_contact_name")]
    [InlineData("""{"ticket":{"name":"Ada Wolff","email":"ada@amber.example","job_title":"CTO"}}""", "ticket.name")]
    [InlineData("""{"account":{"full_name":"Ada Wolff","email":"ada@amber.example"}}""", "account.full_name")]
    [InlineData("""{"profile_name":"Ada Wolff","profile_link":"https://www.linkedin.com/in/ada"}""", "profile_name")]
    [InlineData("""{"user":{"nickname":"Ada Wolff"},"email":"ada@amber.example"}""", "user.nickname")]
    [InlineData("""{"xy_name":"Ada Wolff","xy_email":"ada@amber.example"}""", "xy_name")]
    [InlineData("""{"vollstaendiger_name":"Ada Wolff","email":"ada@amber.example"}""", "vollstaendiger_name")]
    public void The_name_is_the_persons(string json, string path) => AssertMapped(Suggest(json), LeadKey.FullName, path);

    [Theory]
    [InlineData("""{"payload":{"name":"Talk to us","data":{"email":"ada@amber.example"}}}""")]
    [InlineData("""{"workspace":{"name":"Growth Team"},"email":"ada@amber.example"}""")]
    [InlineData("""{"username":"Ada Wolff 77","email":"ada@amber.example"}""")]
    [InlineData("""{"plan":{"name":"Ada Wolff"},"email":"ada@amber.example"}""")]
    [InlineData("""{"xyzzy":{"id":7,"name":"Lena Bright"},"email":"ada@amber.example"}""")]
    [InlineData("""{"xyzzy_name":"Growth Sprint","email":"ada@amber.example"}""")]
    [InlineData("""{"country":{"name":"Costa Rica"},"email":"ada@amber.example"}""")]
    [InlineData("""{"email":"ada@amber.example","data":{"name":"Stone Bridge","domain":"amber.example"}}""")]
    [InlineData("""{"email":"ada@amber.example","last_contacted":"May","name":"Website Visitor"}""")]
    [InlineData("""{"email":"ada@amber.example","xyzzy":{"name":"Bo Birk","email":"bo@birch.example"}}""")]
    public void The_name_of_a_thing_is_nobodys(string json) => AssertUnmapped(Suggest(json), LeadKey.FullName);

    [Theory]
    [InlineData("""{"url":"https://www.linkedin.com/in/ada-wolff"}""", LeadKey.LinkedinUrl, "url")]
    [InlineData("""{"company":{"social":["https://linkedin.com/in/ada-wolff"]}}""", LeadKey.LinkedinUrl, "company.social.0")]
    [InlineData("""{"LinkedIn URL":"https://www.linkedin.com/company/amber/"}""", LeadKey.CompanyLinkedinUrl, "LinkedIn URL")]
    [InlineData("""{"page":"https://www.linkedin.com/company/amber/","org":"Amber"}""", LeadKey.CompanyName, "org")]
    [InlineData("""{"profileUrl":"https://www.linkedin.com/in/ada-wolff","postAuthorUrl":"https://www.linkedin.com/feed/update/urn:li:activity:1"}""",
        LeadKey.LinkedinUrl, "profileUrl")]
    [InlineData("""{"my_linkedin":"https://www.linkedin.com/in/sam","profile":"https://www.linkedin.com/in/ada"}""", LeadKey.LinkedinUrl, "profile")]
    [InlineData("""{"lead":{"profile_url":"https://www.linkedin.com/in/ada"},"sender":{"profile_url":"https://www.linkedin.com/in/sam"}}""",
        LeadKey.LinkedinUrl, "lead.profile_url")]
    public void The_kind_of_a_LinkedIn_page_decides_whatever_the_key_says(string json, LeadKey key, string path) => AssertMapped(Suggest(json), key, path);

    [Theory]
    [InlineData("""{"email":"ada@amber.example","website":"https://amber.example","page_url":"https://seller.example/pricing","referrer":"https://news.example"}""",
        "website")]
    [InlineData("""{"email":"ada@amber.example","company":{"url":"amber.example"},"landing_page":"https://seller.example"}""", "company.url")]
    [InlineData("""{"email":"ada@amber.example","old_company":{"domain":"old.example"},"new_company":{"domain":"amber.example"}}""", "new_company.domain")]
    [InlineData("""{"email":"ada@amber.example","sito":"https://amber.example"}""", "sito")]
    [InlineData("""{"email":"ada@amber.example","url":"https://amber.example"}""", "url")]
    [InlineData("""{"email":"ada@amber.example","visit":{"company_url":"amber.example","page_url":"https://seller.example/p"}}""", "visit.company_url")]
    [InlineData("""{"email":"ada@amber.example","Shop URL":"https://amber.example"}""", "Shop URL")]
    [InlineData("""{"email":"ada@amber.example","websiteUrl1":"https://amber.example"}""", "websiteUrl1")]
    [InlineData("""{"email":"ada@amber.example","Website (from Company)":["amber.example"]}""", "Website (from Company).0")]
    public void The_domain_is_the_companys_own(string json, string path) => AssertMapped(Suggest(json), LeadKey.CompanyDomain, path);

    [Theory]
    [InlineData("""{"email":"ada@amber.example","website":{"domain":"seller.example"},"page_url":"https://seller.example/pricing"}""")]
    [InlineData("""{"email":"ada@amber.example","site_url":"https://seller.example"}""")]
    [InlineData("""{"email":"ada@amber.example","referrer":"https://news.example"}""")]
    [InlineData("""{"email":"ada@gmail.com","email_domain":"gmail.com"}""")]
    [InlineData("""{"email":"ada@amber.example","website":"https://www.linkedin.com/company/amber"}""")]
    [InlineData("""{"email":"ada@amber.example","link":{"domain":"refer.example","url":"https://seller.example"}}""")]
    [InlineData("""{"email":"ada@amber.example","job":{"title":"CTO","url":"https://jobs.example"}}""")]
    [InlineData("""{"email":"ada@amber.example","websites":[{"value":"https://ada.example","type":"personal"}]}""")]
    public void A_site_that_is_not_the_companys_is_left_alone(string json) => AssertUnmapped(Suggest(json), LeadKey.CompanyDomain);

    [Theory]
    [InlineData("""{"email":"ada@amber.example","company":"Amber","previousCompany":"Old Corp"}""", "company")]
    [InlineData("""{"email":"ada@amber.example","Company Size":"11-50","Company Name":"Amber"}""", "Company Name")]
    [InlineData("""{"email":"ada@amber.example","Firmenname":"Amber GmbH"}""", "Firmenname")]
    [InlineData("""{"email":"ada@amber.example","razaosocial":"Amber LTDA"}""", "razaosocial")]
    [InlineData("""{"email":"ada@amber.example","person":{"employment":{"name":"Amber","title":"CTO"}}}""", "person.employment.name")]
    [InlineData("""{"email":"ada@amber.example","What company do you work for?":"Amber"}""", "What company do you work for?")]
    [InlineData("""{"email":"ada@amber.example","azienda_cliente":"Amber srl"}""", "azienda_cliente")]
    [InlineData("""{"email":"ada@amber.example","bedrijfsgegevens":{"naam":"Amber"}}""", "bedrijfsgegevens.naam")]
    [InlineData("""{"email":"ada@amber.example","Question 3: Company":"Amber"}""", "Question 3: Company")]
    [InlineData("""{"email":"ada@amber.example","Company2":"Amber"}""", "Company2")]
    [InlineData("""{"email":"ada@amber.example","ticket_requester_company_name":"Amber"}""", "ticket_requester_company_name")]
    [InlineData("""{"input":{"email":"ada@amber.example","company_name":"Old"},"now":{"company":"Amber"},"previous":{"company":"Old"}}""", "now.company")]
    public void The_company_is_the_present_one(string json, string path) => AssertMapped(Suggest(json), LeadKey.CompanyName, path);

    [Theory]
    [InlineData("""{"email":"ada@amber.example","company_name":"Seller Roofing","agent_email":"sam@seller.example"}""")]
    [InlineData("""{"email":"ada@amber.example","account":{"name":"Northwind","subdomain":"northwind"}}""")]
    [InlineData("""{"email":"ada@amber.example","geo":{"org":"Telekom AG"}}""")]
    public void Our_own_company_is_left_alone(string json) => AssertUnmapped(Suggest(json), LeadKey.CompanyName);

    [Theory]
    [InlineData("""{"from_email":"ada@amber.example","from_name":"Ada Wolff","subject":"Pricing"}""", "from_email", "from_name")]
    [InlineData("""{"from":{"email":"ada@amber.example","name":"Ada Wolff"},"to":{"email":"sales@seller.example","name":"Sales"}}""", "from.email",
        "from.name")]
    [InlineData("""{"direction":"inbound","from":{"email":"ada@amber.example","name":"Ada Wolff"},"to":{"email":"sam@seller.example","name":"Sam Holt"}}""",
        "from.email", "from.name")]
    [InlineData("""{"direction":"outbound","from":{"email":"sam@seller.example","name":"Sam Holt"},"to":{"email":"ada@amber.example","name":"Ada Wolff"}}""",
        "to.email", "to.name")]
    [InlineData("""{"direction":"inbound","from":{"email":"sam@seller.example","name":"Sam Holt"},"contact":{"email":"ada@amber.example","name":"Ada Wolff"}}""",
        "contact.email", "contact.name")]
    public void The_sender_of_a_message_is_the_lead_only_where_it_was_written_to_us(string json, string email, string name)
    {
        var suggestion = Suggest(json);
        AssertMapped(suggestion, LeadKey.Email, email);
        AssertMapped(suggestion, LeadKey.FullName, name);
    }

    [Theory]
    [InlineData("""{"sender":{"email":"sam@seller.example"},"signers":[{"name":"Sam Holt","email":"sam@seller.example"},{"name":"Ada Wolff","email":"ada@amber.example"}]}""",
        "signers.1.email", "signers.1.name")]
    [InlineData("""{"created_by":{"email":"desk@seller.example"},"signers":[{"name":"Sam Holt","email":"sam@seller.example"},{"name":"Ada Wolff","email":"ada@amber.example"}]}""",
        "signers.1.email", "signers.1.name")]
    [InlineData("""{"idea":{"created_by_customer":{"name":"Ada Wolff","email":"ada@amber.example"},"assigned_to_user":{"name":"Sam Holt","email":"sam@seller.example"}}}""",
        "idea.created_by_customer.email", "idea.created_by_customer.name")]
    [InlineData("""{"events":[{"email":"ada.wolff@amber.example","name":"Ada Wolff","type":"subscribe"}]}""", "events.0.email", "events.0.name")]
    [InlineData("""{"attendees":[{"email_address":{"name":"Ada Wolff","address":"ada@amber.example"}}]}""", "attendees.0.email_address.address",
        "attendees.0.email_address.name")]
    [InlineData("""{"properties":{"Name":{"type":"title","title":[{"plain_text":"Ada Wolff"}]},"Email":{"type":"email","email":"ada@amber.example"}}}""",
        "properties.Email.email", "properties.Name.title.0.plain_text")]
    public void The_person_of_the_event_goes_before_ours_around_it(string json, string email, string name)
    {
        var suggestion = Suggest(json);
        AssertMapped(suggestion, LeadKey.Email, email);
        AssertMapped(suggestion, LeadKey.FullName, name);
    }

    [Theory]
    [InlineData("""{"account":{"name":"Fastlane Software"},"idea":{"customer":{"email":"ada@amber.example"}}}""")]
    [InlineData("""{"account":{"domain":"fastlane","name":"Fastlane Software"},"customer":{"email":"ada@gmail.com"}}""")]
    [InlineData("""{"company":{"name":"Seller"},"candidate":{"name":"Ada Wolff","email":"ada@gmail.com"}}""")]
    [InlineData("""{"email":"ada@amber.example","organisation":"OR000fs"}""")]
    [InlineData("""{"answers":{"email":"ada@amber.example","company":"skip"}}""")]
    [InlineData("""{"email":"ada@amber.example","accountInfo":{"accountName":"seller","url":"https://seller.crm.example"}}""")]
    public void A_company_of_ours_is_not_the_leads(string json) => AssertUnmapped(Suggest(json), LeadKey.CompanyName);

    [Theory]
    [InlineData("""{"account":{"name":"Amber Pumps"},"idea":{"customer":{"email":"ada@amber.example"}}}""", "account.name")]
    [InlineData("""{"account":{"name":"Northern Heat Works"},"lead":{"email":"ada@nhw.example"}}""", "account.name")]
    [InlineData("""{"account":{"name":"Seller Inc"},"subscriber":{"email":"ada@amber.example","fields":{"company":"Amber"}}}""", "subscriber.fields.company")]
    [InlineData("""{"experience":{"name":"Spring greeting"},"account":{"name":"Amber"},"visitor":{"email":"ada@amber.example"}}""", "account.name")]
    [InlineData("""{"candidate":{"email":"ada@gmail.com","company":{"name":"Amber"}},"company":{"name":"Seller"}}""", "candidate.company.name")]
    public void An_account_that_stands_apart_is_the_leads_where_the_address_agrees(string json, string path) =>
        AssertMapped(Suggest(json), LeadKey.CompanyName, path);

    [Theory]
    [InlineData("""{"email":"ada@gmail.com","domain":"jobs.seller.example"}""")]
    [InlineData("""{"email":"ada@gmail.com","change":{"url":"https://birch.example"}}""")]
    public void The_address_of_a_service_or_of_anything_is_no_companys(string json) => AssertUnmapped(Suggest(json), LeadKey.CompanyDomain);

    [Fact]
    public void Answers_are_found_by_the_question_beside_them_in_any_order()
    {
        var asked = TestLeaves.Of(
            """{"answers":[{"question":"Your name","answer":"Ada Wolff"},{"question":"Work email","answer":"ada@amber.example"},{"question":"Company","answer":"Amber"}]}""");
        var reordered = TestLeaves.Of(
            """{"answers":[{"question":"Company","answer":"Birch"},{"question":"Anything else?","answer":"No"},{"question":"Work email","answer":"bo@birch.example"},{"question":"Your name","answer":"Bo Birk"}]}""");
        var mapping = MappingSuggester.Suggest(SignalTarget.People, [asked]).Mapping;

        AssertMapped(new(mapping, new Dictionary<LeadKey, string>(), true), LeadKey.Email, "answers.1.answer");
        var entry = EntryMapper.Map(SignalTarget.People, SignalMapping.Parse(mapping.ToStoredJson()), reordered);
        Assert.Equal("bo@birch.example", entry[LeadKey.Email]);
        Assert.Equal("Bo Birk", entry[LeadKey.FullName]);
        Assert.Equal("Birch", entry[LeadKey.CompanyName]);
    }

    [Theory]
    [InlineData("""{"felder":[{"feldname":"E-Mail","wert":"ada@amber.example"}]}""", "felder.0.wert")]
    [InlineData("""{"rows":[{"Column Name":"Work Email","String Value":"ada@amber.example"}]}""", "rows.0.String Value")]
    [InlineData("""{"pages":[{"questions":[{"heading":"Your email","answers":[{"text":"ada@amber.example"}]}]}]}""", "pages.0.questions.0.answers.0.text")]
    [InlineData("""{"answers":[{"label":"Email","details":{"textAnswer":{"answer":"ada@amber.example"}}}]}""", "answers.0.details.textAnswer.answer")]
    [InlineData("""{"kontakt":[{"art":"Telefon","wert":"030 5550100"},{"art":"E-Mail","wert":"ada@amber.example"}]}""", "kontakt.1.wert")]
    [InlineData("""{"fields":[{"id":"first_name","value":"Ada"},{"id":"email","value":"ada@amber.example"}]}""", "fields.1.value")]
    [InlineData("""{"schema":[{"id":"f_1","label":"Email"}],"data":{"f_1":"ada@amber.example"}}""", "data.f_1")]
    [InlineData("""{"answers":[{"question":{"title":"Your email"},"response":"ada@amber.example"}]}""", "answers.0.response")]
    public void A_label_is_found_whatever_its_key_is_called(string json, string path) => AssertMapped(Suggest(json), LeadKey.Email, path);

    [Fact]
    public void A_label_is_no_value()
    {
        AssertMapped(Suggest("""{"account":{"fields":[{"name":"Name","value":"Amber"},{"name":"Website","value":"amber.example"}]},"email":"ada@amber.example"}"""),
            LeadKey.CompanyName, "account.fields.0.value");
        AssertMapped(Suggest("""{"comments":[{"name":"Ada Wolff","text":"Nice","email":"ada@amber.example"}]}"""), LeadKey.FullName, "comments.0.name");
    }

    [Fact]
    public void Answers_are_found_by_the_id_of_their_question()
    {
        const string Questions = """{"questions":[{"id":"q-77","title":"First name"},{"id":"q-78","title":"Last name"},{"id":"q-79","title":"Where can we mail you?"}]""";
        var asked = TestLeaves.Of(Questions
            + ""","answers":[{"text":"Ada","field":{"id":"q-77"}},{"text":"Wolff","field":{"id":"q-78"}},{"email":"ada@amber.example","field":{"id":"q-79"}}]}""");
        var reordered = TestLeaves.Of(Questions
            + ""","answers":[{"email":"bo@birch.example","field":{"id":"q-79"}},{"text":"Birk","field":{"id":"q-78"}},{"text":"Bo","field":{"id":"q-77"}}]}""");

        var entry = EntryMapper.Map(SignalTarget.People, MappingSuggester.Suggest(SignalTarget.People, [asked]).Mapping, reordered);
        Assert.Equal("Bo Birk", entry[LeadKey.FullName]);
        Assert.Equal("bo@birch.example", entry[LeadKey.Email]);
    }

    [Fact]
    public void Several_samples_fill_what_the_first_lacks()
    {
        var suggestion = MappingSuggester.Suggest(
            SignalTarget.People, [TestLeaves.Of("""{"mail":null,"id":1}"""), TestLeaves.Of("""{"mail":null,"id":2,"reach":"ada@amber.example"}""")]);
        AssertMapped(suggestion, LeadKey.Email, "reach");
        Assert.True(suggestion.IsIdentified);
    }

    [Fact]
    public void A_list_that_is_called_for_whose_it_is_holds_their_fields() =>
        AssertMapped(Suggest("""{"person":{"name":"Ada Wolff","contactEmails":[{"address":"ada@amber.example"}]},"company":{"name":"Amber","email_nf":"bills@amber.example"}}"""),
            LeadKey.Email, "person.contactEmails.0.address");

    [Fact]
    public void Lists_of_one_persons_fields_belong_together()
    {
        var suggestion = Suggest(
            """{"values":{"names":[{"full_name":"Ada Wolff"}],"email_addresses":[{"address":"ada@amber.example"}],"linkedin":[{"value":"https://linkedin.com/in/ada-wolff"}]}}""");
        AssertMapped(suggestion, LeadKey.FullName, "values.names.0.full_name");
        AssertMapped(suggestion, LeadKey.Email, "values.email_addresses.0.address");
        AssertMapped(suggestion, LeadKey.LinkedinUrl, "values.linkedin.0.value");
    }

    [Theory]
    [InlineData("""{"contact_company":"Amber","account_name":"Sam's login","email":"ada@amber.example"}""", LeadKey.CompanyName, "contact_company")]
    [InlineData("""{"company_contact_name":"Ada Wolff","contact_company_name":"Amber"}""", LeadKey.CompanyName, "contact_company_name")]
    [InlineData("""{"nome_do_contato_da_empresa":"Ada Wolff","nome_da_empresa":"Amber"}""", LeadKey.FullName, "nome_do_contato_da_empresa")]
    [InlineData("""{"firm":"Amber","company_contact":"Ada Wolff"}""", LeadKey.CompanyName, "firm")]
    [InlineData("""{"name":"Ada Wolff","title":"CTO","page":{"title":"Pricing"},"email":"ada@amber.example"}""", LeadKey.Title, "title")]
    [InlineData("""{"email":"ada@amber.example","country":"DE","office":{"country":"US"}}""", LeadKey.Country, "country")]
    [InlineData("""{"email":"ada@amber.example","fax":"030 5550199","cellulare":"+39 333 555 0100"}""", LeadKey.Phone, "cellulare")]
    [InlineData("""{"email":"ada@amber.example","data":{"cidade":"Santos","cidadepj":"Contagem"}}""", LeadKey.City, "data.cidade")]
    [InlineData("""{"email":"ada@amber.example","mobilePhones":[{"number":"+49 171 5550100","label":"MOBILE"}]}""", LeadKey.Phone, "mobilePhones.0.number")]
    [InlineData("""{"company":{"city":"Bonn"},"email":"ada@amber.example","city":"Berlin"}""", LeadKey.City, "city")]
    [InlineData("""{"email":"ada@amber.example","phones":[{"country_code":"1","number":"+1 202 5550100"}],"country":"US"}""", LeadKey.Country, "country")]
    [InlineData("""{"email":"ada@amber.example","first_name":"Ada","title":"Head of Quality","job_function":"engineering"}""", LeadKey.Title, "title")]
    [InlineData("""{"email":"ada@amber.example","crm_company_name":"PT Amber Pangan"}""", LeadKey.CompanyName, "crm_company_name")]
    [InlineData("""{"email":"ada@amber.example","responses":{"what-is-your-job-title":"Staff Engineer"}}""", LeadKey.Title, "responses.what-is-your-job-title")]
    [InlineData("""{"email":"ada@amber.example","work":{"company_professional_network_profile_url":"https://www.linkedin.com/company/amber"}}""",
        LeadKey.CompanyLinkedinUrl, "work.company_professional_network_profile_url")]
    public void Attributes_and_companies_are_taken_from_beside_the_person(string json, LeadKey key, string path) => AssertMapped(Suggest(json), key, path);

    [Fact]
    public void No_sample_makes_it_throw_and_every_path_it_names_exists()
    {
        var key = OneOf("email", "name", "First Name", "last_name", "0", "1", "answers", "label", "value", "id", "type", "company", "owner", "", " x",
            "a.b", "1. Email", "url", "\uFFFD", "contacts");
        var value = OneOf("ada@amber.example", "Ada Wolff", "company", "operator", "https://linkedin.com/in/ada", "amber.example", "", "null",
            "Email", "+49 30 555 0100", "\0\u202E", "=cmd()");
        var leaf = Gen.Select(key.Array[1, 5], value, Gen.Int[0, 6].Select(kind => (LeafKind)kind))
            .Select((keys, text, kind) => new Leaf(string.Join('.', keys), kind, kind is LeafKind.String or LeafKind.Number ? text : null));
        Gen.Select(leaf.Array[0, 30], leaf.Array[0, 10], Gen.Bool.Select(isCompany => isCompany ? SignalTarget.Companies : SignalTarget.People))
            .Sample((first, second, target) =>
        {
            var mapping = MappingSuggester.Suggest(target, [first, second]).Mapping;
            var paths = first.Concat(second).Select(each => each.Path).ToHashSet(StringComparer.Ordinal);
            return mapping.Keys.All(each => mapping.TryGet(each, out var mapped) && mapped.All(paths.Contains));
        });
    }

    [Fact]
    public void A_huge_sample_is_read_only_as_far_as_a_person_would()
    {
        var leaves = Enumerable.Range(0, 250_000).Select(index => new Leaf(FormattableString.Invariant($"rows.{index}.n"), LeafKind.Number, "1"))
            .Prepend(new Leaf("email", LeafKind.String, "ada@amber.example")).ToList();
        AssertMapped(MappingSuggester.Suggest(SignalTarget.People, [leaves]), LeadKey.Email, "email");
    }

    [Fact]
    public void Two_people_are_never_mixed()
    {
        var suggestion = Suggest(
            """{"visitor":{"email":"ada@amber.example","first_name":"Ada","last_name":"Wolff"},"commenter":{"full_name":"Bo Birk","email":"bo@birch.example"}}""");
        AssertMapped(suggestion, LeadKey.Email, "visitor.email");
        AssertMapped(suggestion, LeadKey.FullName, "visitor.first_name", "visitor.last_name");
    }

    [Theory]
    [InlineData("""{"name":"Amber","domain":"amber.example","owner":"Sam Holt"}""", LeadKey.CompanyName, "name")]
    [InlineData("""{"data":{"item":{"type":"company","name":"Amber","plan":{"name":"Pro"}}}}""", LeadKey.CompanyName, "data.item.name")]
    [InlineData("""{"url":"https://www.linkedin.com/company/amber/"}""", LeadKey.CompanyLinkedinUrl, "url")]
    [InlineData("""{"company":{"name":"Amber"},"parent_company":{"name":"Holding"}}""", LeadKey.CompanyName, "company.name")]
    [InlineData("""{"account":{"name":"Seller"},"lead":{"name":"Amber","website_url":"https://amber.example"}}""", LeadKey.CompanyName, "lead.name")]
    [InlineData("""{"website":"www.seller.example","visit":{"entry_page":"https://www.seller.example/x"},"company":{"title":"Amber","url":"https://amber.example"}}""",
        LeadKey.CompanyName, "company.title")]
    [InlineData("""{"traits":{"name":"Amber Payroll","website":"amber.example","createdBy":"dev@amber.example"}}""", LeadKey.CompanyDomain, "traits.website")]
    [InlineData("""{"type":"private","name":"Amber","website":"amber.example"}""", LeadKey.CompanyDomain, "website")]
    [InlineData("""{"customer":{"name":"Gil Sewell","legal_name":"Amber Ltd","url":"https://amber.example"}}""", LeadKey.CompanyName, "customer.legal_name")]
    [InlineData("""{"data":{"object":{"object":"customer","type":"company","name":"Amber & Oak","email":"ap@amber.example"}}}""", LeadKey.CompanyName,
        "data.object.name")]
    [InlineData("""{"Lead Name":"Amber Kft","Lead Website":"amber.example","Contact 1 Name":"Ada Wolff"}""", LeadKey.CompanyName, "Lead Name")]
    [InlineData("""{"organisation":{"name":"Amber","hostname":"gw1.amber.example","webDomain":"amber.example"}}""", LeadKey.CompanyDomain,
        "organisation.webDomain")]
    [InlineData("""{"domain":{"name":"amber.example","title":"Amber"}}""", LeadKey.CompanyDomain, "domain.name")]
    public void A_signal_of_companies_finds_the_company(string json, LeadKey key, string path) =>
        AssertMapped(MappingSuggester.Suggest(SignalTarget.Companies, [TestLeaves.Of(json)]), key, path);

    [Fact]
    public void A_signal_of_companies_maps_no_person()
    {
        var suggestion = MappingSuggester.Suggest(
            SignalTarget.Companies, [TestLeaves.Of(
                """{"company":"Amber","founder":{"linkedin":"https://linkedin.com/in/ada"},"email":"ada@amber.example"}""")]);
        AssertUnmapped(suggestion, LeadKey.LinkedinUrl);
        AssertUnmapped(suggestion, LeadKey.Email);
    }

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(index => texts[index]);

    private static MappingSuggestion Suggest(string json) => MappingSuggester.Suggest(SignalTarget.People, [TestLeaves.Of(json)]);

    private static void AssertMapped(MappingSuggestion suggestion, LeadKey key, params string[] paths)
    {
        Assert.True(suggestion.Mapping.TryGet(key, out var got), $"{LeadKeys.Name(key)} is unmapped: {suggestion.Mapping.ToJson()}");
        Assert.Equal(paths, got);
    }

    private static void AssertUnmapped(MappingSuggestion suggestion, LeadKey key) =>
        Assert.False(suggestion.Mapping.TryGet(key, out _), suggestion.Mapping.ToJson());

    [Theory]
    [InlineData("""{"姓":"大野","名":"真由美","メールアドレス":"ohno@amber.example"}""", new[] { "名", "姓" })]
    [InlineData("""{"name_1":"Wolff","name_2":"Ada","mail":"a.wolff@amber.example"}""", new[] { "name_2", "name_1" })]
    [InlineData("""{"delivery_fullname":"Ada Wolff","delivery_company":"Amber Ltd","email":"office@amber.example"}""", new[] { "delivery_fullname" })]
    [InlineData("""{"fields":[{"type":"name","order":1,"value":"Ada"},{"type":"name","order":2,"value":"Wolff"},{"type":"email","value":"ada@amber.example"}]}""",
        new string[0])]
    [InlineData("""{"nickname":"Pip","full_name":"Philippa Wolff","email":"pip.wolff@amber.example"}""", new[] { "full_name" })]
    [InlineData("""{"answers":[{"title":"Your name","value":{"firstName":"Ada","lastName":"Wolff"}},{"title":"Email","value":"ada@amber.example"}]}""",
        new[] { "answers.0.value.firstName", "answers.0.value.lastName" })]
    [InlineData("""{"responses":[{"questionText":"Full name","answerValues":[{"answerID":1,"answerText":"","value":{"scale":"","text":"Ada Wolff"}}]}]}""",
        new[] { "responses.0.answerValues.0.value.text" })]
    public void A_name_is_whole_or_made_of_both_its_halves(string json, string[] paths) =>
        Assert.Equal(paths, Suggest(json).Mapping.TryGet(LeadKey.FullName, out var found) ? found : []);

    [Fact]
    public void Numbered_names_are_read_whatever_the_first_sample_has_for_an_address()
    {
        const string Named = """{"name_1":"Wolff","name_2":"Ada","mail":"a.wolff@amber.example"}""";
        var suggestion = MappingSuggester.Suggest(
            SignalTarget.People, [TestLeaves.Of("""{"name_1":"Fox","name_2":"Bob","mail":"none yet"}"""), TestLeaves.Of(Named), TestLeaves.Of(Named)]);
        Assert.True(suggestion.Mapping.TryGet(LeadKey.FullName, out _));
    }

    [Fact]
    public void The_public_buyer_of_a_french_notice_is_the_company() =>
        Assert.Equal("nomacheteur",
            Suggested.Path(LeadKey.CompanyName, """{"idweb":"26-41882","objet":"Maintenance","nomacheteur":"Office Public Vercors"}""",
                SignalTarget.Companies));
}
