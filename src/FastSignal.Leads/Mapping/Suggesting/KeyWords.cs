using System.Collections.Frozen;

namespace FastSignal.Leads;

/// <summary>Finds words in keys by their spelling, where the vocabulary does not tell apart what they mean.</summary>
internal static class KeyWords
{
    /// <summary>A set of words that stand with a blank between them, in one row or several.</summary>
    public static FrozenSet<string> Set(params string[] rows) =>
        rows.SelectMany(row => row.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>True if <paramref name="key"/> has one of <paramref name="words"/>, as one word or cut in two (<c>end_customer</c> is
    /// <c>endcustomer</c>), in the singular or the plural.</summary>
    public static bool SayAny(string key, FrozenSet<string> words)
    {
        var tokens = KeyTokens.Of(key);
        for (var i = 0; i < tokens.Count; i++)
        {
            if (Has(words, tokens[i]) || (i + 1 < tokens.Count && Has(words, tokens[i] + tokens[i + 1]))) return true;
        }

        return false;
    }

    /// <summary>True if a key on <paramref name="path"/> has one of <paramref name="words"/>.</summary>
    public static bool PathSaysAny(string path, FrozenSet<string> words) => Array.Exists(PathSegments.Of(path), key => SayAny(key, words));

    private static bool Has(FrozenSet<string> words, string word) => words.Contains(word) || (word is [.., 's'] && words.Contains(word[..^1]));
}
