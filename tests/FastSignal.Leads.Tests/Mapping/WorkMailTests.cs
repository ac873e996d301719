using static FastSignal.Leads.Tests.Suggested;

namespace FastSignal.Leads.Tests;

public sealed class WorkMailTests
{
    [Theory]
    [InlineData("""{"contact":{"name":"Ada Wolff","emails":["ada.wolff@gmail.com","ada@amber.example"]}}""", "contact.emails.1")]
    [InlineData("""{"contact":{"name":"Ada Wolff","email":"ada.wolff@gmail.com","work_email":"info@amber.example"}}""", "contact.work_email")]
    [InlineData("""{"person":{"first_name":"Ada","last_name":"Wolff","company":"Amber Foods","emails":[{"name":"wolff@amber.example"},{"name":"ada.wolff@gmail.com"}]}}""",
        "person.emails.0.name")]
    public void A_persons_address_at_work_goes_before_a_private_one(string json, string path) => Assert.Equal(path, Email(json));

    [Theory]
    [InlineData("""{"contact":{"name":"Ada Wolff","email":"ada.wolff@gmail.com"},"owner":{"email":"sam@seller.example"}}""", "contact.email")]
    [InlineData("""{"contact":{"name":"Ada Wolff","email":"ada.wolff@gmail.com","other_email":"bo.lind@quarry.example"}}""", "contact.email")]
    public void A_private_address_stays_where_the_other_is_somebody_elses(string json, string path) => Assert.Equal(path, Email(json));

    [Fact]
    public void What_a_form_asked_for_goes_before_the_account_that_the_form_noted() =>
        Assert.Equal("answers.1.answer", Email(
            """{"respondentEmail":"ada.wolff@gmail.com","answers":[{"question":"Name","answer":"Ada Wolff"},{"question":"Email","answer":"ada@amber.example"},{"question":"Company","answer":"Amber Foods"}]}"""));

    private static string? Email(string json) =>
        Path(LeadKey.Email, json);
}
