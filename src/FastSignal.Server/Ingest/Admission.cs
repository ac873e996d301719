using FastSignal.Parsing;
using FastSignal.Server.Contents;
using FastSignal.Server.Tokens;

namespace FastSignal.Server.Ingest;

/// <summary>Whether a request may post an entry, by its head alone. The order of the questions is the contract's: it fixes which refusal comes first
/// (HTTP.md).</summary>
internal static class Admission
{
    /// <summary>What is said while no entry is taken, whoever asks.</summary>
    public static Refusal NotTaking(IngestState state) =>
        new(state.Log?.Fault is null ? Rejection.NotReady : Rejection.LogFault, "the server does not take entries now; send this one again");

    /// <summary>One and the same for a path, or a token, that is wrong in whatever way: nobody learns which tokens were ever right.</summary>
    public static Refusal NotFound =>
        new(Rejection.NotFound, "nothing takes entries here; they go to /custom_signals/{token}/entries with the token of a signal");

    /// <summary>Judges a whole head that names no health route.</summary>
    /// <param name="head">The head.</param>
    /// <param name="state">What the connections share.</param>
    /// <param name="route">The signal that the token belongs to, once it was looked up.</param>
    /// <returns>No rejection if the entry is admitted.</returns>
    public static Refusal Judge(RequestHead head, IngestState state, out SignalRoute? route)
    {
        route = null;
        if (head.Route is not Route.Entries)
            return NotFound;
        if (head.Method is not RequestMethod.Post)
            return new Refusal(Rejection.MethodNotAllowed, "entries are sent with POST");
        if (!state.TakesEntries)
            return NotTaking(state);

        route = FindRoute(head, state.Tokens!);
        if (route is null)
            return NotFound;
        if (head.HasUnknownExpectation)
            return new Refusal(Rejection.ExpectationFailed, "the only expectation that can be met is 100-continue");
        if (head.Framing is FramingKind.Length && head.ContentLength > state.Limits.MaxContentBytes)
            return EntryContent.TooLarge;
        return head.Coding is ContentCoding.Unsupported
            ? new Refusal(Rejection.UnsupportedEncoding, "send the content in one coding of gzip, deflate and br, or without any")
            : default;
    }

    // The token is compared by its raw octets; only a path with % is decoded, once, and looked up again.
    private static SignalRoute? FindRoute(RequestHead head, TokenTable tokens) =>
        tokens.Find(head.Token) ?? (head.TokenHasPercent && !head.DecodedToken.IsEmpty ? tokens.Find(head.DecodedToken) : null);
}
