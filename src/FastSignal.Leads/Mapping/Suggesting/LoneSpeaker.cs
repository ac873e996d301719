using System.Collections.Frozen;

namespace FastSignal.Leads;

/// <summary>Tells whether a signal is about speakers: who speaks at an event is not its visitor, but where nobody else is named, the speaker is the lead.</summary>
internal static class LoneSpeaker
{
    private static readonly ConceptSet PartsOfPerson = ConceptSet.Of(Concept.Email, Concept.GivenName, Concept.FamilyName, Concept.FullName, Concept.Linkedin);
    private static readonly ConceptSet NotTheLead = ConceptSet.Of(Concept.Ours, Concept.Referrer, Concept.OtherPerson, Concept.Previous, Concept.Sender);
    private static readonly ConceptSet Things = ConceptSet.Of(Concept.Thing, Concept.Page);

    private static readonly FrozenSet<string> Speakers =
        "speaker speakers panelist panelists presenter presenters redner vortragender vortragende intervenant intervenants conferencier ponente ponentes conferencista palestrante palestrantes relatore relatori spreker sprekers prelegent".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>True if nobody but a speaker is named, outside of any event that is sent as such.</summary>
    public static bool IsIn(List<PathReading> readings)
    {
        var people = readings.Where(reading => !reading.IsEmpty && reading.Own.Set.HasAny(PartsOfPerson)).ToList();
        return people.TrueForAll(reading => reading.Says(NotTheLead)) && people.Exists(reading => IsSpeakers(reading.Outer) && !reading.Outer.Set.HasAny(Things));
    }

    /// <summary>The words of a container where the speaker is the lead.</summary>
    public static Words OfLead(Words words) => IsSpeakers(words) ? Vocabulary.Read("lead") : words;

    private static bool IsSpeakers(Words words) => words.Concepts is [Concept.OtherPerson] && Speakers.Contains(words.FirstToken);
}
