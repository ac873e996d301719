using System.Globalization;

namespace FastSignal.Leads;

/// <summary>Proposes a mapping from samples, by what the keys say and by what the values look like.</summary>
/// <remarks>In three steps: every path is read (<see cref="SampleReader"/>: its words in seven languages, its values, whose it is), every way to fill a
/// key gets a score (<see cref="CandidateFinder"/>: the tables of <see cref="KeyRules"/>, <see cref="ValueRules"/>, <see cref="ContextRules"/>), and of
/// these one a key is chosen so that all are about one person (<see cref="Assignment"/>). Where keys say nothing, or too much, values that agree decide:
/// a name that the email address is made of, a company that is called like its host (<see cref="AgreeingFields"/>, <see cref="AgreementRules"/>), and
/// what is only hinted at counts if something else says the same (<see cref="Corroboration"/>). No rule knows a sender.</remarks>
public static class MappingSuggester
{
    /// <summary>The suggestion for <paramref name="samples"/>, which are entries of one signal.</summary>
    public static MappingSuggestion Suggest(SignalTarget target, IReadOnlyList<IReadOnlyList<Leaf>> samples)
    {
        var unfolded = new UnfoldedKeys(samples);
        var readings = SampleReader.Read(target, unfolded.Samples);
        var chosen = new Assignment(new CandidateFinder(target, readings), readings).Choose();
        var mapping = SignalMapping.Empty;
        var why = new Dictionary<LeadKey, string>();
        foreach (var candidate in chosen)
        {
            mapping = mapping.With(candidate.Key, [.. candidate.Parts.Select(part => unfolded.PathOf(part.Path))]);
            mapping = mapping.WithSelectors(candidate.Key, [.. candidate.Parts.Select(part => unfolded.IsPlain(part.Path) ? part.Selector : null)]);
            why[candidate.Key] = Explain(candidate, unfolded);
        }

        return new(mapping, why, samples.Any(sample => EntryMapper.Map(target, mapping, sample).Problem is MappingProblem.None));
    }

    private static string Explain(Candidate candidate, UnfoldedKeys unfolded)
    {
        var paths = string.Join(" + ", candidate.Parts.Select(part => '"' + unfolded.PathOf(part.Path) + '"'));
        var confidence = (Math.Clamp(candidate.Score, 0, 99) / 100.0).ToString("0.00", CultureInfo.InvariantCulture);
        return $"{paths}: {string.Join("; ", candidate.Reasons)} (confidence {confidence})";
    }
}
