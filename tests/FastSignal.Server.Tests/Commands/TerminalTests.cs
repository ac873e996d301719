using FastSignal.Server.Commands;

namespace FastSignal.Server.Tests.Commands;

public class TerminalTests
{
    [Theory]
    [InlineData("Zoë 李 Ωmega 😀", "Zoë 李 Ωmega 😀")]
    [InlineData("\u001B]0;title\u0007", "\uFFFD]0;title\uFFFD")]
    [InlineData("a\u009B2Jb", "a\uFFFD2Jb")]
    [InlineData("a\tb\r\nc", "a\uFFFDb\uFFFD\uFFFDc")]
    [InlineData("a\u202Eb\u2066c\u200Bd\uFEFFe", "a\uFFFDb\uFFFDc\uFFFDd\uFFFDe")]
    [InlineData("a\u2028b\u2029c", "a\uFFFDb\uFFFDc")]
    public void What_steers_a_terminal_is_shown_as_a_replacement_character(string text, string shown) => Assert.Equal(shown, Terminal.Shown(text));

    [Theory]
    [InlineData("abc", "abc")]
    [InlineData("abcd", "abc…")]
    [InlineData("ab😀", "ab…")]
    [InlineData("a😀b", "a😀…")]
    public void The_beginning_of_a_text_divides_no_character(string text, string beginning) => Assert.Equal(beginning, Terminal.Beginning(text, 3));
}
