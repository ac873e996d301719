using System.Collections.Frozen;

namespace FastSignal.Leads;

/// <summary>Compares a company's name with what an address calls the company: a label of its host, or the end of its page's address.</summary>
internal static class CompanyAgreement
{
    private const int MaxWords = 8;

    // Shorter beginnings are shared by too many.
    private const int MinPieceChars = 3;
    private const int MinSharedChars = 4;
    private const int MinInitials = 3;

    // Around a name of some length hosts have a little more: getamber, amberhq.
    private const int MinNameChars = 5;
    private const int MaxAffixChars = 3;

    private static readonly FrozenSet<string> SmallWords =
        KeyWords.Set("the of and for a an de del della delle di da do dos du des la le les el los il lo l d y e et und der die das van het een en i og och");

    /// <summary>True if a company's name agrees with any label of a host, however weakly.</summary>
    public static bool IsLikeHost(string name, string host) => HostLabels.Of(host).Any(label => Of(name, label) is not Agreement.None);

    /// <summary>Whole if <paramref name="label"/> is made of all words of <paramref name="name"/> but its legal form, or of all their initials; part
    /// if it is made of the first ones; akin if both begin alike or share a word.</summary>
    public static Agreement Of(string name, string label)
    {
        var words = AddressSpelling.Words(name);
        var target = AddressSpelling.Joined(label);
        if (words.Count is 0 or > MaxWords || target.Length < 2) return Agreement.None;

        var best = Agreement.None;
        var trimmed = WithoutLegalForm(words);
        for (var start = 0; start <= MaxAffixChars && start < target.Length && best < Agreement.Part; start++)
        {
            if (Best(target.AsSpan(start), trimmed, 0, default) is { } cover && (start == 0 || cover.LongChars >= MinNameChars))
            {
                best = (Agreement)Math.Max((int)best, (int)Judge(cover, trimmed));
            }
        }

        return best is Agreement.None && IsAkin(words, target) ? Agreement.Akin : best;
    }

    /// <summary>Which words an address is made of.</summary>
    /// <param name="Used">Bit n is word n.</param>
    /// <param name="LongChars">How many of its characters are in words or beginnings rather than initials.</param>
    /// <param name="WholeCount">How many words stand there in full.</param>
    private readonly record struct Cover(int Used, int LongChars, int WholeCount)
    {
        public bool Has(int word) => (Used & (1 << word)) != 0;

        public Cover With(int word, int length, bool isWhole) =>
            new(Used | (1 << word), LongChars + (length >= MinPieceChars || isWhole ? length : 0), WholeCount + (isWhole ? 1 : 0));
    }

    private static Agreement Judge(Cover cover, List<string> words)
    {
        var usedCount = int.PopCount(cover.Used);
        var main = Enumerable.Range(0, words.Count).Where(word => !SmallWords.Contains(words[word])).ToList();
        var unused = main.Where(word => !cover.Has(word)).ToList();
        var isSure = cover.LongChars >= MinSharedChars || cover.WholeCount == words.Count || (usedCount >= MinInitials && unused.Count == 0);
        if (!isSure) return Agreement.None;
        if (unused.Count == 0) return Agreement.Whole;
        var beginsAlike = main.Count > 0 && cover.Has(main[0]) && unused.Count * 2 <= main.Count
            && !unused.Exists(word => ValueShapes.IsNoNameWord(words[word]));
        return beginsAlike ? Agreement.Part : Agreement.Akin;
    }

    /// <summary>The best way to read <paramref name="rest"/> as words, beginnings and initials, in the order of the name; null if there is none.</summary>
    private static Cover? Best(ReadOnlySpan<char> rest, List<string> words, int at, Cover found)
    {
        if (rest.IsEmpty) return found;
        if (at == words.Count) return IsAffix(rest) && found.LongChars >= MinNameChars ? found : null;

        var best = Best(rest, words, at + 1, found);
        var length = rest.CommonPrefixLength(words[at]);
        if (length == 0) return best;
        if (length == words[at].Length || length >= MinPieceChars)
        {
            best = Better(best, Best(rest[length..], words, at + 1, found.With(at, length, length == words[at].Length)));
        }

        return words[at].Length == 1 ? best : Better(best, Best(rest[1..], words, at + 1, found.With(at, 1, isWhole: false)));
    }

    private static Cover? Better(Cover? one, Cover? other) =>
        one is not { } left || (other is { } right && (int.PopCount(right.Used), right.LongChars).CompareTo((int.PopCount(left.Used), left.LongChars)) > 0)
            ? other
            : one;

    private static bool IsAffix(ReadOnlySpan<char> rest) => rest.Length <= MaxAffixChars || ValueShapes.IsCompanySuffix(rest.ToString());

    /// <summary>Without <c>GmbH</c>, <c>S.r.l.</c>, <c>Sp. z o.o.</c>; a name that is nothing else keeps its first word.</summary>
    private static List<string> WithoutLegalForm(List<string> words)
    {
        var count = words.Count;
        while (count > 1 && (words[count - 1].Length == 1 || words[count - 1] is "sp" or "spol" || ValueShapes.IsCompanySuffix(words[count - 1]))) count--;
        return words.GetRange(0, count);
    }

    /// <summary>True if the label begins as the name or one of its words does, or with the initials.</summary>
    private static bool IsAkin(List<string> words, string label)
    {
        var initials = string.Concat(words.Select(word => word[0]));
        return (initials.Length > 1 && label.StartsWith(initials, StringComparison.Ordinal))
            || label.AsSpan().CommonPrefixLength(string.Concat(words)) >= Math.Min(MinSharedChars, label.Length)
            || words.Exists(word => word.Length >= MinSharedChars && label.Contains(word, StringComparison.Ordinal));
    }
}
