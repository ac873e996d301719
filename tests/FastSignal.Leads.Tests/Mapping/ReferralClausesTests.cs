namespace FastSignal.Leads.Tests;

public sealed class ReferralClausesTests
{
    [Theory]
    [InlineData("quem_indicou")]
    [InlineData("quemIndicouEmail")]
    [InlineData("Who referred you?")]
    [InlineData("friend who recommended us")]
    [InlineData("Wer hat Sie geworben?")]
    [InlineData("Qui vous a recommandé ?")]
    [InlineData("quien_te_refirio")]
    [InlineData("Chi ti ha segnalato?")]
    [InlineData("Wie heeft u uitgenodigd?")]
    public void Who_referred_may_be_said_in_a_clause(string key) => Assert.True(Vocabulary.Read(key).Has(Concept.Referrer));

    [Theory]
    [InlineData("who was recommended")]
    [InlineData("quem foi indicado")]
    [InlineData("quem você indicou")]
    [InlineData("a quien refiere")]
    [InlineData("Wer wurde geworben?")]
    [InlineData("Whom would you like to invite?")]
    [InlineData("Who is your contact?")]
    public void Whom_it_was_done_to_is_not_who_did_it(string key) => Assert.False(Vocabulary.Read(key).Has(Concept.Referrer));
}
