namespace FastSignal.Leads.Tests;

public sealed class NameAgreementTests
{
    [Theory]
    [InlineData("Ada Wolff", "ada.wolff")]
    [InlineData("Ada Wolff", "awolff")]
    [InlineData("Ada Wolff", "wolffa")]
    [InlineData("Ada Wolff", "wolff-ada-82a1")]
    [InlineData("Ada W.", "ada.wolff")]
    [InlineData("Hye-jin Baek", "hjbaek")]
    [InlineData("Björn Müller", "bjoern.mueller")]
    [InlineData("Björn Müller", "bmuller")]
    [InlineData("Alexander Wolff", "alex.wolff")]
    [InlineData("Łucja Dąbrowska", "l.dabrowska")]
    [InlineData("Nuria Castellví Roca", "ncastellvi")]
    [InlineData("Stelian Ionescu-Radu", "stelian-ionescu-radu")]
    public void An_address_of_words_and_initials_is_made_of_the_name(string name, string handle) =>
        Assert.Equal(Agreement.Whole, NameAgreement.Of(name, handle));

    [Theory]
    [InlineData("Ada Wolff", "ada")]
    [InlineData("Ada Wolff", "wolff77")]
    [InlineData("Alexander Wolff", "alex")]
    public void An_address_of_one_word_is_akin_to_the_name(string name, string handle) => Assert.Equal(Agreement.Akin, NameAgreement.Of(name, handle));

    [Theory]
    [InlineData("Ada Wolff", "sam.holt")]
    [InlineData("Ada Wolff", "aw")]
    [InlineData("Ada Wolff", "adamant")]
    [InlineData("Ada Wolff", "dawolffstein")]
    [InlineData("Ada Wolff", "77")]
    [InlineData("", "ada")]
    [InlineData("渡辺 彩", "ada.wolff")]
    public void Another_address_has_nothing_of_the_name(string name, string handle) => Assert.Equal(Agreement.None, NameAgreement.Of(name, handle));
}
