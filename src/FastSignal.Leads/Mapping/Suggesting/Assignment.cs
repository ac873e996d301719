namespace FastSignal.Leads;

/// <summary>Chooses one candidate a key so that all of them are about one person.</summary>
internal sealed class Assignment
{
    /// <summary>Below this a key stays unmapped: a wrong person is worse than none.</summary>
    public const int Threshold = 60;

    private const int SureEmpty = 70; // What a key must say where no sample has a value and another field has one.
    private const int MaxOtherHosts = 12;
    private const int EqualWithin = 5;
    private const int PointsBeside = 2;
    private const int MaxPointsBeside = 10;
    private const int AtEdgePoints = -10;
    private const int BystanderPoints = 60; // More than any one key brings.

    private static readonly ConceptSet PersonNames = ConceptSet.Of(Concept.Name, Concept.FullName, Concept.Email);

    private readonly IReadOnlyList<LeadKey> _keys;
    private readonly List<PathReading> _readings;
    private readonly Dictionary<LeadKey, List<Candidate>> _candidates;
    private readonly bool _wantsPerson;
    private readonly List<string> _companyMails;
    private readonly Corroboration _corroboration;
    private readonly AgreeingFields _agreeing;

    /// <summary>Chooses among the candidates of <paramref name="finder"/>, which come from <paramref name="readings"/>.</summary>
    public Assignment(CandidateFinder finder, List<PathReading> readings)
    {
        (_keys, _readings, _wantsPerson) = (finder.Keys, readings, finder.WantsPerson);
        _candidates = finder.Keys.ToDictionary(key => key, finder.Find);
        _companyMails = finder.WantsPerson ? [] : [.. CompanyMails.Find(readings, _candidates[LeadKey.CompanyName])];
        _corroboration = new(readings);
        _agreeing = new(readings, finder.OurHosts, finder.WantsPerson);
    }

    /// <summary>The chosen candidates. All keys are chosen twice, for what is chosen last may prove what came first.</summary>
    public List<Candidate> Choose()
    {
        var anchor = AnchorGroup();
        var chosen = Choose(anchor, Choose(anchor, []));
        return _wantsPerson && !chosen.Exists(NamesSomebody) ? chosen.FindAll(IsAnybodys) : chosen;
    }

    private static bool NamesSomebody(Candidate candidate) =>
        candidate.Value.Length > 0 && (LeadKeys.OfPerson.Contains(candidate.Key) || candidate.Key is LeadKey.Phone or LeadKey.CompanyDomain or LeadKey.CompanyLinkedinUrl);

    /// <summary>True for what was asked of somebody, what the samples leave open, and a company's name under a key of its own. Where the samples name nobody, an account around a name is
    /// as often the one that the sender gave us, and a city or a title is anything's.</summary>
    private static bool IsAnybodys(Candidate candidate) =>
        candidate.Value.Length == 0 || candidate.Parts[0].Selector is not null || (candidate.Key is LeadKey.CompanyName && candidate.Parts[0].Place is not Place.Company);

