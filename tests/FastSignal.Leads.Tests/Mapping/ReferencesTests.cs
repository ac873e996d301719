using static FastSignal.Leads.Tests.Suggested;

namespace FastSignal.Leads.Tests;

public sealed class ReferencesTests
{
    private const string Included = """[{"type":"people","id":"31","attributes":{"full-name":"Sam Holt","email":"sam@seller.example"}},{"type":"people","id":"8","attributes":{"full-name":"Ada Wolff","email":"ada@amber.example"}}]""";

    private const string Deal = """{"data":{"type":"deals","id":"1","relationships":{"owner":{"data":{"type":"people","id":"31"}},"contact":{"data":{"type":"people","id":"8"}}}},"included":""";
    private const string Task = """{"data":{"type":"tasks","id":"1","relationships":{"assignee":{"data":{"type":"people","id":"31"}},"creator":{"data":{"type":"people","id":"8"}}}},"included":""";

    [Fact]
    public void Who_is_included_is_what_the_relationship_says() =>
        Assert.Equal("included.1.attributes.email", Path(LeadKey.Email, Deal + Included + "}"));

    [Fact]
    public void Where_all_who_are_included_are_ours_nobody_is_the_lead() =>
        Assert.Null(Path(LeadKey.Email, Task + Included + "}"));

    [Fact]
    public void An_owner_alone_may_be_the_customer() =>
        Assert.Equal("included.0.attributes.email", Path(LeadKey.Email,
            """{"data":{"type":"workspaces","id":"1","attributes":{"name":"Amber Labs","domain":"amber.example"},"relationships":{"owner":{"data":{"type":"users","id":"7"}}}},"included":[{"type":"users","id":"7","attributes":{"name":"Ada Wolff","email":"ada@amber.example"}}]}"""));

    [Fact]
    public void An_id_of_another_type_is_another() =>
        Assert.Equal("included.0.attributes.email", Path(LeadKey.Email,
            """{"data":{"type":"deals","id":"1","relationships":{"owner":{"data":{"type":"users","id":"8"}}}},"included":[{"type":"people","id":"8","attributes":{"full-name":"Ada Wolff","email":"ada@amber.example"}}]}"""));

    [Theory]
    [InlineData("""{"creator":{"data":{"type":"people","id":"8"}},"contact":{"data":{"type":"people","id":"8"}},"assignee":{"data":{"type":"people","id":"31"}}}""")]
    [InlineData("""{"assignee":{"data":{"type":"people","id":"31"}},"contact":{"data":{"type":"people","id":"8"}},"creator":{"data":{"type":"people","id":"8"}}}""")]
    public void Who_created_it_may_be_its_contact_as_well(string relationships) =>
        Assert.Equal("included.1.attributes.email",
            Path(LeadKey.Email, "{\"data\":{\"type\":\"tasks\",\"id\":\"1\",\"relationships\":" + relationships + "},\"included\":" + Included + "}"));
}
