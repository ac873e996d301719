namespace FastSignal.Leads.Tests;

public sealed class VocabularyTablesTests
{
    [Fact]
    public void No_word_has_two_meanings() =>
        Assert.Empty(VocabularyTables.Read().GroupBy(row => row.Word, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key));

    [Fact]
    public void Words_are_in_lower_case_and_none_is_empty() =>
        Assert.All(VocabularyTables.Read(),
            row => Assert.True(row.Word.Length > 0 && string.Equals(row.Word, row.Word.ToLowerInvariant(), StringComparison.Ordinal), row.Word));

    [Fact]
    public void A_row_goes_on_in_the_lines_that_are_indented() => Assert.Equal(
        [("person", Concept.Person), ("point of contact", Concept.Person), ("kunde", Concept.Person), ("firma", Concept.Company)],
        VocabularyTables.Read(["# Who it is.", "Person: person, point of contact,", "    kunde", "", "Company: firma"]));

    [Theory]
    [InlineData("Nobody: person")]
    [InlineData("7: person")]
    [InlineData("person, people")]
    public void A_row_without_a_meaning_is_a_fault_of_the_table(string line)
    {
        var fault = Assert.Throws<FormatException>(() => VocabularyTables.Read([line]).ToList());
        Assert.Contains(line, fault.Message, StringComparison.Ordinal);
    }
}