    private List<Candidate> Choose(string anchor, List<Candidate> before)
    {
        var isCompanyNamed = !_candidates.ContainsKey(LeadKey.Email) && _candidates.Values.Any(candidates => candidates.Exists(IsSureCompany));
        var chosen = new List<Candidate>();
        foreach (var key in _keys)
        {
            List<Candidate> known = [.. chosen, .. before.Where(candidate => candidate.Key > key)];
            var lead = new ChosenLead(known, _companyMails);
            var candidates = _candidates[key].Concat(_agreeing.Find(key, lead)).Where(candidate => !IsRival(anchor, candidate) && !IsOfNamedStranger(anchor, candidate) && !IsLoose(anchor, candidate) && !(isCompanyNamed && IsOfEdge(candidate)));
            if (key is LeadKey.CompanyDomain) candidates = candidates.Select(candidate => WithEmailHost(candidate, chosen));
            if (key is LeadKey.CompanyName or LeadKey.CompanyDomain && chosen.Find(other => other.Key is LeadKey.Email) is { } email)
            {
                // It must be sure who the lead is before others can be told from the lead.
                List<string> others = before.Count > 0 ? HostsOfOthers(email) : [];
                candidates = candidates.Select(candidate => EmailCompany.Judge(candidate, email, IsDescribed(candidate), others));
            }

            if (key is LeadKey.City or LeadKey.Country) candidates = candidates.Select(candidate => IsElsewhereAtEdge(anchor, candidate) ? candidate.Plus(AtEdgePoints, "it is where somebody on the edge is") : candidate);
            if (key is LeadKey.FullName) candidates = candidates.Where(candidate => !IsStranger(candidate, chosen)).Select(WithParts);
            var weighed = AgreementRules.Weigh([.. candidates], lead);
            if (key is LeadKey.Email) weighed = WorkMail.Prefer(weighed, lead);
            var best = Best(weighed.Select(candidate => _corroboration.Judge(candidate, lead, before.Count > 0 ? known : [])), anchor, known);
            if (best is not null) chosen.Add(best);
        }

        return chosen;
    }

    private static bool IsSureCompany(Candidate candidate) => LeadKeys.OfCompany.Contains(candidate.Key) && candidate.Score >= Threshold && candidate.Parts[0].Place is Place.Company && !IsOfEdge(candidate);

    /// <summary>True for a company of who is at the edge of the event: where companies are wanted, it gives way to one that the event is about.</summary>
    private static bool IsOfEdge(Candidate candidate) => LeadKeys.OfCompany.Contains(candidate.Key) && candidate.Parts[0].Says(ConceptSet.Of(Concept.Bystander));

    /// <summary>The group with the strongest person: the one that the other keys must not contradict.</summary>
    private string AnchorGroup()
    {
        var scores = new Dictionary<string, int>(StringComparer.Ordinal);
        var hasLead = _candidates.Values.SelectMany(candidates => candidates).Any(candidate => candidate.Score >= Threshold && IsOfLead(candidate));
        var isNamed = _candidates.Values.SelectMany(candidates => candidates).Any(IsNameOfLead);
        foreach (var key in LeadKeys.OfPerson)
        {
            if (!_candidates.TryGetValue(key, out var candidates)) continue;
            foreach (var best in candidates.Where(candidate => candidate.Score >= Threshold).GroupBy(candidate => candidate.Group, StringComparer.Ordinal).Select(group => group.First()))
                scores[best.Group] = scores.GetValueOrDefault(best.Group) + best.Score - 40 - (IsAtEdge(best.Parts[0], hasLead, isNamed) ? BystanderPoints : 0);
        }

        // Of equally strong persons, the one that the sender wrote first.
        if (scores.Count == 0) return "";
        var enough = scores.Values.Max() - EqualWithin;
        return _readings.First(reading => scores.GetValueOrDefault(reading.Group, int.MinValue) >= enough).Group;
    }

    /// <summary>True for who gives way to others: who is called for the edge of an event beside a lead, what has a name and a mailbox beside a lead who is named, and who made the thing that
    /// others did something with (<c>post.authorName</c>).</summary>
    private static bool IsAtEdge(PathReading person, bool hasLead, bool isNamed) => (hasLead && IsBystanders(person)) || (isNamed && IsOfNobody(person) && !person.Says(SampleReader.PersonWords)) || (person.Place is Place.Thing && person.Own.Has(Concept.Bystander));

    /// <summary>True for the place of who pays or receives the goods beside the lead: the place of the lead's company goes before it.</summary>
    private static bool IsElsewhereAtEdge(string anchor, Candidate candidate) =>
        IsBystanders(candidate.Parts[0]) && !string.Equals(candidate.Group, anchor, StringComparison.Ordinal) && (anchor.Length == 0 || !PathSegments.IsInside(anchor, candidate.Group));

    private static bool IsBystanders(PathReading reading) => reading.Place is Place.Bystander || (reading.Place is Place.Neutral && reading.Own.Has(Concept.Bystander));

