using System.Text;
using FastSignal.Harness;

namespace FastSignal.EndToEnd;

/// <summary>Acknowledgements, targets, tokens and methods: the contract table as a client meets it.</summary>
public sealed class ContractTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private const string Content = """{"email":"ada@calm.example"}""";

    private string Token => fixture.Signal.Token;

    [Theory]
    [InlineData("/")]
    [InlineData("?")]
    [InlineData("?source=zapier&x=%zz&y=/custom_signals/other/entries")]
    [InlineData("/?a=b")]
    public void A_trailing_slash_and_any_query_change_nothing(string tail)
    {
        using var client = fixture.Connect();
        client.Exchange(Request.PostTo(Request.Path(Token) + tail, Encoding.UTF8.GetBytes(Content))).Acknowledged();
    }

    [Fact]
    public void A_token_whose_octets_are_percent_encoded_is_the_same_token()
    {
        using var client = fixture.Connect();
        var encoded = string.Concat(Token.Select(static c => $"%{(int)c:X2}"));
        client.Exchange(Request.Post(encoded, Content)).Acknowledged();
        client.Exchange(Request.Post(encoded.ToLowerInvariant(), Content)).Acknowledged();
        client.Exchange(Request.Post("%66s" + Token[2..], Content)).Acknowledged();
    }

    [Fact]
    public void A_target_in_absolute_form_is_accepted_whatever_host_it_names()
    {
        using var client = fixture.Connect();
        client.Exchange(Request.PostTo("http://other.example:80" + Request.Path(Token), Encoding.UTF8.GetBytes(Content))).Acknowledged();
        client.Exchange(Request.PostTo("HTTP://other.example" + Request.Path(Token) + "?q", Encoding.UTF8.GetBytes(Content))).Acknowledged();
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json; charset=iso-8859-1")]
    [InlineData("nonsense")]
    public void The_content_type_never_decides(string type)
    {
        using var client = fixture.Connect();
        client.Exchange(Request.Post(Token, Content, $"Content-Type: {type}")).Acknowledged();
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("  \r\n\t{ } \n")]
    [InlineData("\uFEFF{\"bom\":true}")]
    public void What_can_be_read_as_an_object_is_accepted(string content)
    {
        using var client = fixture.Connect();
        client.Exchange(Request.Post(Token, content)).Acknowledged();
    }

    [Fact]
    public void Nesting_is_accepted_to_depth_64()
    {
        using var client = fixture.Connect();
        client.Exchange(Request.Post(Token, Nested(64))).Acknowledged();
        client.Exchange(Request.Post(Token, Nested(65))).Refused(400, "too_deep");
    }

    [Fact]
    public async Task A_signal_may_ask_for_200()
    {
        var signal = await fixture.Installation.CreateVisitorSignalAsync("--success-status", "200");
        using var client = fixture.Connect();
        client.Secrets.Add(signal.Token);
        client.Exchange(Request.Post(signal.Token, Content)).Acknowledged(200);
        client.Exchange(Request.Post(signal.Token, "[1]")).Refused(400, "not_an_object");
    }

    [Fact]
    public async Task Unknown_archived_and_rotated_tokens_are_told_in_the_very_same_octets()
    {
        var archived = await fixture.Installation.CreateVisitorSignalAsync();
        var rotated = await fixture.Installation.CreateVisitorSignalAsync();
        await fixture.Installation.SignalAsync("archive", archived.Id);
        await fixture.Installation.SignalAsync("rotate", rotated.Id, "--overlap", "0s");
        var unknown = "fs_" + new string('x', 32);

        using var client = fixture.Connect();
        var answers = new List<RawAnswer>();
        foreach (var token in (string[])[unknown, archived.Token, rotated.Token, "short", Token[..^1], Token
            + "x", Token.ToUpperInvariant(), "%00", new string('a', 3000)])
        {
            client.Secrets.Add(token.Length > 5 ? token : unknown);
            var answer = client.Exchange(Request.Post(token, Content));
            answer.Refused(404, "not_found");
            Assert.False(answer.Closes);
            answers.Add(answer);
        }

        Assert.Single(answers.Select(static answer => answer.WithoutDateAndEntryId).Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public void A_token_with_a_broken_percent_sign_is_refused_and_nothing_decoded_comes_back()
    {
        foreach (var token in (string[])["%zz", "%", "%0d%0aX-Injected:%201", "%4"])
        {
            using var client = fixture.Connect();
            var answer = client.Exchange(Request.Post(token, Content));
            answer.Refused(answer.Status, answer.Status == 404 ? "not_found" : "bad_request");
            Assert.DoesNotContain("Injected", answer.Whole, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/custom_signals")]
    [InlineData("/custom_signals//entries")]
    [InlineData("/custom_signals/TOKEN")]
    [InlineData("/custom_signals/TOKEN/entries//")]
    [InlineData("/custom_signals/TOKEN/entries/1")]
    [InlineData("/custom_signals/TOKEN%2Fentries")]
    [InlineData("/Custom_Signals/TOKEN/entries")]
    [InlineData("//custom_signals/TOKEN/entries")]
    [InlineData("/x/../custom_signals/TOKEN/entries")]
    public void Any_other_path_is_unknown_before_its_method_counts(string path)
    {
        var target = path.Replace("TOKEN", Token, StringComparison.Ordinal);
        using var client = fixture.Connect();
        client.Exchange(Request.PostTo(target, Encoding.UTF8.GetBytes(Content))).Refused(404, "not_found");
        client.Exchange(Request.Head($"GET {target} HTTP/1.1", "Host: h")).Refused(404, "not_found");
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    [InlineData("OPTIONS")]
    public void Another_method_is_refused_and_told_what_is_allowed_whatever_the_token(string method)
    {
        using var client = fixture.Connect();
        foreach (var token in (string[])[Token, "unknown"])
        {
            var answer = client.Exchange(Request.Head($"{method} {Request.Path(token)} HTTP/1.1", "Host: h"));
            answer.Refused(405, "method_not_allowed");
            Assert.Equal("POST", answer.Field("Allow"));
        }

        client.Exchange(Request.Post(Token, Content)).Acknowledged();
    }

    [Fact]
    public void A_head_request_on_the_entry_path_is_refused_without_content()
    {
        using var client = fixture.Connect();
        client.Send(Request.Head($"HEAD {Request.Path(Token)} HTTP/1.1", "Host: h"));
        var answer = client.Read(head: true);
        Assert.Equal((405, "POST"), (answer.Status, answer.Field("Allow")));
        client.Exchange(Request.Post(Token, Content)).Acknowledged();
    }

    [Theory]
    [InlineData("/livez")]
    [InlineData("/readyz")]
    public void Health_is_told_to_get_and_head(string path)
    {
        using var client = fixture.Connect();
        var get = client.Exchange(Request.Head($"GET {path} HTTP/1.1", "Host: h"));
        Assert.Equal(200, get.Status);
        client.Send(Request.Head($"HEAD {path} HTTP/1.1", "Host: h"));
        var head = client.Read(head: true);
        Assert.Equal((200, get.Field("Content-Length")), (head.Status, head.Field("Content-Length")));
        var post = client.Exchange(Request.PostTo(path, "{}"u8));
        post.Refused(405, "method_not_allowed");
        Assert.Equal("GET, HEAD", post.Field("Allow"));
        client.Exchange(Request.Post(Token, Content)).Acknowledged();
    }

    private static string Nested(int depth) => string.Concat(Enumerable.Repeat("{\"a\":", depth - 1)) + "{}" + new string('}', depth - 1);
}
