using System.Collections.Frozen;
using System.Text;

namespace FastSignal.Leads;

/// <summary>Knows what the words of keys and of form labels mean.</summary>
/// <remarks>Compounds without a boundary (<c>firmenname</c>, <c>paispj</c>, <c>contactemail</c>) are cut into words of the vocabulary if they can be
/// cut without a rest; so the tables need no entry for each.</remarks>
internal static class Vocabulary
{
    private const int MaxPhraseWords = 5;
    private const int MinSentenceWords = 4;
    private const int MinPartChars = 3;
    private const int MinJoinedChars = 6;
    private const char FirstIdeograph = '\u2E80'; // From here on, one or two characters are a word.
    private const int MaxTokens = 40; // A question of a form; longer texts are no labels.

    private static readonly FrozenDictionary<string, Concept> Entries = BuildEntries();
    private static readonly FrozenSet<string> SmallWords = KeyWords.Set(
        "a an the of for your you my we is are was what whats s do does did in and or und oder y et e und your please enter provide give tell us me",
        "which who how de del della dello dei di da do das dos du des d l la le les el los las il lo gli i der die das den dem ein eine einen van",
        "het een en ihr ihre ihren dein deine votre vos ton tu su sus sua seu seus tuo suo uw je jouw bitte wie ist lautet welche welches quel",
        "quelle quels est cual es qual ha e c con with by und select choose type here should applying representing contacting writing reaching",
        "calling called vertreten heisst nennt appelle llama chama chiama si se vostra vostro vuestra vuestro vossa vosso eure euer jullie come como",
        "hoe where wo kann man sie donde dove onde waar can could would like will be have has this that it if any by n o os as um uma un une una als",
        "bei chez en per por para pour fur aan met op is dar");

    private static readonly ConceptSet NameParts = ConceptSet.Of(Concept.GivenName, Concept.FamilyName, Concept.Name);

    private static readonly FrozenSet<string> Doers = KeyWords.Set("by von durch par por da door av af przez");

    private static readonly FrozenSet<string> Interrogatives = KeyWords.Set(
        "what which wie welche quel quelle quels cual cuales quien qual quale quem chi wat welke");

    private static readonly FrozenSet<string> OurOwn = KeyWords.Set(
        "my unser unsere unserer notre nuestro nuestra nosso nossa nostro nostra onze vores nasz nasza eigene");

    private static readonly FrozenSet<string> ShortTails = KeyWords.Set("id url pj pf nr tel");

    /// <summary>Reads the words of one key.</summary>
    /// <param name="key">One segment of a path, or a label.</param>
    /// <param name="isLabel">A label is a sentence: "to" and "from" are then small words rather than a recipient and a sender.</param>
    public static Words Read(string key, bool isLabel = false)
    {
        var tokens = KeyTokens.Of(WithoutPossessive(WithoutOrigin(key.Length > 300 ? key[..300] : key)));
        if (tokens.Count == 0 || tokens.Count > MaxTokens) return Words.None;

        // A key that is a question was written for people, too.
        isLabel = isLabel || key.Contains('?') || (tokens.Count >= MinSentenceWords && (key.Contains(' ') || Interrogatives.Contains(tokens[0])));
        var concepts = new List<Concept>();
        var endsNeutral = false;
        var unknownCount = 0;
        for (var i = 0; i < tokens.Count;)
        {
            if (TryPhrase(tokens, i, out var concept, out var wordCount))
            {
                i += wordCount;
                if (!(isLabel && wordCount == 1 && IsPreposition(tokens[i - 1])) && !IsDoneByLead(concept, tokens, i)) Add(concept);
                continue;
            }

            // Whatever was done, it was one of us who did it: publishedBy, closed_by_email. And what is mine is the sender's.
            var isOurs = IsDoer(tokens, i) || (OurOwn.Contains(tokens[i]) && tokens.Count > 1);
            if (isOurs && !isLabel) Add(Concept.Ours);
            else ReadToken(tokens[i], isLast: i == tokens.Count - 1 && i > 0);
            i++;
        }

        if (ReferralClauses.TellReferrer(tokens)) concepts.Insert(0, Concept.Referrer);
        if (AreWholeName(concepts, isLabel)) concepts = [.. concepts.Where(concept => !NameParts.Has(concept)), Concept.FullName];
        return new(concepts, ConceptSet.Of([.. concepts]), unknownCount, FirstOf(tokens), endsNeutral);

        void Add(Concept concept)
        {
            endsNeutral = concept is Concept.Neutral;
            if (!endsNeutral) concepts.Add(concept);
        }

        void ReadToken(string token, bool isLast)
        {
            if (char.IsDigit(token[0]) && token.All(char.IsDigit))
            {
                if (isLast && token is not ("1" or "0" or "01")) Add(Concept.Secondary); // email2
            }
            else if (token.Length == 1 || SmallWords.Contains(token))
            {
                // Says nothing.
            }
            else if (TryCompound(token) is { } parts)
            {
                foreach (var part in parts) Add(part);
            }
            else
            {
                unknownCount++;
                endsNeutral = false;
            }
        }
    }

