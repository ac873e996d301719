using static FastSignal.Leads.Tests.Suggested;

namespace FastSignal.Leads.Tests;

public sealed class GivingWayTests
{
    private const string Ada = "{\"name\":\"Ada Wolff\",\"email\":\"ada@amber.example\"}";
    private const string Bob = "{\"name\":\"Bob Fox\",\"email\":\"bob@fox.example\"}";

    [Theory]
    [InlineData("end_customer", "customer")]
    [InlineData("endkunde", "kunde")]
    [InlineData("attendee", "buyer")]
    [InlineData("ticket_holder", "purchaser")]
    [InlineData("student", "buyer")]
    [InlineData("bidder", "buyer")]
    [InlineData("gift_recipient", "buyer")]
    [InlineData("participant", "acheteur")]
    [InlineData("teilnehmer", "kaufer")]
    [InlineData("referido", "referente")]
    [InlineData("recomendado", "recomendador")]
    [InlineData("referred", "referred_by")]
    public void Of_two_who_may_lead_one_gives_way_in_either_order(string lead, string other) => LeadsInEitherOrder(lead, other);

    [Theory]
    [InlineData("""{"Customer_Name":"Bistro Koprivka","Customer_Web":"https://koprivka.example","Contact_Person":"Luka Zorman","Contact_Mail":"luka@koprivka.example"}""",
        "Customer_Name")]
    [InlineData("""{"customer":{"name":"Amber Barrels","website":"https://amber.example"},"contact":{"first_name":"Ada","last_name":"Wolff","email":"ada@amber.example"}}""",
        "customer.name")]
    [InlineData("""{"customer":{"name":"Ada Wolff","email":"ada@amber.example","website":"https://amber.example"},"salesperson":{"email":"sam@seller.example"}}""",
        null)]
    public void A_customer_with_a_site_is_a_company_where_a_contact_is_named(string json, string? path) =>
        Assert.Equal(path, Path(LeadKey.CompanyName, json));

    [Fact]
    public void Who_bought_tickets_for_a_colleague_and_themselves_is_the_lead() =>
        Assert.Equal("buyer.email", Email($$"""{"buyer":{{Ada}},"attendees":[{{Bob}},{{Ada}}]}"""));

    [Theory]
    [InlineData("end_customer", "dealer")]
    [InlineData("customer", "wholesaler")]
    [InlineData("client_final", "concessionnaire")]
    [InlineData("cliente", "distribuidor")]
    [InlineData("eindklant", "groothandel")]
    [InlineData("ordered_by", "bill_to")]
    [InlineData("besteller", "rechnungsempfanger")]
    [InlineData("ordered-by", "ship-to")]
    [InlineData("orderer", "payer")]
    [InlineData("customer", "invoice_contact")]
    [InlineData("comprador", "pagador")]
    [InlineData("commande_par", "facture_a")]
    [InlineData("applicant", "co_applicant")]
    [InlineData("lessee", "lessor")]
    [InlineData("claimant", "adjuster")]
    [InlineData("giftee", "gifter")]
    [InlineData("consignee", "shipper")]
    [InlineData("indicado", "quem_indicou")]
    [InlineData("kunde", "wer_hat_empfohlen")]
    [InlineData("customer", "who_recommended_you")]
    [InlineData("cliente", "persona_que_refiere")]
    [InlineData("contact", "coordinator")]
    [InlineData("signer", "receiver")]
    [InlineData("signer", "cc_recipient")]
    [InlineData("signer", "validator")]
    [InlineData("signer", "observer")]
    [InlineData("customer", "copied_to")]
    [InlineData("unterzeichner", "in_kopie")]
    [InlineData("signataire", "destinataire_en_copie")]
    [InlineData("firmante", "validador")]
    [InlineData("signatario", "em_copia")]
    [InlineData("firmatario", "per_conoscenza")]
    [InlineData("ondertekenaar", "meelezer")]
    public void Who_stands_between_pays_or_refers_gives_way_in_either_order(string lead, string other) => LeadsInEitherOrder(lead, other);

