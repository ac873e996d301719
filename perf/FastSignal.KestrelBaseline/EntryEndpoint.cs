using System.Collections.Frozen;
using System.Text.Json;

namespace FastSignal.KestrelBaseline;

/// <summary>The webhook contract in idiomatic ASP.NET Core: a document, a dictionary, an awaited log.</summary>
internal sealed class EntryEndpoint(BaselineLog log, string token)
{
    /// <summary>The largest content, as in FastSignal.</summary>
    public const int MaxContentBytes = 1 << 20;

    private static readonly byte[] Accepted = """{"status":202}"""u8.ToArray();
    private static readonly byte[] Malformed = Refusal(StatusCodes.Status400BadRequest, "malformed_json", "Malformed JSON");
    private static readonly byte[] NotAnObject = Refusal(StatusCodes.Status400BadRequest, "not_an_object", "The root is not an object");
    private static readonly byte[] NotFound = Refusal(StatusCodes.Status404NotFound, "not_found", "Not found");
    private static readonly byte[] TooLarge = Refusal(StatusCodes.Status413PayloadTooLarge, "content_too_large", "Content too large");

    private readonly FrozenSet<string> _tokens = new[] { token }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Takes one entry and answers.</summary>
    public async Task PostAsync(string token, HttpContext context)
    {
        if (!_tokens.Contains(token))
        {
            await AnswerAsync(context, StatusCodes.Status404NotFound, NotFound);
            return;
        }

        try
        {
            using var document = await JsonDocument.ParseAsync(context.Request.Body, default, context.RequestAborted);
            if (document.RootElement.ValueKind is not JsonValueKind.Object)
            {
                await AnswerAsync(context, StatusCodes.Status400BadRequest, NotAnObject);
                return;
            }

            await log.AppendAsync(JsonSerializer.SerializeToUtf8Bytes(LeafDictionary.Of(document.RootElement)), context.RequestAborted);
            await AnswerAsync(context, StatusCodes.Status202Accepted, Accepted);
        }
        catch (JsonException)
        {
            await AnswerAsync(context, StatusCodes.Status400BadRequest, Malformed);
        }
        catch (BadHttpRequestException e) when (e.StatusCode is StatusCodes.Status413PayloadTooLarge)
        {
            await AnswerAsync(context, StatusCodes.Status413PayloadTooLarge, TooLarge);
        }
    }

    private static Task AnswerAsync(HttpContext context, int status, byte[] content)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = content.Length;
        return context.Response.Body.WriteAsync(content).AsTask();
    }

    private static byte[] Refusal(int status, string code, string title) =>
        JsonSerializer.SerializeToUtf8Bytes(new { status, _errors = new[] { new { status = $"{status}", code, title } } });
}
