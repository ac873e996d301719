using System.Text;

namespace FastSignal.Parsing.Tests;

public class JsonRootTests
{
    [Theory]
    [InlineData("{", true, 0)]
    [InlineData(" \t\r\n{", true, 4)]
    [InlineData("\uFEFF{", true, 3)]
    [InlineData("\uFEFF {", true, 4)]
    [InlineData("\uFEFF", true, 3)]
    [InlineData("  ", true, 2)]
    [InlineData("\uFEFF{", false, 0)]
    [InlineData("", true, 0)]
    public void White_space_and_one_byte_order_mark_may_stand_in_front(string content, bool isStart, int count) =>
        Assert.Equal(count, JsonRoot.CountInFront(Encoding.UTF8.GetBytes(content), isStart));

    [Theory]
    [InlineData("12", false)]
    [InlineData("\"abc", false)]
    [InlineData("tru", false)]
    [InlineData("name", true)]
    [InlineData("[", true)]
    [InlineData("true", true)]
    [InlineData("12 ", true)]
    [InlineData("x", true)]
    public void A_root_that_may_still_turn_out_otherwise_is_not_refused(string window, bool isRefused) =>
        Assert.Equal(isRefused, JsonRoot.Refuse(Encoding.UTF8.GetBytes(window), 0, hasEnded: false).Rejection != Rejection.None);

    [Fact]
    public void A_wrong_root_is_refused_when_the_window_is_full()
    {
        using var record = new RecordBuffer();
        using var flattener = new Flattener();
        record.Begin(default);
        flattener.Begin(record);
        var content = Encoding.UTF8.GetBytes("\"" + new string('x', 1000));
        Assert.Equal(ParseStatus.Partial, flattener.Take(content.AsSpan(0, JsonRoot.WindowBytes - 1), out _));
        Assert.Equal(ParseStatus.Invalid, flattener.Take(content.AsSpan(JsonRoot.WindowBytes - 1, 1), out var why));
        Assert.Equal(Rejection.NotAnObject, why.Rejection);
        Assert.Equal(why, Flattening.Whole(content).Why);
    }

    [Theory]
    [InlineData("a", "expected a JSON object at byte 0, found 'a'")]
    [InlineData("a=", "expected a JSON object; this looks like form-encoded content at byte 0, found 'a'")]
    [InlineData("user[name]=x&b=c", "expected a JSON object; this looks like form-encoded content at byte 0, found 'u'")]
    [InlineData("=", "expected a JSON object at byte 0, found '='")]
    [InlineData("a b=c", "expected a JSON object at byte 0, found 'a'")]
    [InlineData("nope", "expected a JSON object at byte 1, found 'o'")]
    [InlineData("tru", "the content ends inside true, false or null at byte 3")]
    [InlineData("-", "the content ends inside a number at byte 1")]
    [InlineData("-x", "expected a digit at byte 1, found 'x'")]
    public void What_it_looks_like_is_said(string content, string text) =>
        Assert.Equal(text, Flattening.Whole(Encoding.UTF8.GetBytes(content)).Why.ToString());
}
