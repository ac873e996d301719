using System.Globalization;

namespace FastSignal.Harness.Connections;

/// <summary>What every answer owes, whatever it says (RFC 9110, RFC 9112, the webhook contract).</summary>
internal static class AnswerRules
{
    private static readonly Dictionary<int, string[]> Codes = new()
    {
        [400] = ["malformed_json", "empty_content", "not_an_object", "invalid_utf8", "too_deep", "bad_request"],
        [404] = ["not_found"],
        [405] = ["method_not_allowed"],
        [408] = ["request_timeout"],
        [413] = ["content_too_large"],
        [414] = ["uri_too_long"],
        [415] = ["unsupported_encoding"],
        [417] = ["expectation_failed"],
        [431] = ["fields_too_large"],
        [501] = ["not_implemented"],
        [503] = ["not_ready", "overloaded", "log_fault"],
        [505] = ["version_not_supported"],
    };

    /// <summary>Checks one answer of a case.</summary>
    /// <param name="connection">The case.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="isToHead">It answers a HEAD.</param>
    /// <param name="closes">The server closes the connection behind it; null if the client had ended its side first, and nothing need be said.</param>
    public static void Check(ConnectionCase connection, RawAnswer answer, bool isToHead, bool? closes)
    {
        foreach (var token in ConnectionCorpus.Tokens)
            Assert.DoesNotContain(token, answer.Whole, StringComparison.OrdinalIgnoreCase);
        Assert.Null(answer.Field("Transfer-Encoding"));
        if (answer.Status < 200)
        {
            CheckInterim(connection, answer);
            return;
        }

        Assert.True(DateTimeOffset.TryParseExact(answer.Field("Date"), "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _),
            $"no Date in:\n{answer.Whole}");
        Assert.Equal("application/json", answer.Field("Content-Type"));
        Assert.True(int.Parse(answer.Field("Content-Length")!, CultureInfo.InvariantCulture) > 0, "a HEAD is told the length, too");
        CheckConnection(connection, answer, closes);
        Assert.Equal(answer.Status == 503, answer.Field("Retry-After") is not null);
        if (answer.Status == 405)
            Assert.True(answer.Field("Allow") is "POST" or "GET, HEAD", $"no Allow in:\n{answer.Whole}");
        else
            Assert.Null(answer.Field("Allow"));
        CheckContent(answer, isToHead);
    }

    // RFC 9110 s15.2: never to HTTP/1.0, no content, and no field that would frame one.
    private static void CheckInterim(ConnectionCase connection, RawAnswer answer)
    {
        Assert.Equal(100, answer.Status);
        Assert.True(connection.Expects && !connection.IsHttp10, "a 100 that nobody asked for");
        Assert.Empty(answer.Fields);
    }

    // RFC 9112 s9.6 and s9.3.
    private static void CheckConnection(ConnectionCase connection, RawAnswer answer, bool? closes)
    {
        if (closes is not null)
            Assert.True(answer.Closes == closes, $"the server {(closes.Value ? "closes" : "does not close")} behind:\n{answer.Whole}");
        if (!answer.Closes)
            Assert.Equal(connection.IsHttp10 ? "keep-alive" : null, answer.Field("Connection"));
    }

    private static void CheckContent(RawAnswer answer, bool isToHead)
    {
        if (answer.Status >= 400)
            Assert.Null(answer.EntryId);
        if (isToHead)
            Assert.Empty(answer.Content);
        else if (answer.EntryId is not null)
            answer.Acknowledged(answer.Status);
        else if (answer.Status is 200)
            Assert.Equal("{\"status\":200}", answer.Text);
        else
            CheckRefusal(answer);
    }

    private static void CheckRefusal(RawAnswer answer)
    {
        Assert.True(Codes.TryGetValue(answer.Status, out var codes), $"no status of the contract:\n{answer.Whole}");
        var code = codes.SingleOrDefault(code => answer.Text.Contains($"\"code\":\"{code}\"", StringComparison.Ordinal)) ?? codes[0];
        Assert.NotEqual("", answer.Refused(answer.Status, code));
    }
}
