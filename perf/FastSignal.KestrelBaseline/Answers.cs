using System.Text.Json;

namespace FastSignal.KestrelBaseline;

/// <summary>The answers of the contract: made once, written as octets.</summary>
internal static class Answers
{
    private static readonly byte[] Accepted = """{"status":202}"""u8.ToArray();
    private static readonly byte[] Well = """{"status":200}"""u8.ToArray();
    private static readonly byte[] NotFound = Refusal(StatusCodes.Status404NotFound, "not_found", "Not found");
    private static readonly byte[] MethodNotAllowed = Refusal(StatusCodes.Status405MethodNotAllowed, "method_not_allowed", "Method not allowed");

    /// <summary>Acknowledges an entry.</summary>
    public static Task AcceptAsync(HttpContext context) => WriteAsync(context, StatusCodes.Status202Accepted, Accepted);

    /// <summary>Says that the server is well.</summary>
    public static Task HealthAsync(HttpContext context) => WriteAsync(context, StatusCodes.Status200OK, Well);

    /// <summary>Nothing is here, or nothing that this token opens.</summary>
    public static Task NotFoundAsync(HttpContext context) => WriteAsync(context, StatusCodes.Status404NotFound, NotFound);

    /// <summary>Something is here, but for other methods.</summary>
    public static RequestDelegate Allow(string methods) => context =>
    {
        context.Response.Headers.Allow = methods;
        return WriteAsync(context, StatusCodes.Status405MethodNotAllowed, MethodNotAllowed);
    };

    /// <summary>Writes an answer in JSON.</summary>
    public static Task WriteAsync(HttpContext context, int status, byte[] content)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = content.Length;
        return context.Response.Body.WriteAsync(content).AsTask();
    }

    /// <summary>The content of a refusal.</summary>
    public static byte[] Refusal(int status, string code, string title) =>
        JsonSerializer.SerializeToUtf8Bytes(new { status, _errors = new[] { new { status = $"{status}", code, title } } });
}
