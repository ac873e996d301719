namespace FastSignal.Leads.Tests;

public sealed class CompanyAgreementTests
{
    [Theory]
    [InlineData("Amberfield", "amberfield")]
    [InlineData("Amberfield", "amber")]
    [InlineData("Amberfield GmbH & Co. KG", "amberfield")]
    [InlineData("Amberfield sp. z o.o.", "amberfield")]
    [InlineData("Amberfield S.r.l.", "amberfield")]
    [InlineData("Amberfield", "getamberfield")]
    [InlineData("Amberfield", "amberfieldhq")]
    [InlineData("Amber Ltd", "amber-ltd")]
    [InlineData("Zwirnerei Ölsnitz", "zwirnerei-oelsnitz")]
    [InlineData("Möbelhaus Trattner", "moebel-trattner")]
    [InlineData("Lácteos del Bajío", "lacteosdelbajio")]
    [InlineData("Willow Creek Unified School District", "wcusd")]
    [InlineData("Halden & Moor", "haldenmoor")]
    [InlineData("HP", "hp")]
    public void A_label_of_all_words_or_initials_is_made_of_the_name(string name, string label) =>
        Assert.Equal(Agreement.Whole, CompanyAgreement.Of(name, label));

    [Theory]
    [InlineData("Hansol Bus Manufacturing", "hansolbus")]
    [InlineData("Saltmarsh Civil Engineering", "saltmarshcivil")]
    [InlineData("Prairie Water District No. 4", "prairiewaterdist")]
    public void A_label_of_the_first_words_is_made_of_a_part(string name, string label) => Assert.Equal(Agreement.Part, CompanyAgreement.Of(name, label));

    [Theory]
    [InlineData("Amberfield Demo", "amberfield")]
    [InlineData("CEO Amberfield", "amberfield")]
    [InlineData("Head of Growth at Amberfield", "amberfield")]
    [InlineData("Anna Berg", "berg")]
    public void Other_words_with_a_companys_are_only_akin(string name, string label) => Assert.Equal(Agreement.Akin, CompanyAgreement.Of(name, label));

    [Theory]
    [InlineData("Fastlane Software", "lowmarsh")]
    [InlineData("Yes", "lowmarsh")]
    [InlineData("Łódź", "stalmet")]
    [InlineData("琥珀", "amber")]
    [InlineData("", "amber")]
    public void Another_label_has_nothing_of_the_name(string name, string label) => Assert.Equal(Agreement.None, CompanyAgreement.Of(name, label));
}
