using static FastSignal.Leads.Tests.Suggested;

namespace FastSignal.Leads.Tests;

public sealed class ReportTests
{
    private const string Counts = "\"totals\":{\"visitors\":1204,\"chats\":38,\"missed\":4,\"rating\":4.4}";

    [Theory]
    [InlineData("\"report\":\"daily_visits\"")]
    [InlineData("\"report_type\":\"weekly_summary\"")]
    [InlineData("\"event\":\"campaign.report\"")]
    [InlineData("\"kind\":\"saved_search_digest\"")]
    [InlineData("\"raport\":\"kampanie_tydzien\"")]
    [InlineData("\"digest\":{\"query\":\"pumps\"}")]
    public void A_report_is_about_nobody(string name)
    {
        var json = $$"""{ {{name}},"account":{"company":"Seller Ltd","website":"https://seller.example","email":"info@seller.example"},"generated_for":{"name":"Sam Holt","email":"sam@seller.example"},{{Counts}} }""";
        Assert.Null(Path(LeadKey.Email, json));
        Assert.Null(Path(LeadKey.CompanyName, json, SignalTarget.Companies));
        Assert.Null(Path(LeadKey.CompanyDomain, json, SignalTarget.Companies));
    }

    [Theory]
    [InlineData("""{"pipeline":"scores","run_id":"8812","status":"SUCCEEDED","rows":40122,"account":{"name":"Seller","email":"ops.team@seller.example"}}""")]
    [InlineData("""{"importer_id":"a91c","event":"run.success","rows_count":1822,"account":{"email":"revops@seller.example"}}""")]
    [InlineData("""{"run_id":"8","status":"succeeded","bytes":5368709120,"account":{"email":"ops.team@seller.example"}}""")]
    public void A_run_of_a_program_is_about_nobody(string json) => Assert.Null(Path(LeadKey.Email, json));

    [Theory]
    [InlineData("""{"report":"state-of-pumps-2026","email":"ada@amber.example","name":"Ada Wolff","a":1,"b":2,"c":3,"d":4}""", "email")]
    [InlineData("""{"event":"exported_first_report","user":{"name":"Ada Wolff","email":"ada@amber.example"},"metrics":{"a":1,"b":2,"c":3,"d":4}}""",
        "user.email")]
    [InlineData("""{"event":"signup","user":{"name":"Ada Wolff","email":"ada@amber.example"},"stats":{"a":1,"b":2,"c":3,"d":4}}""", "user.email")]
    [InlineData("""{"sync_id":"s1","status":"success","rows":2,"records":[{"email":"ada@amber.example"},{"email":"bo@dahl.example"}]}""", "records.0.email")]
    public void What_counts_beside_somebody_is_no_report(string json, string path) => Assert.Equal(path, Path(LeadKey.Email, json));
}
