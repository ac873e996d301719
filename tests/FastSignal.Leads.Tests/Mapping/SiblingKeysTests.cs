namespace FastSignal.Leads.Tests;

public sealed class SiblingKeysTests
{
    private static readonly Dictionary<string, string> NoLabels = [];

    [Theory]
    [InlineData("email2", "email", true)]
    [InlineData("email2", "email1", true)]
    [InlineData("email_2", "email", true)]
    [InlineData("Company2", "Phone", false)]
    [InlineData("Company", "Company2", false)]
    public void A_number_repeats_a_sibling_only_if_the_sibling_is_there(string key, string sibling, bool repeats) =>
        Assert.Equal(repeats, new SiblingKeys(["a." + key, "a." + sibling], NoLabels).HasEarlier("a", key));

    [Fact]
    public void A_word_that_most_keys_begin_with_is_the_senders_mark()
    {
        var siblings = new SiblingKeys(["x.acme_name", "x.acme_city", "x.acme_mail", "x.id", "acme_name"], NoLabels);
        Assert.True(siblings.IsSharedPrefix("x", "acme"));
        Assert.False(siblings.IsSharedPrefix("", "acme"));
    }

    [Fact]
    public void One_element_is_no_list()
    {
        Assert.True(new SiblingKeys(["0.a", "0.b"], NoLabels).IsOneElement);
        Assert.False(new SiblingKeys(["0.a", "1.a"], NoLabels).IsOneElement);
        Assert.False(new SiblingKeys([], NoLabels).IsOneElement);
    }

    [Fact]
    public void A_key_has_the_label_that_a_list_gives_it()
    {
        var siblings = new SiblingKeys(["data.f_1"], new Dictionary<string, string>(StringComparer.Ordinal) { ["f_1"] = "Email" });
        Assert.Equal("Email", siblings.LabelOf("f_1"));
        Assert.Null(siblings.LabelOf("f_2"));
    }
}
