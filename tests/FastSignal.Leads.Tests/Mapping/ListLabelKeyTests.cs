namespace FastSignal.Leads.Tests;

public sealed class ListLabelKeyTests
{
    [Fact]
    public void The_key_that_says_fields_beside_a_value_that_agrees_has_the_labels() =>
        Assert.Equal("item", ListLabelKey.Find(
            [[("item", "Full name"), ("sort", "text"), ("reply", "Ada Wolff")], [("item", "Email"), ("sort", "text"), ("reply", "ada@amber.example")]]));

    [Theory]
    [InlineData("Full name", "Email", "soon")] // Nothing holds an address.
    [InlineData("Budget", "Email", "ada@amber.example")] // One field is a chance.
    public void A_key_that_nothing_proves_has_none(string first, string second, string value) =>
        Assert.Null(ListLabelKey.Find([[("item", first), ("reply", "Ada Wolff")], [("item", second), ("reply", value)]]));

    [Fact]
    public void Every_element_must_have_it() =>
        Assert.Null(ListLabelKey.Find(
            [[("item", "Full name"), ("reply", "Ada Wolff")], [("item", "Email"), ("reply", "ada@amber.example")], [("reply", "yes")]]));
}
