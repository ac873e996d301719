namespace FastSignal.Leads.Tests;

public sealed class TextSearchTests
{
    private static readonly TextSearch Search = new(
        ForgettingBench.Keys("ann@x.io", "ann+tag@müller.example", "https://www.linkedin.com/in/ann-lee", "https://linkedin.com/company/brightforge"));

    [Theory]
    [InlineData("ann@x.io")]
    [InlineData("  ANN@X.IO ")]
    [InlineData("mailto:Ann@x.io")]
    [InlineData("Ann Lee <ann@x.io>")]
    [InlineData("ann@x.io.")]
    [InlineData("ann+tag@xn--mller-kva.example")]
    [InlineData("Ann+Tag@MÜLLER.example")]
    [InlineData("https://www.linkedin.com/in/ann-lee")]
    [InlineData("http://de.linkedin.com/in/Ann-Lee/?trk=x#about")]
    [InlineData("linkedin.com/in/ann%2Dlee/de")]
    [InlineData("in/ann-lee")]
    public void Every_spelling_of_a_key_is_the_key(string text) => Assert.Equal(Mention.ByKey, Find(text));

    [Theory]
    [InlineData("please write to ann@x.io, not to me")]
    [InlineData("to:ann@x.io;bob@x.io")]
    [InlineData("Ann (ANN@X.IO) asked.")]
    [InlineData("'ann@x.io'")]
    [InlineData("to='ann@x.io'")]
    [InlineData("...ann@x.io...")]
    [InlineData("- -ann@x.io")]
    [InlineData("bob@x.io,ann@x.io")]
    [InlineData("<ann@x.io> <bob@x.io>")]
    [InlineData("https://shop.example/?email=ann@x.io&page=2")]
    [InlineData("https://shop.example/?email=ann%40x.io&page=2")]
    [InlineData("https://shop.example/?email=ann%2Btag%40xn--mller-kva.example")]
    [InlineData("""{"email":"ann@x.io"}""")]
    [InlineData("""{"url":"https:\/\/www.linkedin.com\/in\/ann-lee"}""")]
    [InlineData("see www.linkedin.com/in/ann-lee.")]
    [InlineData("see (https://www.linkedin.com/in/Ann-Lee/details), please")]
    [InlineData("https://proxy.example/?to=https%3A%2F%2Fwww.linkedin.com%2Fin%2Fann-lee")]
    public void A_key_inside_a_longer_text_is_a_mention(string text) => Assert.Equal(Mention.InText, Find(text));

    [Theory]
    [InlineData("")]
    [InlineData("@")]
    [InlineData("ann")]
    [InlineData("ann @ x.io")]
    [InlineData("joann@x.io")]
    [InlineData("jo.ann@x.io")]
    [InlineData("jo-ann@x.io")]
    [InlineData("jo_ann@x.io")]
    [InlineData("jo+ann@x.io")]
    [InlineData("éann@x.io")]
    [InlineData("ann+tag@x.io")]
    [InlineData("o'ann@x.io")]
    [InlineData("write to O'Ann@x.io, 'o'ann@x.io' or https://shop.example/?email=o%27ann%40x.io")]
    [InlineData("write to joann@x.io now")]
    [InlineData("ann@x.io.example")]
    [InlineData("write to ann@x.iodine.example")]
    [InlineData("ann@mail.x.io")]
    [InlineData("ann@x.io-shop.example is hers")]
    [InlineData("https://www.linkedin.com/in/ann-lee-2")]
    [InlineData("https://www.linkedin.com/in/joann-lee")]
    [InlineData("see https://www.linkedin.com/in/ann-lee-2, please")]
    [InlineData("https://notlinkedin.com/in/ann-lee")]
    [InlineData("see https://notlinkedin.com/in/ann-lee")]
    [InlineData("https://www.linkedin.com/company/ann-lee")]
    [InlineData("https://www.linkedin.com/feed/")]
    public void Somebody_else_is_somebody_else(string text) => Assert.Equal(Mention.None, Find(text));

    [Theory]
    [InlineData("https://www.linkedin.com/company/brightforge/about", Mention.ByKey)]
    [InlineData("by www.linkedin.com/company/brightforge!", Mention.InText)]
    public void The_page_of_a_company_counts_only_where_companies_are_meant(string text, object mention)
    {
        Assert.Equal((Mention)mention, Search.Find(text, isOfCompany: true));
        Assert.Equal(Mention.None, Find(text));
    }

    [Fact]
    public void Long_runs_of_marks_are_read_once()
    {
        foreach (var text in (string[])[new string('a', 1 << 20), new string('=', 1 << 20), new string('@', 1 << 20),
            string.Concat(Enumerable.Repeat("linkedin.com/", 1 << 16)), string.Concat(Enumerable.Repeat("a=@", 1 << 18))])
        {
            Assert.Equal(Mention.None, Find(text));
            Assert.Equal(Mention.InText, Find(text + " ann@x.io"));
        }
    }

    [Theory]
    [InlineData("""{"email":"Ann@x.io", }""", true)]
    [InlineData("joann@x.io", true)]
    [InlineData("""{"profile":"https:\/\/linkedin.com\/in\/ANN-LEE""", true)]
    [InlineData("ann-lee", true)]
    [InlineData("joann-lee", false)]
    [InlineData("ann-lee-2", false)]
    [InlineData("\u0000\uFFFD", false)]
    public void A_refused_content_is_suspect_rather_too_often(string text, bool isSuspect) =>
        Assert.Equal(isSuspect, Search.IsSuspect(System.Text.Encoding.UTF8.GetBytes(text)));

    private static Mention Find(string text)
    {
        var found = Search.Find(text, isOfCompany: false);
        Assert.Equal(found, Search.Find(System.Text.Encoding.UTF8.GetBytes(text), isOfCompany: false));
        return found;
    }
}
