using System.Net;
using Microsoft.AspNetCore.Http;

namespace FastSignal.Console;

/// <summary>Lets through what may be answered at all: read-only requests that mean this very host; marks every answer as private.</summary>
/// <remarks>
/// A page of the web can make a browser on this machine ask a name that it points at 127.0.0.1 (DNS rebinding), and then read the answer as its own.
/// The Host field tells: it carries that name.
/// </remarks>
internal static class RequestGuard
{
    /// <summary>Answers what is refused; passes on the rest.</summary>
    internal static async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        Mark(context.Response.Headers);
        if (!MeansThisHost(context.Request.Host, context.Connection.LocalIpAddress))
        {
            // RFC 9110 s15.5.20.
            await RefuseAsync(context, StatusCodes.Status421MisdirectedRequest,
                "This console answers only to localhost and to the address that it listens on.");
            return;
        }

        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
        {
            context.Response.Headers.Allow = "GET, HEAD";
            await RefuseAsync(context, StatusCodes.Status405MethodNotAllowed, "This console is read-only.");
            return;
        }

        await next(context);
    }

    /// <summary>Answers with a status and one line.</summary>
    internal static Task RefuseAsync(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(text + "\n", context.RequestAborted);
    }

    /// <summary>Whether the Host field is a name or address of loopback, or the address that the connection came to. An address cannot be rebound.</summary>
    internal static bool MeansThisHost(HostString host, IPAddress? local)
    {
        if (!host.HasValue)
            return false;
        if (string.Equals(host.Host, "localhost", StringComparison.OrdinalIgnoreCase))
            return true;

        return IPAddress.TryParse(host.Host, out var address) && (IPAddress.IsLoopback(address) || Plain(address).Equals(local is null ? null : Plain(local)));
    }

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    private static void Mark(IHeaderDictionary fields)
    {
        fields.CacheControl = "no-store";
        fields.ContentSecurityPolicy = StatusPageStyle.ContentSecurityPolicy;
        fields.XContentTypeOptions = "nosniff";
        fields.XFrameOptions = "DENY";
        fields["Referrer-Policy"] = "no-referrer";
        fields["Cross-Origin-Resource-Policy"] = "same-origin";
    }
}
