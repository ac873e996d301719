namespace FastSignal.Leads;

/// <summary>Finds the key under which a list has its labels where it is none of the known ones: several elements say a field there, and the one that
/// says email holds an address.</summary>
internal static class ListLabelKey
{
    private const int MinFields = 2;

    /// <summary>The key, plain (see <see cref="VocabularyOfLabels.Plain"/>); null if there is none.</summary>
    /// <param name="elements">The keys and texts of each element.</param>
    public static string? Find(IReadOnlyList<List<(string Key, string Text)>> elements) =>
        elements.SelectMany(element => element).Select(pair => pair.Key).Distinct(StringComparer.Ordinal).FirstOrDefault(key => IsOfLabels(key, elements));

    private static bool IsOfLabels(string key, IReadOnlyList<List<(string Key, string Text)>> elements)
    {
        var fields = new HashSet<Concept>();
        var isProven = false;
        foreach (var element in elements)
        {
            var label = element.Find(pair => string.Equals(pair.Key, key, StringComparison.Ordinal)).Text;
            if (label is null) return false;
            if (Vocabulary.Read(label, isLabel: true) is not { UnknownCount: 0 } says || !says.Set.HasAny(VocabularyOfLabels.KindsOfField)) continue;
            fields.UnionWith(says.Concepts);
            isProven |= says.Has(Concept.Email) && element.Exists(pair => ValueShapes.Of(pair.Text).HasFlag(ValueShape.Email));
        }

        return isProven && fields.Count >= MinFields;
    }
}
