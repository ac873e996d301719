using static FastSignal.Leads.Tests.Suggested;

namespace FastSignal.Leads.Tests;

public sealed class TableColumnsTests
{
    [Theory]
    [InlineData("""{"columns":["id","contact","email","company"],"rows":[[7,"Ada Wolff","ada@amber.example","Amber Foods"]]}""", "rows.0.2")]
    [InlineData("""{"job":"push","columns":["email","contact"],"rows":[["ada@amber.example","Ada Wolff"],["bo@dahl.example","Bo Dahl"]]}""", "rows.0.0")]
    [InlineData("""{"data":{"cols":[{"name":"id"},{"name":"email"}],"rows":[[7,"ada@amber.example"]]}}""", "data.rows.0.1")]
    [InlineData("""{"kolommen":["nr","e_mail"],"rij":[7,"ada@amber.example"]}""", "rij.1")]
    public void A_cell_is_called_as_its_column(string json, string path) => Assert.Equal(path, Path(LeadKey.Email, json));

    [Fact]
    public void The_column_of_the_owner_is_not_the_leads() =>
        Assert.Equal("rows.0.1", Path(LeadKey.Email, """{"columns":["owner_email","email"],"rows":[["sam@seller.example","ada@amber.example"]]}"""));

    [Fact]
    public void The_company_of_a_row_is_named_by_its_column() =>
        Assert.Equal("rows.0.1", Path(LeadKey.CompanyName, """{"columns":["email","company"],"rows":[["ada@amber.example","Dahl & Sons"]]}"""));

    [Fact]
    public void What_is_around_a_table_says_whose_its_rows_are() =>
        Assert.Equal("leads.rows.0.1", Path(LeadKey.Email,
            """{"owners":{"columns":["name","email"],"rows":[["Sam Holt","sam@seller.example"]]},"leads":{"columns":["name","email"],"rows":[["Ada Wolff","ada@amber.example"]]}}"""));

    [Fact]
    public void A_column_that_is_called_otherwise_in_another_sample_has_no_name()
    {
        var one = TestLeaves.Of("""{"columns":["note","company"],"rows":[["x","Amber Foods"]]}""");
        var other = TestLeaves.Of("""{"columns":["company","note"],"rows":[["Dahl Sons","y"]]}""");
        Assert.False(MappingSuggester.Suggest(SignalTarget.Companies, [one, other]).Mapping.TryGet(LeadKey.CompanyName, out _));
    }
}
