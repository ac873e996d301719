namespace FastSignal.Leads.Tests;

public sealed class LinkedinUrlTests
{
    [Theory]
    [InlineData("https://www.linkedin.com/in/Ada-Wolff/", LinkedinKind.Person, "https://www.linkedin.com/in/ada-wolff")]
    [InlineData("linkedin.com/in/ada-wolff?trk=x#top", LinkedinKind.Person, "https://www.linkedin.com/in/ada-wolff")]
    [InlineData(" http://de.linkedin.com/in/ada-wolff/de ", LinkedinKind.Person, "https://www.linkedin.com/in/ada-wolff")]
    [InlineData("https://www.linkedin.com/in/ada-wolff/recent-activity/all/", LinkedinKind.Person, "https://www.linkedin.com/in/ada-wolff")]
    [InlineData("https://www.linkedin.com/in/jos%C3%A9-m", LinkedinKind.Person, "https://www.linkedin.com/in/josé-m")]
    [InlineData("https://www.linkedin.com/in/ACoAABcD12", LinkedinKind.Person, "https://www.linkedin.com/in/ACoAABcD12")]
    [InlineData("in/ada-wolff", LinkedinKind.Person, "https://www.linkedin.com/in/ada-wolff")]
    [InlineData("//www.linkedin.com/company/Amber/about", LinkedinKind.Company, "https://www.linkedin.com/company/amber")]
    [InlineData("https://linkedin.com/school/mit/", LinkedinKind.Company, "https://www.linkedin.com/school/mit")]
    [InlineData("company/amber", LinkedinKind.Company, "https://www.linkedin.com/company/amber")]
    public void A_LinkedIn_page_has_one_spelling(string text, LinkedinKind kind, string canonical)
    {
        Assert.True(LinkedinUrl.TryNormalise(text, out var gotKind, out var got));
        Assert.Equal(kind, gotKind);
        Assert.Equal(canonical, got);
    }

    [Theory]
    [InlineData("https://www.linkedin.com/pub/John-Doe/1/2a/B34", "https://www.linkedin.com/in/john-doe-b34-2a-1")]
    [InlineData("http://uk.linkedin.com/pub/john-doe/1/2a/b34/?trk=x", "https://www.linkedin.com/in/john-doe-b34-2a-1")]
    [InlineData("linkedin.com/pub/john-doe/1/2a/b35/de", "https://www.linkedin.com/in/john-doe-b35-2a-1")]
    public void The_three_parts_behind_the_name_tell_people_of_an_old_address_apart(string text, string canonical)
    {
        Assert.True(LinkedinUrl.TryNormalise(text, out var kind, out var got));
        Assert.Equal((LinkedinKind.Person, canonical), (kind, got));
    }

    [Theory]
    [InlineData("https://www.linkedin.com/pub/john-doe")]
    [InlineData("https://www.linkedin.com/pub/john-doe/")]
    [InlineData("https://www.linkedin.com/pub/john-doe/1/2")]
    [InlineData("https://www.linkedin.com/pub/john-doe/1//2")]
    [InlineData("https://www.linkedin.com/pub/john-doe/1/2/%20")]
    [InlineData("https://www.linkedin.com/pub/dir/john/doe/x")]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ada-wolff")]
    [InlineData("https://www.linkedin.com/")]
    [InlineData("https://www.linkedin.com/in/")]
    [InlineData("https://www.linkedin.com/in/a b")]
    [InlineData("https://www.linkedin.com/feed/update/urn:li:activity:1")]
    [InlineData("https://www.linkedin.com/posts/ada_x")]
    [InlineData("https://www.linkedin.com/sales/lead/ACwAA")]
    [InlineData("https://www.linkedin.com/search/results/people/?keywords=x")]
    [InlineData("https://evil-linkedin.com/in/ada")]
    [InlineData("https://linkedin.com.evil.example/in/ada")]
    [InlineData("https://www.google.com/in/ada")]
    public void What_is_no_person_and_no_company_on_LinkedIn_is_refused(string? text) => Assert.False(LinkedinUrl.TryNormalise(text, out _, out _));
}
