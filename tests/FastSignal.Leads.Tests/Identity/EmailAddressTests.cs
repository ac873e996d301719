namespace FastSignal.Leads.Tests;

public sealed class EmailAddressTests
{
    [Theory]
    [InlineData("Ada.Wolff@Amber.Example", "ada.wolff@amber.example")]
    [InlineData(" mailto:ada+news@amber.example ", "ada+news@amber.example")]
    [InlineData("Ada Wolff <ada@amber.example>", "ada@amber.example")]
    [InlineData("o'neil@amber.example", "o'neil@amber.example")]
    [InlineData("ada@BÜCHER.example", "ada@xn--bcher-kva.example")]
    [InlineData("jörg@amber.example", "jörg@amber.example")]
    [InlineData("ada@www.amber.example", "ada@www.amber.example")]
    public void An_email_address_has_one_spelling(string text, string email)
    {
        Assert.True(EmailAddress.TryNormalise(text, out var got));
        Assert.Equal(email, got);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("ada")]
    [InlineData("@amber.example")]
    [InlineData("ada@")]
    [InlineData("ada@amber")]
    [InlineData("ada wolff@amber.example")]
    [InlineData("ada@amber..example")]
    [InlineData(".ada@amber.example")]
    [InlineData("a..b@amber.example")]
    [InlineData("ada@amber.example, bo@birch.example")]
    [InlineData("ada@-amber.example")]
    [InlineData("ada@10.0.0.1")]
    [InlineData("{{contact.email}}")]
    public void What_is_no_email_address_is_refused(string? text) => Assert.False(EmailAddress.TryNormalise(text, out _));
}
