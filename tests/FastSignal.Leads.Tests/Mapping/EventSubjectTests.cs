using static FastSignal.Leads.Tests.Suggested;

namespace FastSignal.Leads.Tests;

public sealed class EventSubjectTests
{
    private const string User = """{"name":"Sam Holt","email":"sam@seller.example"}""";

    [Theory]
    [InlineData("webhook", "contractor.add", "contractor")]
    [InlineData("event", "kursgast.created", "kursgast")]
    public void The_record_that_the_event_is_called_for_holds_the_lead(string key, string name, string record) =>
        Assert.Equal(record
            + ".email", Path(LeadKey.Email,
                $$$"""{"{{{key}}}":"{{{name}}}","{{{record}}}":{"name":"Amber Foods","email":"ada@amber.example"},"user":{{{User}}}}"""));

    [Theory]
    [InlineData("deal.updated", "deal")]
    [InlineData("task.created", "task")]
    public void A_thing_that_the_event_is_called_for_is_nobody(string name, string record) =>
        Assert.Equal("contact.email", Path(LeadKey.Email,
            $$$"""{"event":"{{{name}}}","{{{record}}}":{"title":"Pumps","email":"deals@seller.example"},"contact":{"name":"Ada Wolff","email":"ada@amber.example"}}"""));
}
