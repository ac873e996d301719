using static FastSignal.Leads.Tests.Suggested;

namespace FastSignal.Leads.Tests;

public sealed class MessageDirectionTests
{
    [Fact]
    public void The_customer_whom_a_message_is_from_is_the_lead_and_has_a_company() =>
        Assert.Equal(["from_contact.organization.name"], MappingSuggester.Suggest(SignalTarget.People,
            [TestLeaves.Of("""{"from_contact":{"name":"Ada Wolff","email":"ada@amber.example","organization":{"name":"Amber Foods"}},"channel":{"name":"Desk","value":"desk@seller.example"}}""")]).Mapping.TryGet(LeadKey.CompanyName,
                out var paths) ? paths : []);

    [Theory]
    [InlineData("""{"sender":{"name":"Ada Wolff","email":"ada.w84@gmail.com"},"recipient":{"name":"Sam Holt","email":"sam@seller.example"}}""", "sender.email")]
    [InlineData("""{"sender":{"name":"Sam Holt","email":"sam@seller.example"},"recipient":{"name":"Ada Wolff","email":"ada.w84@gmail.com"}}""",
        "recipient.email")]
    [InlineData("""{"sender":{"name":"Sam Holt","email":"sam@seller.example"},"recipient":{"name":"Ada Wolff","email":"ada@amber.example"}}""",
        "recipient.email")]
    [InlineData("""{"sender":{"name":"Ada Wolff","email":"ada.w84@btinternet.com"},"recipient":{"email":"leeds@seller.example"}}""", "sender.email")]
    public void Nobody_writes_for_us_from_a_private_address(string json, string path) => Assert.Equal(path, Path(LeadKey.Email, json));

    [Theory]
    [InlineData("""{"event":"CampaignSentEvent","name":"Release notes","from_email":"news@seller.example","from_name":"Sam at Seller"}""")]
    [InlineData("""{"status":"fertig","kampagne":{"name":"Herbst","absenderName":"Sam Holt","absenderEmail":"fairs@seller.example"}}""")]
    public void Who_sent_a_mailing_is_nobody(string json) => Assert.Null(Path(LeadKey.Email, json));

    [Theory]
    [InlineData("""{"event":"replied","sender":{"email":"sam@seller.example","name":"Sam Holt"},"recipient":{"email":"contact@amber.example","merge_fields":{"first_name":"Ada","company":"Amber"}}}""",
        null)]
    [InlineData("""{"event":"email.opened","from":"sam.holt@seller.example","to":"ceo@amber.example","full_name":"Sam Holt"}""", "to")]
    [InlineData("""{"event":"email.opened","from":"sam@seller.example","to":"vertrieb@amber.example"}""", "to")]
    public void Who_was_written_to_is_the_lead_of_a_campaign(string json, string? path) => Assert.Equal(path, Path(LeadKey.Email, json));

    [Theory]
    [InlineData("""{"eventType":"message","waId":"254722418903","senderName":"Ada Wolff","text":"How much?","operatorName":"Sam Holt","operatorEmail":"sam@seller.example"}""",
        "senderName")]
    [InlineData("""{"type":"message","payload":{"type":"text","sender":{"phone":"919820114477","name":"Ada Wolff"}}}""", "payload.sender.name")]
    [InlineData("""{"type":"sms","sender":{"phone":"919820114477","name":"Sam Holt"},"recipient":{"phone":"4479460123"}}""", null)]
    [InlineData("""{"waId":"254722418903","senderName":"Sam Holt","contact":{"name":"Ada Wolff"}}""", "contact.name")]
    [InlineData("""{"direction":"outbound","wa_id":"254722418903","sender":{"name":"Sam Holt"},"text":"Hello"}""", null)]
    public void Who_alone_is_named_in_a_chat_is_who_wrote(string json, string? path) => Assert.Equal(path, Path(LeadKey.FullName, json));

    [Theory]
    [InlineData("""{"InquiryID":"TK9","From":{"Name":"Ada Wolff","Company":"Amber","Email":"ada@amber.example"},"To":{"Name":"Sam Holt","Company":"Seller","Email":"sam@seller.example"}}""",
        "From.Email")]
    [InlineData("""{"type":"RFQ","sender":{"name":"Ada Wolff","email":"ada@amber.example"},"recipient":{"company":"Seller","email":"sam@seller.example"}}""",
        "sender.email")]
    [InlineData("""{"inquiryId":"M9","sender":{"name":"Ada Wolff","email":"ada@amber.example"},"receiver":{"contact":"Sam Holt","email":"sam@seller.example"}}""",
        "sender.email")]
    [InlineData("""{"event":"email.sent","inquiry_id":7,"sender":{"email":"sam@seller.example"},"recipient":{"email":"ada@amber.example"}}""",
        "recipient.email")]
    [InlineData("""{"labelIds":["INBOX"],"subject":"Re: quick question","from":{"name":"Ada Wolff","email":"ada@amber.example"},"to":[{"name":"Sam Holt","email":"sam@seller.example"}]}""",
        "from.email")]
    [InlineData("""{"in_reply_to":"<4@seller.example>","from":{"address":"ada@amber.example"},"to":[{"address":"sam@seller.example"}],"matched_account":{"name":"Amber","domain":"amber.example"}}""",
        "from.address")]
    [InlineData("""{"event":"email.opened","subject":"Our offer for your inquiry","from":{"name":"Sam Holt","email":"sam@seller.example"},"to":{"email":"ada@amber.example"}}""",
        "to.email")]
    [InlineData("""{"event":"email.opened","inquiry_id":null,"from":{"email":"sam@seller.example"},"to":{"email":"ada@amber.example"}}""", "to.email")]
    [InlineData("""{"event":"email.opened","reply_to":"sam@seller.example","company":{"name":"Seller Ltd","website":"seller.example"},"sender":{"name":"Sam Holt","email":"sam@seller.example"},"recipient":{"name":"Ada Wolff","email":"ada@amber.example"}}""",
        "recipient.email")]
    public void Who_asks_or_answers_is_the_lead(string json, string path) => Assert.Equal(path, Path(LeadKey.Email, json));

    [Theory]
    [InlineData("""{"sender":{"full_name":"Sam Holt","email":"sam@seller.example","profile_url":"https://linkedin.com/in/sam-holt"},"lead":{"full_name":"Ada Wolff","email":null,"profile_url":"https://linkedin.com/in/ada-wolff"}}""",
        "lead.full_name")]
    [InlineData("""{"direction":"inbound","from":{"name":"Ada Wolff","email":"ada@amber.example"},"to":"sam@seller.example","contact":{"linkedin":"https://linkedin.com/in/ada-wolff"}}""",
        "from.name")]
    public void A_sender_with_a_profile_wrote_to_who_has_one(string json, string path) => Assert.Equal(path, Path(LeadKey.FullName, json));

    [Theory]
    [InlineData("""{"envelope":{"from":"ada@amber.example","to":"hello7@in.seller.example","helo_domain":"mail.amber.example"},"plain":"Please call me."}""",
        "envelope.from")]
    [InlineData("""{"event":"opened","from":"sam@seller.example","to":"ada@amber.example","dkim":"pass","spf":"pass"}""", "to")]
    public void Only_the_server_that_received_a_mail_was_greeted(string json, string path) => Assert.Equal(path, Path(LeadKey.Email, json));
}