    [Theory]
    [InlineData("dealer")]
    [InlineData("bill_to")]
    [InlineData("payer")]
    [InlineData("ordered_by")]
    [InlineData("referido")]
    [InlineData("buyer")]
    [InlineData("co_applicant")]
    public void Each_of_them_is_the_lead_alone(string role) => Assert.Equal($"{role}.email", Email($$"""{"{{role}}":{{Ada}} }"""));

    [Theory]
    [InlineData("quem_indicou")]
    [InlineData("recomendado_por")]
    [InlineData("referred_by")]
    [InlineData("wer_hat_sie_geworben")]
    [InlineData("landlord")]
    [InlineData("adjuster")]
    public void Who_refers_or_serves_is_nobody_to_us_even_alone(string role) => Assert.Null(Email($$"""{"{{role}}":{{Ada}} }"""));

    [Theory]
    [InlineData("cc")]
    [InlineData("bcc")]
    public void Who_gets_a_copy_of_a_document_gives_way_to_who_signs_it(string copies)
    {
        Assert.Equal("signers.0.email", Email($$"""{"{{copies}}":[{{Bob}}],"signers":[{{Ada}}]}"""));
        Assert.Equal("email", Email($$"""{"{{copies}}":[{{Bob}}],"name":"Ada Wolff","email":"ada@amber.example"}"""));
    }

    [Fact]
    public void Who_was_referred_leads_by_the_address_alone_where_nobody_is_named_besides() =>
        Assert.Equal("Referred email", Email("""{"Referred email":"ada@amber.example","Note":"call"}"""));

    [Fact]
    public void An_end_customer_that_is_only_counted_displaces_nobody() =>
        Assert.Equal("customer.email", Email($$"""{"customer":{{Ada}},"end_customers":3,"dealer":{{Bob}} }"""));

    [Theory]
    [InlineData("""{"Bill to name":"Bob Fox","Bill to email":"bob@fox.example","Name":"Ada Wolff","Email":"ada@amber.example"}""", "Email")]
    [InlineData("""{"guest_email":"bob@fox.example","customer_email":"ada@amber.example"}""", "customer_email")]
    [InlineData("""{"zerbstung":{"name":"Bob Fox","email":"bob@fox.example"},"name":"Ada Wolff","email":"ada@amber.example"}""", "email")]
    public void Who_is_at_the_edge_or_unknown_gives_way_in_flat_keys_as_well(string json, string path) => Assert.Equal(path, Email(json));

    [Theory]
    [InlineData("""{"barcode":"140","ticket":"VIP","buyer":{{Bob}},"owner":{{Ada}} }""", "owner.email")]
    [InlineData("""{"ticket":"Cannot log in","buyer":{{Bob}},"owner":{{Ada}} }""", "buyer.email")]
    public void The_owner_of_a_ticket_holds_it_and_that_of_a_case_is_ours(string json, string path) =>
        Assert.Equal(path, Email(json.Replace("{{Ada}}", Ada, StringComparison.Ordinal).Replace("{{Bob}}", Bob, StringComparison.Ordinal)));

    [Theory]
    [InlineData("""{"businessName":"Amber Diner","reviewer":{"name":"Ada Wolff","email":"ada@wolff.example"}}""", null)]
    [InlineData("""{"reviewer":{"name":"Ada Wolff","email":"ada@amber.example","business_name":"Amber Ltd"}}""", "reviewer.business_name")]
    public void The_business_that_is_reviewed_is_not_the_reviewers(string json, string? path) => Assert.Equal(path, Path(LeadKey.CompanyName, json));

    private static void LeadsInEitherOrder(string lead, string other)
    {
        Assert.Equal($"{lead}.email", Email($$"""{"{{lead}}":{{Ada}},"{{other}}":{{Bob}} }"""));
        Assert.Equal($"{lead}.email", Email($$"""{"{{other}}":{{Bob}},"{{lead}}":{{Ada}} }"""));
        Assert.Equal($"{lead}_email",
            Email($$"""{"{{other}}_name":"Bob Fox","{{other}}_email":"bob@fox.example","{{lead}}_name":"Ada Wolff","{{lead}}_email":"ada@amber.example"}"""));
    }

