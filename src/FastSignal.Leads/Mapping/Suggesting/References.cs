namespace FastSignal.Leads;

/// <summary>Follows the references of JSON:API documents: who is included is what the relationship to them is called, <c>assignee</c> or
/// <c>contact</c>.</summary>
/// <remarks>A resource has links to others by type and id (<c>data.relationships.assignee.data</c>), and the others stand in a list of their own
/// (<c>included</c>). An owner alone may be the customer: only beside somebody else, or where work was given to somebody, are those of ours told
/// apart.</remarks>
internal static class References
{
    private const string Relationships = "relationships";
    private const string Included = "included";

    private static readonly ConceptSet Others = ConceptSet.Of(Concept.Person) | Roles.NotTheLead;

    /// <summary>The containers that are referred to, and what the words of the relationship say.</summary>
    public static IEnumerable<(string Container, Words Words)> Find(IReadOnlyList<IGrouping<string, Leaf>> leavesByPath)
    {
        var values = leavesByPath.Where(group => group.Key.EndsWith(".id", StringComparison.Ordinal) || group.Key.EndsWith(".type", StringComparison.Ordinal))
            .ToDictionary(group => group.Key, group => group.First().Value, StringComparer.Ordinal);
        var roles = values.Keys.Select(path => (path, segments: PathSegments.Of(path)))
            .Where(link => link.segments is [.., Relationships, _, "data", "id"] or [.., Relationships, _, "data", "0", "id"])
            .Select(link => (Id: IdOf(PathSegments.ContainerOf(link.path), values), Role: link.segments[Array.LastIndexOf(link.segments, Relationships) + 1]))
            .GroupBy(link => link.Id)
            // A creator may be the contact as well: the role of a lead goes first.
            .ToDictionary(group => group.Key, group => group.Select(link => link.Role)
                .OrderBy(role => Vocabulary.Read(role).Set.HasAny(Roles.NotTheLead)).First());
        var found = values.Keys.Where(path => PathSegments.Of(path) is [Included, _, "id"]).Select(PathSegments.ContainerOf)
            .Select(container => (Container: container, Role: roles.GetValueOrDefault(IdOf(container, values))))
            .Where(element => element.Role is not null).Select(element => (element.Container, element.Role, Words: Vocabulary.Read(element.Role!)))
            .Where(element => element.Words is { UnknownCount: 0, Concepts.Count: 1 } && element.Words.Set.HasAny(Others)).ToList();
        var isSure = found.Exists(element => !element.Words.Set.HasAny(Roles.NotTheLead) || OurMails.IsAssigned(element.Role!));
        return isSure ? found.Select(element => (element.Container, element.Words)) : [];
    }

    private static (string? Type, string? Id) IdOf(string container, Dictionary<string, string?> values) =>
        (values.GetValueOrDefault(container + ".type"), values.GetValueOrDefault(container + ".id"));
}
