namespace FastSignal.Leads;

/// <summary>Spells text as addresses do: small letters and digits without accents. An umlaut is the same as its bare letter, however the address writes it
/// (<c>moebel</c>, <c>mobel</c>).</summary>
internal static class AddressSpelling
{
    /// <summary>The words of <paramref name="text"/>, spelled so.</summary>
    public static List<string> Words(string text) => [.. KeyTokens.Of(text.ToLowerInvariant()).Select(Plain)];

    /// <summary>The same without anything between the words.</summary>
    public static string Joined(string text) => string.Concat(Words(text));

    private static string Plain(string word) =>
        word.Replace("ae", "a", StringComparison.Ordinal).Replace("oe", "o", StringComparison.Ordinal).Replace("ue", "u", StringComparison.Ordinal);
}