    private static string? Email(string json) => Path(LeadKey.Email, json);

    [Theory]
    [InlineData("""{"event":{"related_signer":{"name":"Ada Wolff","email":"ada@amber.example"}},"document":{"custom_requester_name":"Sam Holt","custom_requester_email":"sam@seller.example"}}""",
        "event.related_signer.email")]
    [InlineData("""{"requester":{"name":"Ada Wolff","email":"ada@amber.example"},"ticket":{"subject":"Price"}}""", "requester.email")]
    [InlineData("""{"content":{"document_name":"Order","initiator_email":"sam@seller.example","signer":"ada@amber.example"}}""", "content.signer")]
    [InlineData("""{"requester":{"name":"Ada Wolff","email":"ada@amber.example","company":"Amber"},"signer_name":"Karl Wolff"}""", "requester.email")]
    public void Who_asks_others_to_sign_is_ours(string json, string path) => Assert.Equal(path, Path(LeadKey.Email, json));

    [Theory]
    [InlineData("""{"event_type":"referral_invite","attributes":{"advocate_name":"Bob Fox","friend_email":"ada@gmail.com","customer_email":"bob@icloud.com"}}""",
        "attributes.friend_email")]
    [InlineData("""{"event":"referral_created","referral":{"first_name":"Ada","last_name":"Wolff","email":"ada@amber.example"},"contact":{"name":"Bob Fox","email":"bob@fox.example"}}""",
        "referral.email")]
    [InlineData("""{"event":"lead.created","referral":{"name":"Bob Fox","email":"bob@fox.example"},"contact":{"name":"Ada Wolff","email":"ada@amber.example"}}""",
        "contact.email")]
    [InlineData("""{"event":"referral.submitted","candidate":{"name":"Ada Wolff","email":"ada@amber.example"},"referral":{"name":"Bob Fox","email":"bob@fox.example"}}""",
        "candidate.email")]
    [InlineData("""{"event":"order.paid","customer":{"name":"Ada Wolff","email":"ada@amber.example"},"referred_by":"Bob Fox","friend":{"name":"Bob Fox","email":"bob@fox.example"}}""",
        "customer.email")]
    public void Who_was_invited_leads_where_the_event_is_called_for_it_or_who_invited_is_named(string json, string path) =>
        Assert.Equal(path, Path(LeadKey.Email, json));

    [Theory]
    [InlineData("""{"interessent":{"vorname":"Ada","nachname":"Wolff","email":"info@amber.example"},"ansprechpartner":{"name":"Sam Holt","email":"sam@seller.example"}}""",
        "interessent.email")]
    [InlineData("""{"interessent":{"firma":"Amber GmbH"},"ansprechpartner":{"name":"Ada Wolff","email":"ada@amber.example"}}""", "ansprechpartner.email")]
    [InlineData("""{"anfragender":{"nachname":"Amber GmbH","ansprechpartner":{"vorname":"Ada","nachname":"Wolff","email":"ada@amber.example"}}}""",
        "anfragender.ansprechpartner.email")]
    public void Whom_to_ask_is_ours_where_who_asks_is_a_person(string json, string path) => Assert.Equal(path, Path(LeadKey.Email, json));

    [Theory]
    [InlineData("""{"event":"new_suggestion","suggestion":{"title":"Export","creator":{"name":"Ada Wolff","email":"ada@amber.example"}}}""",
        "suggestion.creator.email")]
    [InlineData("""{"deal":{"title":"Export","creator":{"name":"Sam Holt","email":"sam@seller.example"}}}""", null)]
    public void Who_wishes_for_something_is_a_customer(string json, string? path) => Assert.Equal(path, Path(LeadKey.Email, json));

