using System.Collections.Frozen;
using System.Text.Json;

namespace FastSignal.KestrelBaseline;

/// <summary>The webhook contract in idiomatic ASP.NET Core: a document, a dictionary, an awaited log.</summary>
internal sealed class EntryEndpoint(IEntrySink log, IEnumerable<string> tokens)
{
    /// <summary>The largest content, as in FastSignal; the request decompression of ASP.NET Core holds the decoded content to it, too.</summary>
    public const int MaxContentBytes = 1 << 20;

    private static readonly byte[] Malformed = Answers.Refusal(StatusCodes.Status400BadRequest, "malformed_json", "Malformed JSON");
    private static readonly byte[] NotAnObject = Answers.Refusal(StatusCodes.Status400BadRequest, "not_an_object", "The root is not an object");
    private static readonly byte[] BadRequest = Answers.Refusal(StatusCodes.Status400BadRequest, "bad_request", "Bad request");
    private static readonly byte[] TooLarge = Answers.Refusal(StatusCodes.Status413PayloadTooLarge, "content_too_large", "Content too large");
    private static readonly byte[] UnknownCoding = Answers.Refusal(
        StatusCodes.Status415UnsupportedMediaType, "unsupported_encoding", "Unsupported content coding");

    private readonly FrozenSet<string> _tokens = tokens.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Takes one entry and answers.</summary>
    public async Task PostAsync(string token, HttpContext context)
    {
        if (!_tokens.Contains(token))
        {
            await Answers.NotFoundAsync(context);
            return;
        }

        // The middleware takes away the field of a content that it decodes: what is left, it does not know.
        if (context.Request.Headers.ContentEncoding is [{ Length: > 0 }, ..] coding && !string.Equals(coding, "identity", StringComparison.OrdinalIgnoreCase))
        {
            await Answers.WriteAsync(context, StatusCodes.Status415UnsupportedMediaType, UnknownCoding);
            return;
        }

        try
        {
            using var document = await JsonDocument.ParseAsync(context.Request.Body, default, context.RequestAborted);
            if (document.RootElement.ValueKind is not JsonValueKind.Object)
            {
                await Answers.WriteAsync(context, StatusCodes.Status400BadRequest, NotAnObject);
                return;
            }

            await log.AppendAsync(JsonSerializer.SerializeToUtf8Bytes(LeafDictionary.Of(document.RootElement)), context.RequestAborted);
            await Answers.AcceptAsync(context);
        }
        catch (JsonException)
        {
            await Answers.WriteAsync(context, StatusCodes.Status400BadRequest, Malformed);
        }
        catch (BadHttpRequestException e)
        {
            // Where the next request begins is not known any more.
            context.Response.Headers.Connection = "close";
            await (e.StatusCode is StatusCodes.Status413PayloadTooLarge
                ? Answers.WriteAsync(context, e.StatusCode, TooLarge)
                : Answers.WriteAsync(context, e.StatusCode, BadRequest));
        }
        catch (Exception e) when (e is InvalidDataException or InvalidOperationException or IOException && !context.RequestAborted.IsCancellationRequested)
        {
            // A content that is not what its coding says, a string that is no UTF-8, or framing for which Kestrel has no exception of its own.
            context.Response.Headers.Connection = "close";
            await Answers.WriteAsync(context, StatusCodes.Status400BadRequest, BadRequest);
        }
    }
}