    /// <summary>True for an address or both halves of a name in a container or under keys that are called for the lead: a user beside it is one of the sender's, however much is known about the user.</summary>
    private static bool IsOfLead(Candidate candidate) =>
        LeadKeys.OfPerson.Contains(candidate.Key) && (candidate.Key is not LeadKey.FullName || candidate.Parts.Count > 1) && candidate.Parts[0] is { IsEmpty: false } part && IsCalledForLead(part) && !part.Says(ConceptSet.Of(Concept.Bystander));

    /// <summary>True for a whole name in a container or under keys that are called for the lead.</summary>
    private static bool IsNameOfLead(Candidate candidate) =>
        candidate.Key is LeadKey.FullName && candidate.Score >= Threshold && candidate.Parts[0] is { IsEmpty: false } part && (candidate.Parts.Count > 1 || part.Looks(ValueShape.WholeName)) && IsCalledForLead(part) && !part.Says(ConceptSet.Of(Concept.Bystander));

    private static bool IsCalledForLead(PathReading part) => part.Place is Place.Person ? part.Container.Length > 0 : part.Place is Place.Neutral && part.Own.Concepts is [Concept.Person, _, ..];

    /// <summary>True if the candidate belongs to another person than the anchor. Groups inside one another are one person, unless the lead is at the top and who is
    /// inside is called for the edge of the event; and so are two that carry the same email address or name.</summary>
    private bool IsRival(string anchor, Candidate candidate)
    {
        var group = candidate.Group;
        if (PathSegments.IsInside(group, anchor)) return false;
        if (PathSegments.IsInside(anchor, group)) return anchor.Length == 0 && IsBystanders(candidate.Parts[0]) && HaveOtherAddresses(group, anchor);
        if (LeadKeys.OfCompany.Contains(candidate.Key)) return NamesPerson(PathSegments.Of(group)) && HaveOtherAddresses(group, anchor);
        return IsPersonal(candidate.Key) && ArePersons(group, anchor) && AreApart(Identifying(group), Identifying(anchor));
    }

    private static bool AreApart(IEnumerable<string> one, IEnumerable<string> other) => one.Any() && other.Any() && !one.Intersect(other, StringComparer.OrdinalIgnoreCase).Any();

    /// <summary>True for an email address outside of the chosen person, under a key that says nothing known, which is not made of the person's name.</summary>
    private bool IsLoose(string anchor, Candidate candidate)
    {
        if (candidate.Key is not LeadKey.Email || anchor.Length == 0 || PathSegments.IsInside(anchor, candidate.Group) || candidate.Parts[0].Own is not { Concepts.Count: 0, UnknownCount: > 0 }) return false;
        var known = Identifying(anchor).ToList();
        return known.Count > 0 && !known.Exists(value => Party.IsMailOf(candidate.Value, value));
    }

    /// <summary>True for an address or a phone beside a name that is not the lead's, in a container whose word is nobody's or unknown: whatever that is, it is its own.</summary>
    private bool IsOfNamedStranger(string anchor, Candidate candidate)
    {
        var part = candidate.Parts[0];
        if (candidate.Key is not (LeadKey.Email or LeadKey.Phone) || part is not { Selector: null, Container.Length: > 0 } || !IsOfNobody(part)) return false;
        if (anchor.Length > 0 && PathSegments.IsInside(anchor, part.Container)) return false;
        var beside = _readings.FindAll(reading => string.Equals(reading.Container, part.Container, StringComparison.Ordinal));
        var names = beside.Where(reading => reading.Own.Concepts is [Concept.Name or Concept.FullName] && reading.Looks(ValueShape.Words)).Select(reading => reading.Value).ToList();
        var known = anchor.Length > 0 ? [.. Identifying(anchor)] : NamesAtTop();
        if (beside.Exists(reading => OurHosts.HostOf(reading.Value) is { } host && !ValueShapes.IsPrivateMailHost(host) && known.Exists(value => string.Equals(OurHosts.HostOf(value), host, StringComparison.Ordinal)))) return false;
        return names.Count > 0 && known.Count > 0 && !names.Intersect(known, StringComparer.OrdinalIgnoreCase).Any() && !known.Exists(name => string.Equals(name, candidate.Value, StringComparison.OrdinalIgnoreCase) || Party.IsMailOf(candidate.Value, name));
    }

