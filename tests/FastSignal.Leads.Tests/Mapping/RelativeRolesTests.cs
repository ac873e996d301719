namespace FastSignal.Leads.Tests;

public sealed class RelativeRolesTests
{
    [Theory]
    [InlineData("""{"referrer":{"name":"Bob Fox","email":"bob@fox.example"},"friend":{"name":"Ada Wolff","email":"ada@amber.example"}}""", "friend.email")]
    [InlineData("""{"friend_name":"Ada Wolff","friend_email":"ada@amber.example"}""", "friend_email")]
    [InlineData("""{"supplier":{"legal_name":"Amber Foods Ltd","contact":{"name":"Ada Wolff","email":"ada@amber.example"}},"approved_by":{"email":"sam@seller.example"}}""", "supplier.contact.email")]
    [InlineData("""{"speaker":{"name":"Ada Wolff","email":"ada@amber.example"}}""", "speaker.email")]
    public void Who_is_somebody_else_by_role_is_the_lead_where_nobody_is_better(string json, string path) => Assert.Equal(path, Email(json));

    [Theory]
    [InlineData("""{"friend":{"name":"Bob Fox","email":"bob@fox.example"},"lead":{"email":"ada@amber.example"}}""", "lead.email")]
    [InlineData("""{"supplier":{"contact":{"email":"bob@fox.example"}},"customer":{"email":"ada@amber.example"}}""", "customer.email")]
    [InlineData("""{"event":{"speaker":{"name":"Bob Fox","email":"bob@fox.example"}},"attendee":{"email":"ada@amber.example"}}""", "attendee.email")]
    public void Somebody_else_gives_way_to_a_better_one(string json, string path) => Assert.Equal(path, Email(json));

    [Theory]
    [InlineData("""{"event":"speaker_confirmed","member":{"name":"Bob Fox","email":"bob@fox.example"},"speaker":{"name":"Ada Wolff","email":"ada@amber.example"}}""", "speaker.email")]
    [InlineData("""{"event":"session_changed","member":{"name":"Bob Fox","email":"bob@fox.example"},"speaker":{"name":"Ada Wolff","email":"ada@amber.example"}}""", "member.email")]
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

    private static string? Email(string json) =>
        MappingSuggester.Suggest(SignalTarget.People, [TestLeaves.Of(json)]).Mapping.TryGet(LeadKey.Email, out var paths) ? Assert.Single(paths) : null;
}
