namespace FastSignal.Leads;

/// <summary>Compares a person's name with what an address calls the person: the local part of an email address (<c>jsmith</c>, <c>smith.j</c>) or the
/// end of a profile's address.</summary>
internal static class NameAgreement
{
    private const int MaxWords = 6;

    // Shorter words and beginnings are in too many addresses.
    private const int MinChars = 3;

    /// <summary>Whole if two words of <paramref name="name"/> stand in <paramref name="handle"/>, or one and the initials of others and nothing else;
    /// akin if it is one of the words.</summary>
    public static Agreement Of(string name, string handle)
    {
        var words = AddressSpelling.Words(name);
        if (words.Count is 0 or > MaxWords) return Agreement.None;

        var found = default(Cover);
        var hasRest = false;
        foreach (var part in AddressSpelling.Words(handle).Where(part => part.Any(char.IsLetter)))
        {
            if (Best(part, words, found) is { } next) found = next;
            else hasRest = true;
        }

        if (found.LongCount > 1) return Agreement.Whole;
        if (hasRest || found.LongChars < MinChars) return Agreement.None;
        return found.Count > 1 ? Agreement.Whole : Agreement.Akin;
    }

    /// <summary>Which words an address has used up so far.</summary>
    /// <param name="Used">Bit n is word n.</param>
    /// <param name="LongCount">How many of them stand there as words or beginnings rather than as initials.</param>
    /// <param name="LongChars">The length of those.</param>
    private readonly record struct Cover(int Used, int LongCount, int LongChars)
    {
        public int Count => int.PopCount(Used);

        public bool Has(int word) => (Used & (1 << word)) != 0;

        public Cover With(int word, int chars) => new(Used | (1 << word), LongCount + (chars > 1 ? 1 : 0), LongChars + (chars > 1 ? chars : 0));
    }

    /// <summary>The best way to read <paramref name="rest"/> as words, beginnings and initials of a name, each used once; null if there is none.</summary>
    private static Cover? Best(ReadOnlySpan<char> rest, List<string> words, Cover found)
    {
        if (rest.IsEmpty) return found;
        Cover? best = null;
        for (var word = 0; word < words.Count; word++)
        {
            var length = rest.CommonPrefixLength(words[word]);
            if (length == 0 || found.Has(word)) continue;
            if (words[word].Length == 1) best = Better(best, found.With(word, 1)); // "Ada W." is ada.wolff.
            if (length == words[word].Length || length >= MinChars) best = Better(best, Best(rest[length..], words, found.With(word, length)));
            best = Better(best, Best(rest[1..], words, found.With(word, 1)));
        }

        return best;
    }

    private static Cover? Better(Cover? one, Cover? other) =>
        one is not { } left || (other is { } right && (right.LongChars > left.LongChars || (right.LongChars == left.LongChars && right.Count > left.Count)))
            ? other
            : one;
}
