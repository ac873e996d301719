using System.Text;
using System.Text.Json;
using FastSignal.Parsing;
using FastSignal.Server.Http;
using FastSignal.Server.Ingest;

namespace FastSignal.Server.Tests.Http;

public class AnswerWriterTests
{
    public static TheoryData<Rejection> Rejections => [.. Enum.GetValues<Rejection>().Where(r => r is not Rejection.None)];

    [Theory, MemberData(nameof(Rejections))]
    public void Every_rejection_has_an_answer_whose_content_is_as_long_as_it_says_and_is_JSON(Rejection rejection)
    {
        var (head, content) = Write(new Refusal(rejection, "expected a value", long.MaxValue, '"'), new AnswerForm(Closes: true));
        Assert.StartsWith($"HTTP/1.1 {rejection.Status()} ", head, StringComparison.Ordinal);
        Assert.Contains($"Content-Length: {content.Length}\r\n", head, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(content);
        var error = json.RootElement.GetProperty("_errors")[0];
        Assert.Equal(rejection.Status(), json.RootElement.GetProperty("status").GetInt32());
        Assert.Equal(rejection.Status().ToString(System.Globalization.CultureInfo.InvariantCulture), error.GetProperty("status").GetString());
        Assert.Equal(rejection.Code(), error.GetProperty("code").GetString());
        Assert.Equal(rejection.Title(), error.GetProperty("title").GetString());
        Assert.Equal("expected a value at byte 9223372036854775807, found 0x22", error.GetProperty("detail").GetString());
    }

    [Fact]
    public void To_HEAD_the_fields_come_without_the_content()
    {
        var (head, content) = Write(new Refusal(Rejection.NotFound, "nothing"), new AnswerForm(Closes: false, IsHead: true));
        Assert.Empty(content);
        Assert.Matches("Content-Length: [1-9]", head);
    }

    [Theory]
    [InlineData(Rejection.Overloaded, "Retry-After: 1\r\n")]
    [InlineData(Rejection.NotReady, "Retry-After: 5\r\n")]
    [InlineData(Rejection.LogFault, "Retry-After: 5\r\n")]
    public void Whoever_may_try_again_is_told_when(Rejection rejection, string field) =>
        Assert.Contains(field, Write(new Refusal(rejection, "x"), default).Head, StringComparison.Ordinal);

    private static (string Head, string Content) Write(Refusal refusal, AnswerForm form)
    {
        var output = new OutputBuffer();
        new AnswerWriter(output, new LoopClock(TimeProvider.System)).WriteRefusal(refusal, form);
        var parts = Encoding.ASCII.GetString(output.Unsent).Split("\r\n\r\n", 2);
        return (parts[0] + "\r\n", parts[1]);
    }
}