    /// <summary>True in a thing, and in a container with a word that nobody knows.</summary>
    private static bool IsOfNobody(PathReading part) => part.Place is Place.Thing || part is { Place: Place.Neutral, Outer.UnknownCount: > 0 };

    private List<string> NamesAtTop() =>
        [.. _readings.Where(reading => reading.Container.Length == 0 && reading.Own.Set.HasAny(PersonNames) && reading.Looks(ValueShape.Email | ValueShape.WholeName) && !reading.Says(Roles.NotTheLead)).SelectMany(reading => reading.Values)];

    private static bool IsPersonal(LeadKey key) => LeadKeys.OfPerson.Contains(key) || key is LeadKey.Title or LeadKey.Phone;

    /// <summary>True if the candidate is in a container that says nothing and holds another email address than the chosen one.</summary>
    private bool IsStranger(Candidate candidate, List<Candidate> chosen)
    {
        var container = candidate.Parts[0].Container;
        if (candidate.Parts[0].Outer.UnknownCount == 0 || chosen.Find(other => other.Key is LeadKey.Email) is not { } email || PathSegments.IsInside(container, email.Parts[0].Container)) return false;
        return _readings.Exists(reading => reading.Looks(ValueShape.Email) && string.Equals(reading.Container, container, StringComparison.Ordinal) && !reading.Values.Contains(email.Value, StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>True if the groups part at two elements of one list, or at two containers that are named for persons. Two lists in one container
    /// (<c>names.0</c>, <c>emails.0</c>) are parts of one person.</summary>
    private static bool ArePersons(string one, string other)
    {
        var (left, right) = (PathSegments.Of(one), PathSegments.Of(other));
        var at = left.Zip(right).TakeWhile(pair => string.Equals(pair.First, pair.Second, StringComparison.Ordinal)).Count();
        if (PathSegments.IsIndex(left[at]) && PathSegments.IsIndex(right[at])) return true;
        return NamesPerson(left[at..]) || NamesPerson(right[at..]);
    }

    private static bool NamesPerson(IEnumerable<string> segments) => segments.Any(segment => Vocabulary.Read(segment).Set.HasAny(SampleReader.PersonWords));

    private IEnumerable<string> Identifying(string group) => ValuesOf(group, ValueShape.Email | ValueShape.PersonPage | ValueShape.WholeName);

    private bool HaveOtherAddresses(string one, string other) =>
        AreApart(ValuesOf(one, ValueShape.Email), ValuesOf(other, ValueShape.Email)) || AreApart(ValuesOf(one, ValueShape.PersonPage), ValuesOf(other, ValueShape.PersonPage));

    private IEnumerable<string> ValuesOf(string group, ValueShape shapes) =>
        _readings.Where(reading => string.Equals(reading.Group, group, StringComparison.Ordinal) && reading.Looks(shapes)).SelectMany(reading => reading.Values);

    /// <summary>The best candidate; of about equal ones, the one that stands in the chosen person and beside most of what else is known. The same value is the same person's, wherever it stands.</summary>
    private static Candidate? Best(IEnumerable<Candidate> candidates, string anchor, List<Candidate> known) =>
        WithoutWeakEmpty([.. candidates.Where(candidate => candidate.Score >= Threshold)])
            .GroupBy(candidate => candidate.Text, StringComparer.OrdinalIgnoreCase)
            .SelectMany(group => group.Select(candidate => (candidate, points: candidate.Score + group.Max(same => StandingPoints(same, anchor, known)))))
            .OrderByDescending(pair => pair.points)
            .ThenByDescending(pair => PathSegments.IsInside(anchor, pair.candidate.Group))
            .ThenBy(pair => pair.candidate.Parts[0].Order)
            .FirstOrDefault().candidate;

    /// <summary>A field without a value whose key is not sure gives way to any that has one.</summary>
    private static IEnumerable<Candidate> WithoutWeakEmpty(List<Candidate> candidates) =>
        candidates.Exists(candidate => !candidate.Parts[0].IsEmpty) ? candidates.Where(candidate => !candidate.Parts[0].IsEmpty || candidate.Score >= SureEmpty) : candidates;

    private static int StandingPoints(Candidate candidate, string anchor, List<Candidate> known) =>
        (candidate.Group.Length > 0 && PathSegments.IsInside(anchor, candidate.Group) ? NearPoints(anchor, candidate.Key) : 0)
        + Math.Min(MaxPointsBeside, PointsBeside * known.Count(other => string.Equals(other.Parts[0].Container, candidate.Parts[0].Container, StringComparison.Ordinal)));

    /// <summary>A company in the person goes before one elsewhere, which may be the account that the sender gave us, and so does a title, which may be that of a job.</summary>
    private static int NearPoints(string anchor, LeadKey key) => anchor.Length == 0 ? 2 : LeadKeys.OfCompany.Contains(key) ? 8 : key is LeadKey.Title ? 14 : 2;

    /// <summary>A website on the host of the person's own email address is beyond doubt.</summary>
    private static Candidate WithEmailHost(Candidate candidate, List<Candidate> chosen)
    {
        var email = chosen.Find(other => other.Key is LeadKey.Email)?.Value;
        if (string.IsNullOrEmpty(email) || candidate.Value.Length == 0) return candidate;
        var (emailHost, host) = (OurHosts.HostOf(email) ?? "", OurHosts.HostOf(candidate.Value) ?? "");
        if (string.Equals(emailHost, host, StringComparison.Ordinal)) return candidate.Plus(10, "it is the host of the email address");

        // A page deep in a site is no company's website unless it is where the email address is.
        if (candidate.Parts[0].Looks(ValueShape.DeepLink) && !ValueShapes.IsPrivateMailHost(emailHost)) return candidate.Plus(-15, "the email address is elsewhere");

        // Companies have several hosts; only a site that may be the sender's own becomes doubtful.
        return candidate.Parts[0].Own.Has(Concept.Site) && !ValueShapes.IsPrivateMailHost(emailHost) ? candidate.Plus(-15, "the email address is elsewhere") : candidate;
    }

    /// <summary>The hosts where others have their addresses at work: a few, for all companies are compared with them.</summary>
    private List<string> HostsOfOthers(Candidate email) =>
        [.. _readings.Where(reading => Party.IsMail(reading) && !reading.Looks(ValueShape.PrivateMail) && !string.Equals(reading.Group, email.Group, StringComparison.Ordinal))
            .SelectMany(reading => reading.Values).Select(OurHosts.HostOf).OfType<string>().Distinct(StringComparer.Ordinal).Take(MaxOtherHosts)];

    /// <summary>True if a site or a page stands beside the company's name: what a sender says of our own account is less.</summary>
    private bool IsDescribed(Candidate company) =>
        _readings.Exists(reading => string.Equals(reading.Container, company.Parts[0].Container, StringComparison.Ordinal) && (Party.IsSite(reading) || reading.Looks(ValueShape.CompanyPage)));

    /// <summary>One word beside a first and a last name is a login or a nickname, and a part of a pair is no whole.</summary>
    private Candidate WithParts(Candidate candidate)
    {
        if (candidate.Parts.Count > 1) return candidate;
        var isLess = _candidates[LeadKey.FullName].Exists(other => other.Parts.Count > 1 && !other.Parts[0].IsEmpty && other.Score >= Threshold
            && (!candidate.Parts[0].Looks(ValueShape.WholeName) || other.Parts.Contains(candidate.Parts[0])));
        return isLess ? candidate.Plus(-15, "first and last name say more") : candidate;
    }
}