    [Theory]
    [InlineData("""{"type":"share.view","share":{"id":"s1"},"user":{"fullName":"Sam Holt","email":"sam@seller.example"},"recipient":{"fullName":"Ada Wolff","email":"ada@amber.example","company":"Amber"}}""",
        "recipient.email")]
    [InlineData("""{"user":{"fullName":"Ada Wolff","email":"ada@amber.example","company":"Amber"},"recipient":{"fullName":"Sam Holt","email":"sam@seller.example"}}""",
        "user.email")]
    [InlineData("""{"event":"voucher.ordered","user":{"fullName":"Ada Wolff","email":"ada@amber.example"},"recipient":{"fullName":"Bob Fox","email":"bob@fox.example","company":"Fox"}}""",
        "user.email")]
    public void A_user_without_an_employer_gives_way_to_a_recipient_with_one(string json, string path) => Assert.Equal(path, Path(LeadKey.Email, json));

    [Theory]
    [InlineData("""{"registered_by":{"name":"Ada Wolff","email":"ada@amber.example","employer":"Amber"},"students":[{"name":"Bob Fox","email":"bob@amber.example"}]}""",
        "registered_by.email")]
    [InlineData("""{"booked_by":{"name":"Sam Holt","email":"sam@seller.example","jobTitle":"SDR"},"attendees":[{"name":"Ada Wolff","email":"ada@amber.example"}]}""",
        "attendees.0.email")]
    public void Who_books_for_colleagues_is_the_lead_and_who_books_for_others_is_not(string json, string path) => Assert.Equal(path, Path(LeadKey.Email, json));

    [Theory]
    [InlineData("""{"packet":{"requester":{"email":"sam@seller.example"},"signer":{"email":"ada@amber.example"}}}""", "packet.signer.email")]
    [InlineData("""{"requester_email":"sam@seller.example","requester_name":"Sam Holt","packets":[{"key":"signer-1","name":"Ada Wolff","email":"ada@amber.example"}]}""",
        "packets.0.email")]
    [InlineData("""{"review":{"reviewer":{"name":"Ada Wolff","email":"ada@amber.example"},"business":{"name":"Seller Ltd","website":"https://seller.example"}}}""",
        "review.reviewer.email")]
    public void Who_signs_or_reviews_is_the_lead(string json, string path) => Assert.Equal(path, Path(LeadKey.Email, json));

    [Theory]
    [InlineData("""{"exhibitor":{"name":"Seller Ltd","contactEmail":"fair@seller.example"},"badge":{"holder":"Ada Wolff","holderMail":"ada@amber.example"}}""",
        "badge.holderMail")]
    [InlineData("""{"event":"exhibitor.registered","exhibitor":{"name":"Ada Wolff","email":"ada@amber.example","company":"Amber"}}""", "exhibitor.email")]
    public void An_exhibitor_gives_way_to_whose_badge_was_scanned(string json, string path) => Assert.Equal(path, Path(LeadKey.Email, json));

    [Theory]
    [InlineData("""{"event":"proposal_viewed","proposal":{"recipient":{"first_name":"Ada","last_name":"Wolff","email":"ada@amber.example","company_name":"Amber"},"company":{"name":"Seller","email":"desk@seller.example"},"contact_person":{"name":"Sam Holt","email":"sam@seller.example"}}}""",
        "proposal.recipient.email")]
    [InlineData("""{"event":"quote_requested","quote":{"id":3},"contact":{"name":"Ada Wolff","email":"ada@amber.example","company":"Amber"},"recipient":{"name":"Sam Holt","email":"sam@seller.example","company":"Seller"}}""",
        "contact.email")]
    public void Who_looked_at_what_was_sent_is_the_lead(string json, string path) => Assert.Equal(path, Path(LeadKey.Email, json));

    [Theory]
    [InlineData("""{"customer":{"name":"Amber Lda.","email":"geral@amber.example","contact_name":"Ada Wolff","contact_email":"ada@amber.example"}}""",
        "customer.contact_email")]
    [InlineData("""{"client":{"name":"Amber Lda","email":"geral@amber.example","preferred_contact":{"name":"Ada Wolff","email":"ada@amber.example"}}}""",
        "client.preferred_contact.email")]
    public void A_customer_that_has_a_contact_is_a_company(string json, string path) => Assert.Equal(path, Path(LeadKey.Email, json));
}
