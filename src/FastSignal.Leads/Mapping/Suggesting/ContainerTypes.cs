using System.Collections.Frozen;
using FastSignal.Parsing;

namespace FastSignal.Leads;

/// <summary>Reads what containers say of themselves in a type, a flag or a role.</summary>
internal static class ContainerTypes
{
    private static readonly ConceptSet NotTheLead = ConceptSet.Of(Concept.Ours, Concept.OtherPerson, Concept.Partner, Concept.Sender);
    private static readonly ConceptSet NamesOfSomebody = ConceptSet.Of(Concept.Email, Concept.Name, Concept.FullName, Concept.GivenName, Concept.Login);
    // Who drew up what the others of the list sign.
    private static readonly HashSet<string> Authors = new(StringComparer.Ordinal) { "author", "issuer", "drafter" };

    // Whose trade is their own: a tool for landlords has landlords for leads, as a type beside the name says.
    private static readonly FrozenSet<string> Trades = KeyWords.Set(
        "landlord lessor seller vendor merchant broker adviser advisor consultant coach trainer tutor teacher therapist technician realtor",
        "practitioner stylist inspector surveyor appraiser auctioneer estimator vermieter makler berater verkaufer bailleur courtier conseiller",
        "vendeur arrendador corredor asesor vendedor locador corretor consulente venditore verhuurder makelaar adviseur verkoper commercial",
        "comercial commerciale");

    // What is done for somebody says nothing of who they are.
    private static readonly FrozenSet<string> Deeds = KeyWords.Set("notify notified escalated forwarded transferred routed");

    // What an app calls its users, who are the leads of who runs the app.
    private static readonly FrozenSet<string> AppRoles = KeyWords.Set("owner editor manager creator publisher admin");

    // Whoever owns something, such as a house, is asked for it with a yes or a no.
    private static readonly FrozenSet<string> Owners = KeyWords.Set("owner inhaber eigentumer besitzer proprietaire propietario proprietario eigenaar");

    private static readonly ConceptSet OurRoles = ConceptSet.Of(Concept.Ours, Concept.Sender);
    private static readonly ConceptSet OnlyOfElements = ConceptSet.Of(Concept.Personal, Concept.Partner);
    private static readonly ConceptSet Types = OurRoles | SampleReader.PersonWords | ConceptSet.Of(Concept.Company, Concept.Personal);

    private const int MaxTypeChars = 30;

    private static readonly HashSet<string> TypeKeys = new(StringComparer.Ordinal)
    {
        "type", "object", "objecttype", "usertype", "customertype", "accounttype", "clienttype", "kind", "affiliation", "side", "partytype",
        "participanttype", "relationship",
    };

    /// <summary>What containers say of themselves: <c>{"type": "operator", "name": ...}</c> is an operator, and so is <c>{"is_operator": true}</c>. Only a
    /// single word that says whose.</summary>
    /// <param name="leavesByPath">All paths with what the samples hold there.</param>
    /// <param name="labels">The values that have a label: who is named by them is named as well.</param>
    public static Dictionary<string, Words> Of(IReadOnlyList<IGrouping<string, Leaf>> leavesByPath, IEnumerable<LabelledValue> labels)
    {
        var types = new Dictionary<string, Words>(StringComparer.Ordinal);
        foreach (var (container, words) in References.Find(leavesByPath)) types.TryAdd(container, words);
        var named = leavesByPath.Where(group => Vocabulary.Read(PathSegments.Of(group.Key)[^1]).Set.HasAny(NamesOfSomebody))
            .Select(group => PathSegments.ContainerOf(group.Key)).ToHashSet(StringComparer.Ordinal);
        named.UnionWith(named.Select(PathSegments.ContainerOf).Where(container => container.Length > 0).ToList());
        named.UnionWith(labels.Select(label => PathSegments.ContainerOf(label.Selector.ArrayPath)).Where(container => container.Length > 0));
        var listsOfParties = leavesByPath.Where(IsRoleOfLead).Select(group => PathSegments.ContainerOf(PathSegments.ContainerOf(group.Key)))
            .ToHashSet(StringComparer.Ordinal);
        var customers = leavesByPath.Where(group => Tenants.IsOfCustomer(PathSegments.Of(group.Key)[^1]))
            .Select(group => PathSegments.ContainerOf(group.Key)).ToHashSet(StringComparer.Ordinal);
        foreach (var group in leavesByPath)
        {
            var path = group.Key;
            var dot = path.LastIndexOf('.');
            if (dot > 0 && Software.IsNamed(path[(dot + 1)..], group.First().Value))
            {
                types[path[..dot]] = Vocabulary.Read("technology");
                continue;
            }

            var container = PathSegments.ContainerOf(path);

            // A flag is about whom it stands beside: at the top of an event it is about whoever receives it.
            if (group.All(leaf => leaf.Kind is LeafKind.True) && !named.Contains(container)) continue;

            // Beside what is sent it is the account's that sends it.
            if (container.Length == 0 && IsSubdomain(path) && !named.Contains(container)) continue;
            var isElement = PathSegments.IsIndex(container.AsSpan(container.LastIndexOf('.') + 1));
            var isParty = isElement && listsOfParties.Contains(PathSegments.ContainerOf(container));
            if (IsSubdomain(path[(dot + 1)..]) && customers.Contains(container)) continue;
            var words = TypeWords(group.FirstOrDefault(leaf => leaf.Value is not null, group.First()), path[(dot + 1)..], isElement, isParty);
            var isSure = words is { UnknownCount: 0, Concepts.Count: 1 } && words.Set.HasAny(Types);
            if (words is null || !(isSure || (isParty && words.Set.HasAny(Roles.NotTheLead)))) continue;

            if (words.EndsNeutral && words.Set.HasAny(Roles.NotTheLead)) continue; // An event that is called for them: partner_application.
            // A private company is no private address, and what trade a company is in says nothing of what it is to us.
            if (!isElement && words.Set.HasAny(OnlyOfElements)) continue;

            // A customer that is a company is a company.
            if (!types.TryAdd(container, words) && words.Has(Concept.Company) && types[container].Has(Concept.Person)) types[container] = words;
        }

        foreach (var network in Networks.Find(leavesByPath)) types.TryAdd(network, Vocabulary.Read("geoip"));
        foreach (var company in EventKinds.CompaniesIn(leavesByPath)) types.TryAdd(company, Vocabulary.Read("company"));
        foreach (var tenant in Tenants.Find(leavesByPath.Select(group => group.Key))) types.TryAdd(tenant, Vocabulary.Read("company"));
        return types;
    }