    /// <summary>The word that keys of one owner begin with; who did something is not whom it was done to: <c>referred_by_email</c>,
    /// <c>referred_email</c>.</summary>
    private static string FirstOf(List<string> tokens) => tokens.Count > 1 && Doers.Contains(tokens[1]) ? $"{tokens[0]} {tokens[1]}" : tokens[0];

    /// <summary>True if both halves of a name are asked for at once, with whatever between them: <c>votre prénom et votre nom</c>, <c>first and (if
    /// any) last name</c>.</summary>
    private static bool AreWholeName(List<Concept> concepts, bool isLabel)
    {
        var (given, family) = (concepts.Contains(Concept.GivenName), concepts.Contains(Concept.FamilyName));
        return (given && family) || (isLabel && (given || family) && concepts.Contains(Concept.Name));
    }

    /// <summary>True at the word "by", in any language, if whoever did it or a name or address of theirs follows: not in "sort by date".</summary>
    private static bool IsDoer(List<string> tokens, int at)
    {
        if (at == 0 || !Doers.Contains(tokens[at]) || IsDictionary(tokens, at)) return false;
        return at == tokens.Count - 1 || tokens[at + 1] is "user"
            || (TryPhrase(tokens, at + 1, out var next, out _) && next is Concept.Name or Concept.Email or Concept.Phone or Concept.GivenName);
    }

    /// <summary>True where many are found by one of their fields: <c>fields_by_name</c>, <c>campos_por_nombre</c>.</summary>
    private static bool IsDictionary(List<string> tokens, int by) =>
        by < tokens.Count - 1 && tokens[by - 1] is [.., 's'] or "people" or "data" or "felder" or "werte" or "campi" or "velden";

    /// <summary>True if who did it is said, and is the lead: <c>created_by_customer</c>. Without that word it was one of us.</summary>
    private static bool IsDoneByLead(Concept concept, List<string> tokens, int next) =>
        concept is Concept.Ours && next < tokens.Count && Doers.Contains(tokens[next - 1]) && TryPhrase(tokens, next, out var doer, out _)
            && doer is Concept.Person;

    /// <summary>A field that is looked up says from where: <c>Website (from Company)</c>.</summary>
    private static string WithoutOrigin(string key) => key.IndexOf(" (from ", StringComparison.OrdinalIgnoreCase) is > 0 and var origin ? key[..origin] : key;

    /// <summary>Whose name it is: the s of <c>Main driver's name</c> is no word of its own.</summary>
    private static string WithoutPossessive(string key) => key.Replace("'s ", " ", StringComparison.Ordinal).Replace("’s ", " ", StringComparison.Ordinal);

    private static bool IsPreposition(string token) =>
        token is "to" or "from" or "at" or "on" or "is" or "has" or "no" or "via" or "by" or "start" or "new" or "best";

