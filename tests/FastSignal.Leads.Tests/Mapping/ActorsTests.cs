using static FastSignal.Leads.Tests.Suggested;

namespace FastSignal.Leads.Tests;

public sealed class ActorsTests
{
    [Theory]
    [InlineData("""{"event":"response.created","user":{"id":7,"name":"Sam Holt","email":"sam@seller.example","role":"Manager"},"contact":null}""", null)]
    [InlineData("""{"event":"response.created","user":{"id":7,"name":"Ada Wolff","email":"ada@amber.example","phone":"+15125550147"},"contact":null}""",
        "user.email")]
    [InlineData("""{"event":"response.created","user":{"id":7,"name":"Ada Wolff","email":"ada@amber.example","role":"Manager"}}""", "user.email")]
    [InlineData("""{"event":"call.ended","user":{"id":7,"name":"Sam Holt","email":"sam@seller.example"},"contact":{"id":9,"email":"","phone":"+15125550147"}}""",
        "contact.email")]
    [InlineData("""{"event":"alert","username":"sam@seller.example","org":{"name":"Seller"}}""", null)]
    [InlineData("""{"event":"export.done","user":{"name":"Sam Holt","email":"sam@seller.example"},"customer_name":null,"customer_email":null}""",
        "customer_email")]
    [InlineData("""{"event":"login","user":{"username":"ada@amber.example","id":1}}""", "user.username")]
    [InlineData("""{"username":"ada@amber.example","first_name":"Ada","last_name":"Wolff"}""", "username")]
    public void Who_only_did_something_is_not_the_lead_whose_place_is_empty(string json, string? path) => Assert.Equal(path, Path(LeadKey.Email, json));

    [Theory]
    [InlineData("""{"_links":{"parent":{"href":"/api/v2/auditlog"}},"member":{"firstName":"Sam","lastName":"Holt","email":"sam@seller.example"},"target":{"name":"New page"}}""",
        null)]
    [InlineData("""{"event":"audit_log.created","actor":{"name":"Sam Holt","email":"sam@seller.example"}}""", null)]
    [InlineData("""{"audit-id":"au-9","action":"secret.rotated","actor":{"login":"sre","email":"sre@seller.example"}}""", null)]
    [InlineData("""{"eventName":"tool::config_change","user":{"name":"Sam Holt","email":"sam@seller.example"}}""", null)]
    [InlineData("""{"event":"feature.updated","object":"feature","user":{"name":"Sam Holt","email":"sam@seller.example"}}""", null)]
    [InlineData("""{"event":"audit.requested","member":{"name":"Ada Wolff","email":"ada@amber.example"}}""", "member.email")]
    [InlineData("""{"event":"feature.used","feature":"audit_log","user":{"name":"Ada Wolff","email":"ada@amber.example"}}""", "user.email")]
    public void Who_acts_in_an_audit_log_is_one_of_ours(string json, string? path) => Assert.Equal(path, Path(LeadKey.Email, json));

    [Theory]
    [InlineData("""{"type":"person.created","author":"sam@seller.example","data":{"entityName":"person","entityId":7}}""", null)]
    [InlineData("""{"type":"comment.created","author":"ada@amber.example","data":{"text":"How much is it?"}}""", "author")]
    [InlineData("""{"event":"chat.started","author":{"name":"Ada Wolff","email":"ada@amber.example"}}""", "author.email")]
    [InlineData("""{"user":{"name":"Ada Wolff","email":"ada@amber.example"},"properties":{"feature_created":3}}""", "user.email")]
    public void Who_wrote_down_a_record_is_ours_and_who_wrote_a_text_may_lead(string json, string? path) => Assert.Equal(path, Path(LeadKey.Email, json));

    [Theory]
    [InlineData("""{"event":"IncomingCall","from":"+4922155500199","to":"+4922155500100","user":{"name":"Sam Holt","email":"sam@seller.example"}}""", null)]
    [InlineData("""{"event":"phone.callee_missed","call_id":"7","caller":{"phone_number":"+442079460123"},"callee":{"name":"Sam Holt","email":"sam@seller.example"}}""",
        null)]
    [InlineData("""{"event":"call.ended","from":"+442079460123","to":"+442079460199","customer":{"name":"Ada Wolff","email":"ada@amber.example"},"user":{"name":"Sam Holt","email":"sam@seller.example"}}""",
        "customer.email")]
    [InlineData("""{"event":"Demo Call Scheduled","user":{"name":"Ada Wolff","email":"ada@amber.example"}}""", "user.email")]
    [InlineData("""{"event":"first_api_call","user":{"name":"Ada Wolff","email":"ada@amber.example"},"call":{"status":200}}""", "user.email")]
    [InlineData("""{"event":"call_requested","phone_number":"+442079460123","user":{"name":"Ada Wolff","email":"ada@amber.example"}}""", "user.email")]
    public void The_user_of_a_telephone_is_whoever_it_rings(string json, string? path) => Assert.Equal(path, Path(LeadKey.Email, json));

    [Theory]
    [InlineData("""{"event":{"type":"update_column","columnTitle":"Stage","value":{"label":"Won"},"previousValue":{"label":"Open"},"user":{"name":"Sam Holt","email":"sam@seller.example"}}}""",
        null)]
    [InlineData("""{"event":"plan.changed","previous_plan":"free","user":{"name":"Ada Wolff","email":"ada@amber.example"}}""", "user.email")]
    [InlineData("""{"event":"updated","previousValue":"free","contact":{"name":"Ada Wolff","email":"ada@amber.example"},"user":{"name":"Sam Holt","email":"sam@seller.example"}}""",
        "contact.email")]
    public void Who_changed_a_field_of_a_record_is_ours(string json, string? path) => Assert.Equal(path, Path(LeadKey.Email, json));

    [Fact]
    public void The_user_by_whom_something_was_changed_is_ours() =>
        Assert.Null(Path(LeadKey.Email, """{"organizationName":"Seller","changedByUserEmail":"sam@seller.example","changedByUserName":"Sam Holt"}"""));
}
