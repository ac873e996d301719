using System.Collections.Frozen;

namespace FastSignal.Leads;

/// <summary>The word of a place or a resource that fields hang on, be it a container's (<c>store.email</c>) or the beginning of flat keys
/// (<c>store_email</c>).</summary>
/// <param name="Path">The path of the container, or that of the container of the flat keys.</param>
/// <param name="Prefix">The first word of the flat keys; empty for a container.</param>
/// <param name="IsResource">True for what is booked or takes messages.</param>
/// <param name="IsDoubtful">True if the word means something else as often.</param>
internal sealed record PlaceWord(string Path, string Prefix, bool IsResource, bool IsDoubtful)
{
    private static readonly ConceptSet Owners = SampleReader.PersonWords | Roles.Companies | ConceptSet.Of(Concept.Employment);

    // What may stand between the words of a place (point de vente) and behind them (store details).
    private static readonly FrozenSet<string> SmallWords = KeyWords.Set("de du des d del della di da do das van der the la le");
    private static readonly FrozenSet<string> Choices = KeyWords.Set(
        "preferred primary nearest closest favorite favourite selected chosen assigned home local bevorzugte nachste gewahlte");
    private static readonly FrozenSet<string> Endings = KeyWords.Set("info details detail data infos daten id");

    /// <summary>The word that <paramref name="reading"/> hangs on; null for what is somebody's, in the place or around it, and for what was asked of
    /// somebody.</summary>
    public static PlaceWord? Around(PathReading reading)
    {
        if (reading.Selector is not null) return null;
        var containers = reading.Container.Length == 0 ? [] : PathSegments.Of(reading.Container);
        PlaceWord? word = null;
        var isOwned = false;
        for (var i = 0; i < containers.Length; i++)
        {
            if (PathSegments.IsIndex(containers[i])) continue;
            if (Vocabulary.Read(containers[i]).Set.HasAny(Owners))
            {
                if (word is not null) return null;
                isOwned = true;
            }
            else if (!isOwned || IsChosen(containers[i]))
            {
                word ??= OfContainer(containers[i], string.Join('.', containers[..(i + 1)]));
            }
        }

        if (reading.Own.Set.HasAny(Owners) || (isOwned && word is null)) return null;
        return word ?? OfFlatKey(reading, PathSegments.Of(reading.Path)[containers.Length]);
    }

    /// <summary>True if <paramref name="key"/> says a place or a resource.</summary>
    public static bool IsSaid(string key) => Find("", "", words => KeyWords.SayAny(key, words)) is not null;

    /// <summary>True if <paramref name="other"/> is besides the place: what is called like an envelope may have all of the lead in it.</summary>
    public bool LeavesOut(PathReading other) => !IsDoubtful || Prefix.Length > 0 || !PathSegments.IsInside(Path, other.Container);

    /// <summary>A container is called for a place by its last words: in <c>store_order</c> there is an order.</summary>
    private static PlaceWord? OfContainer(string key, string path)
    {
        var tokens = TokensOf(key);
        while (tokens.Count > 1 && Endings.Contains(tokens[^1])) tokens.RemoveAt(tokens.Count - 1);
        return tokens.Count == 0
            ? null
            : Find(path, "", words => KeyWords.SayAny(tokens[^1], words) || (tokens.Count > 1 && KeyWords.SayAny(tokens[^2] + tokens[^1], words)));
    }

    private static PlaceWord? OfFlatKey(PathReading reading, string key) =>
        reading.Own is { UnknownCount: < 2, Concepts.Count: > 0 }
            ? Find(reading.Container, reading.Own.FirstToken, words => KeyWords.SayAny(string.Join(' ', TokensOf(key)), words))
            : null;

    /// <summary>What is somebody's is no place of ours, unless it is the one of ours that they chose: <c>customer.preferred_store</c>.</summary>
    private static bool IsChosen(string key) => KeyTokens.Of(key) is [var first, _, ..] && Choices.Contains(first);

    private static List<string> TokensOf(string key) => [.. KeyTokens.Of(key).Where(token => !SmallWords.Contains(token))];

    private static PlaceWord? Find(string path, string prefix, Func<FrozenSet<string>, bool> says)
    {
        if (says(VocabularyOfPlaces.Premises)) return new(path, prefix, IsResource: false, IsDoubtful: false);
        if (says(VocabularyOfPlaces.Resources)) return new(path, prefix, IsResource: true, IsDoubtful: false);
        if (says(VocabularyOfPlaces.PerhapsPremises)) return new(path, prefix, IsResource: false, IsDoubtful: true);
        return says(VocabularyOfPlaces.PerhapsResources) ? new(path, prefix, IsResource: true, IsDoubtful: true) : null;
    }
}
