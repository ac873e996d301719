namespace FastSignal.Leads;

/// <summary>Knows what a man is called where the word is a woman's: <c>Beraterin</c>, <c>organizadora</c>, <c>formatrice</c>. So the tables need one
/// word for both.</summary>
internal static class Feminine
{
    // Shorter words have such endings by chance.
    private const int MinChars = 6;

    /// <summary>What the ending of a woman's word is on a man's, in German, Spanish, Portuguese, Italian and French.</summary>
    private static readonly (string Hers, string His)[] Endings =
    [
        ("in", ""), ("in", "e"), ("a", "o"), ("a", ""), ("euse", "eur"), ("trice", "teur"), ("trice", "tore"), ("ere", "er"), ("enne", "en"),
        ("te", "ter"), ("e", ""),
    ];

    /// <summary>What <paramref name="word"/> may be of a man; few of these are words.</summary>
    public static IEnumerable<string> Masculine(string word) => word.Length < MinChars
        ? []
        : Endings.Where(ending => word.EndsWith(ending.Hers, StringComparison.Ordinal))
            .Select(ending => string.Concat(word.AsSpan(0, word.Length - ending.Hers.Length), ending.His));
}
