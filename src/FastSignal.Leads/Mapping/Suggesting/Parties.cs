namespace FastSignal.Leads;

/// <summary>Finds the parties of a payload: who is there in which role.</summary>
internal static class Parties
{
    /// <summary>The parties that have one of <paramref name="roles"/>, in the order in which they occur. What is in an event or a page is its own
    /// rather than the payload's.</summary>
    public static List<Party> Find(List<PathReading> readings, ConceptSet roles) =>
        FindAnywhere([.. readings.Where(reading => !reading.Outer.Set.HasAny(Roles.Things))], roles);

    /// <summary>The same, in events and pages as well.</summary>
    public static List<Party> FindAnywhere(List<PathReading> readings, ConceptSet roles) =>
        [.. readings.Where(reading => !reading.IsEmpty && reading.Says(roles))
            .SelectMany(reading => RolesOf(reading, roles).Select(role => (role, reading)))
            .GroupBy(pair => pair.role, pair => pair.reading)
            .Select(group => new Party(
                group.Key.Token, group.Key.Role, [.. group.Where(reading => !reading.Says(Roles.NotTheLead.Without(ConceptSet.Of(group.Key.Role))))]))];

    /// <summary>The roles that the containers of <paramref name="reading"/> and its own key say.</summary>
    private static HashSet<(string Token, Concept Role)> RolesOf(PathReading reading, ConceptSet roles)
    {
        var containers = PathSegments.Of(reading.Container).Where(segment => !PathSegments.IsIndex(segment)).Select(segment => Vocabulary.Read(segment));
        return [.. containers.Append(reading.Own).SelectMany(words => words.Concepts.Where(roles.Has).Select(role => (words.FirstToken, role)))];
    }
}
