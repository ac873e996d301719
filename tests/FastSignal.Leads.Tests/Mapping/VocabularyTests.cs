namespace FastSignal.Leads.Tests;

public sealed class VocabularyTests
{
    [Theory]
    [InlineData("companyLinkedInURL", "company linked in url")]
    [InlineData("First Name", "first name")]
    [InlineData("e-mail_address2", "e mail address 2")]
    [InlineData("PageURLs", "page urls")]
    [InlineData("HTTPServer", "http server")]
    [InlineData("$6Signal_name", "6signal name")]
    [InlineData("Prénom", "prenom")]
    [InlineData("Straße", "strasse")]
    [InlineData("Sælger", "saelger")]
    [InlineData("Właściciel", "wlasciciel")]
    [InlineData("Bjørn", "bjorn")]
    public void A_key_is_cut_into_its_words(string key, string words) => Assert.Equal(words, string.Join(' ', KeyTokens.Of(key)));

    [Theory]
    [InlineData("firmenname")]
    [InlineData("COMPANY_NAME")]
    [InlineData("Name of your company")]
    [InlineData("会社名")]
    [InlineData("Nazwa firmy")]
    [InlineData("Företagsnamn")]
    public void Compounds_and_phrases_are_understood(string key)
    {
        var words = Vocabulary.Read(key);
        Assert.Equal(0, words.UnknownCount);
        Assert.True(words.Has(Concept.CompanyName) || (words.Has(Concept.Company) && words.Has(Concept.Name)));
    }
}
