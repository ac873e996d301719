using FastSignal.Parsing;

namespace FastSignal.Fuzz.Oracles;

/// <summary>A request whose head the slow framer accepts, and as much of its content as there is.</summary>
/// <param name="Method">The method, as sent.</param>
/// <param name="Target">The request target, as sent.</param>
/// <param name="Fields">The whole head as text.</param>
/// <param name="Status">Whether the body has come whole, is partial, or has broken framing.</param>
/// <param name="Content">The content as far as it has come, one character an octet.</param>
/// <param name="Persistent">Whether another request may follow.</param>
internal sealed record FramedRequest(string Method, string Target, string Fields, ParseStatus Status, string Content, bool Persistent)
{
    /// <summary>Whether a field line of this name is there.</summary>
    public bool Has(string name) => Fields.Contains($"\r\n{name}:", StringComparison.OrdinalIgnoreCase);
}