    private static bool IsSubdomain(string key) => string.Equals(key, "subdomain", StringComparison.OrdinalIgnoreCase);

    /// <summary>True for a domain that is no host: it is the first label of an address at the sender's, unless it says whether the payload is a test.</summary>
    private static bool IsSubdomain(string key, in Leaf leaf) =>
        leaf.Kind is LeafKind.String && leaf.Value is not ("live" or "test" or "production" or "sandbox")
            && string.Equals(key, "domain", StringComparison.OrdinalIgnoreCase) && leaf.Value!.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')
            && char.IsAsciiLetterLower(leaf.Value![0]);

    /// <summary>The paths that only repeat what the type beside them says: in <c>{"type": "title", "title": ...}</c> the field is called as what is
    /// around it.</summary>
    public static HashSet<string> Variants(IEnumerable<IGrouping<string, Leaf>> leavesByPath) =>
        [.. leavesByPath.Where(group => group.Key.EndsWith(".type", StringComparison.Ordinal)).Select(group => group.Key[..^4] + group.First().Value)];

    /// <summary>True for the role of an element that is called for the lead (<c>customer</c>): then the roles of its list are no job titles.</summary>
    private static bool IsRoleOfLead(IGrouping<string, Leaf> group)
    {
        var (element, key) = (PathSegments.ContainerOf(group.Key), group.Key[(group.Key.LastIndexOf('.') + 1)..]);
        if (!(IsRole(key) || IsType(key)) || !PathSegments.IsIndex(element.AsSpan(element.LastIndexOf('.') + 1))) return false;
        return group.First().Value is { Length: > 0 and <= MaxTypeChars } role && char.IsAsciiLetterLower(role[0])
            && Vocabulary.Read(role) is { UnknownCount: 0, Concepts: [Concept.Person] };
    }

    private static bool IsType(string key) => TypeKeys.Contains(string.Concat(key.Where(char.IsLetter)).ToLowerInvariant());

    private static bool IsRole(string key) => string.Equals(key, "role", StringComparison.OrdinalIgnoreCase);

    private static Words? TypeWords(in Leaf leaf, string key, bool isElement, bool isParty)
    {
        // An account with a subdomain is the one that the sender gave us.
        if (leaf.Value is { Length: > 0 } && (IsSubdomain(key) || IsSubdomain(key, leaf))) return Vocabulary.Read("our");
        if (leaf.Kind is LeafKind.True)
        {
            if (KeyTokens.Of(key) is ["my" or "our", _, ..]) return Vocabulary.Read("our"); // Whatever is mine, it is the sender's: my_party.
            if (isElement && (VocabularyOfPlaces.IsInvited(key) || KeyTokens.Of(key) is ["is", var who] && Authors.Contains(who)))
            {
                return Vocabulary.Read("our");
            }

            if (KeyTokens.Of(key) is ["is", var what] && ((!isElement && AppRoles.Contains(what)) || Trades.Contains(what))) return null;
            if (!isElement && KeyTokens.Of(key) is [var owner] && Owners.Contains(owner)) return null;
            if (Deeds.Contains(key)) return null;

            // What somebody agreed to with a partner makes nobody a partner: optin_partner.
            var flag = Vocabulary.Read(key);
            if (flag.Has(Concept.Meta) && KeyTokens.Of(key)[0] is not "is") return null;
            flag = flag.Without(Concept.Meta);
            return flag.Set.HasAny(NotTheLead) ? flag : null;
        }

        if (leaf.Value is not { Length: > 0 and <= MaxTypeChars }) return null;
        // A room is invited to a meeting like a person.
        if (IsType(key) && isElement && VocabularyOfPlaces.IsInvited(leaf.Value)) return Vocabulary.Read("our");
        if (IsType(key) && !isElement && KeyTokens.Of(leaf.Value) is [var trade] && Trades.Contains(trade)) return null;
        if (IsType(key)) return Vocabulary.Read(leaf.Value is "us" or "we" or "ours" ? "our" : leaf.Value);

        // Apps give these roles to their users, who are the leads of who runs the app; in a list of several it sets one apart.
        if (!isElement && (AppRoles.Contains(leaf.Value) || KeyTokens.Of(leaf.Value) is [_, "owner" or "admin"] || Trades.Contains(leaf.Value))) return null;

        // A role is a job title to people; what programs write ("host", "sender") begins small. Who a message is from may be the lead.
        var isCode = IsRole(key) && char.IsAsciiLetterLower(leaf.Value[0]) && leaf.Value is not "from";
        return isCode && Vocabulary.Read(leaf.Value) is var role && role.Set.HasAny(isParty ? Types | Roles.NotTheLead : OurRoles) ? role : null;
    }
}