    private static bool TryPhrase(List<string> tokens, int start, out Concept concept, out int wordCount)
    {
        for (wordCount = Math.Min(MaxPhraseWords, tokens.Count - start); wordCount > 0; wordCount--)
        {
            var phrase = wordCount == 1 ? tokens[start] : string.Join(' ', tokens.GetRange(start, wordCount));
            if (TryWord(phrase, out concept)) return true;

            // vor_name and web_seite are one word to those who write them.
            if (wordCount == 2 && TryWord(tokens[start] + tokens[start + 1], out concept)) return true;
        }

        concept = Concept.Unknown;
        return false;
    }

    /// <summary>Looks a word up as it is, then without the ending of a plural, then as what a man is called.</summary>
    private static bool TryWord(string word, out Concept concept) =>
        TryNumber(word, out concept) || (Feminine.Masculine(word).FirstOrDefault(IsRole) is { } masculine && TryNumber(masculine, out concept));

    private static bool IsRole(string word) => TryNumber(word, out var concept) && SampleReader.PersonWords.Has(concept);

    private static bool TryNumber(string word, out Concept concept)
    {
        if (Entries.TryGetValue(word, out concept) || (HasUmlaut(word) && Entries.TryGetValue(WithoutUmlauts(word), out concept))) return true;
        if (word.Length < 4 || word[^1] != 's') return false;
        if (Entries.TryGetValue(word[..^1], out concept)) return true;
        if (!word.EndsWith("es", StringComparison.Ordinal)) return false;
        return Entries.TryGetValue(word[..^2], out concept)
            || (word.EndsWith("ies", StringComparison.Ordinal) && Entries.TryGetValue(string.Concat(word.AsSpan(0, word.Length - 3), "y"), out concept));
    }

    // German keys without umlauts: geschaeftsfuehrer. The tables have the bare letter, for KeyTokens takes the dots away.
    private static bool HasUmlaut(string word) =>
        word.Contains("ae", StringComparison.Ordinal) || word.Contains("oe", StringComparison.Ordinal) || word.Contains("ue", StringComparison.Ordinal);

    private static string WithoutUmlauts(string word) =>
        word.Replace("ae", "a", StringComparison.Ordinal).Replace("oe", "o", StringComparison.Ordinal).Replace("ue", "u", StringComparison.Ordinal);

    /// <summary>Cuts <paramref name="token"/> into as few words of the vocabulary as possible, without a rest; null if that cannot be done.</summary>
    private static Concept[]? TryCompound(string token)
    {
        if (token.Length > 40 || (Ascii.IsValid(token) && token.Length < (2 * MinPartChars) - 1)) return null;
        var best = new List<Concept>?[token.Length + 1];
        best[0] = [];
        for (var end = 1; end <= token.Length; end++)
        {
            for (var start = 0; start < end; start++)
            {
                if (best[start] is not { } before || before.Count > 3) continue;
                var part = token[start..end];
                if (part.Length < (part[0] < FirstIdeograph ? MinPartChars : 1) && !(end == token.Length && ShortTails.Contains(part))) continue;
                if (!TryWord(part, out var concept) || (best[end] is { } known && known.Count <= before.Count + 1)) continue;
                best[end] = [.. before, concept];
            }
        }

        return best[token.Length]?.ToArray();
    }

    private static FrozenDictionary<string, Concept> BuildEntries()
    {
        var entries = new Dictionary<string, Concept>(StringComparer.Ordinal);
        foreach (var (word, concept) in VocabularyTables.Read()) entries.TryAdd(KeyTokens.WithoutAccents(word), concept);

        // Who writes keys without a boundary writes phrases so as well: contactno, tradingname.
        foreach (var (phrase, concept) in entries.Where(entry => entry.Key.Contains(' ')).ToList())
        {
            var joined = phrase.Replace(" ", "", StringComparison.Ordinal);
            if (joined.Length >= MinJoinedChars) entries.TryAdd(joined, concept);
        }

        return entries.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
