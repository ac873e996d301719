using System.CommandLine;

namespace FastSignal.LoadTests.Options;

/// <summary><c>--url</c>: the secret URL of a signal.</summary>
internal static class UrlOption
{
    /// <summary>Makes the option.</summary>
    public static Option<Uri> Create() => new("--url")
    {
        Description = "The secret URL of a signal.",
        HelpName = "URL",
        Required = true,
        CustomParser = result =>
        {
            if (Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var url) && string.Equals(url.Scheme, Uri.UriSchemeHttp, StringComparison.Ordinal))
                return url;

            // It is not repeated: it may hold a token.
            result.AddError("--url must be an http URL, such as http://127.0.0.1:8080/custom_signals/fs_.../entries.");
            return null;
        },
    };
}
