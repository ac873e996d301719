using System.Collections.Frozen;

namespace FastSignal.Leads;

/// <summary>Chooses one candidate a key so that all of them are about one person.</summary>
internal sealed class Assignment
{
    /// <summary>Below this a key stays unmapped: a wrong person is worse than none.</summary>
    public const int Threshold = 60;

    private const int MaxCandidates = 200; // The best ones of a key: a list of thousands of addresses has no better one.
    private const int MaxOtherHosts = 12;
    private const int PointsBeside = 2;
    private const int MaxPointsBeside = 10;
    private const int AtEdgePoints = -10;
    private const int AnsweredPoints = -25;
    private const int SoleTraderPoints = -15; // Enough for another name to go before it.

    private static readonly FrozenSet<string> Alerts = KeyWords.Set("alert notification");

    // Who gets the alerts about companies.
    private static readonly FrozenSet<string> Subscribers = KeyWords.Set("subscriber abonnent abonne suscriptor assinante abbonato abonnee");

    private static readonly ConceptSet SecondBest = ConceptSet.Of(Concept.Personal, Concept.Secondary);

    private readonly IReadOnlyList<LeadKey> _keys;
    private readonly List<PathReading> _readings;
    private readonly Dictionary<LeadKey, List<Candidate>> _candidates;
    private readonly bool _wantsPerson;
    private readonly List<string> _companyMails;
    private readonly Corroboration _corroboration;
    private readonly AgreeingFields _agreeing;
    private readonly CompanySites _sites;
    private readonly bool _isAlert;

    /// <summary>Chooses among the candidates of <paramref name="finder"/>, which come from <paramref name="readings"/>.</summary>
    public Assignment(CandidateFinder finder, List<PathReading> readings)
    {
        (_keys, _readings, _wantsPerson) = (finder.Keys, readings, finder.WantsPerson);
        _candidates = finder.Keys.ToDictionary(key => key, key => finder.Find(key).Take(MaxCandidates).ToList());
        _companyMails = finder.WantsPerson ? [] : [.. CompanyMails.Find(readings, _candidates[LeadKey.CompanyName])];
        _corroboration = new(readings, finder.WantsPerson);
        _sites = new(readings);
        _isAlert = readings.Exists(
            reading => !reading.IsEmpty
                && (KeyTokens.Of(PathSegments.Of(reading.Path)[0]) is [var first, ..] && Alerts.Contains(first)
                    || (EventKinds.IsCode(reading) && KeyWords.SayAny(reading.Value, Alerts))));
        _agreeing = new(readings, finder);
    }

    /// <summary>The chosen candidates. All keys are chosen twice, for what is chosen last may prove what came first.</summary>
    public List<Candidate> Choose()
    {
        var anchor = new LeadAnchor(_readings, _candidates).Group();
        var chosen = Choose(anchor, Choose(anchor, []));
        return _wantsPerson && !chosen.Exists(NamesSomebody) ? chosen.FindAll(IsAnybodys) : chosen;
    }

    /// <summary>True for what names a person, and for a company's site; the account that a sender gave us has one as well, unless the event is called
    /// for the account.</summary>
    private bool NamesSomebody(Candidate candidate)
    {
        if (candidate.Value.Length == 0) return false;
        if (candidate.Key is LeadKey.CompanyDomain or LeadKey.CompanyLinkedinUrl)
        {
            return !KeyWords.PathSaysAny(candidate.Parts[0].Path, AccountWords.Accounts) || new EventSubject(_readings).IsCompany;
        }

        return LeadKeys.OfPerson.Contains(candidate.Key) || candidate.Key is LeadKey.Phone;
    }

    /// <summary>True for what was asked of somebody, what the samples leave open, and a company's name under a key of its own. Where the samples name
    /// nobody, an account around a name is as often the one that the sender gave us, and a city or a title is anything's.</summary>
    private static bool IsAnybodys(Candidate candidate) =>
        candidate.Value.Length == 0 || candidate.Parts[0].Selector is not null
            || (candidate.Key is LeadKey.CompanyName && candidate.Parts[0].Place is not Place.Company);

    private List<Candidate> Choose(string anchor, List<Candidate> before)
    {
        var isCompanyNamed = !_candidates.ContainsKey(LeadKey.Email) && _candidates.Values.Any(candidates => candidates.Exists(IsSureCompany));
        var isLast = before.Count > 0;
        var strangers = new Strangers(_readings, anchor);
        var chosen = new List<Candidate>();
        foreach (var key in _keys)
        {
            List<Candidate> known = [.. chosen, .. before.Where(candidate => candidate.Key > key)];
            var lead = new ChosenLead(known, _companyMails);
            var candidates = _candidates[key].Concat(_agreeing.Find(key, lead))
                .Where(candidate => !strangers.Own(candidate, known) && !(isCompanyNamed && IsOfEdge(candidate)));
            if (key is LeadKey.CompanyDomain) candidates = _sites.Weigh(candidates, chosen);
            if (key is LeadKey.CompanyName or LeadKey.CompanyDomain && chosen.Find(other => other.Key is LeadKey.Email) is { } email)
            {
                // It must be sure who the lead is before others can be told from the lead.
                List<string> others = isLast ? HostsOfOthers(email) : [];
                candidates = candidates.Select(candidate => EmailCompany.Judge(candidate, email, IsDescribed(candidate), others));
            }

            if (key is LeadKey.CompanyName) candidates = BehindOthers([.. candidates], lead);
            if (key is LeadKey.City or LeadKey.Country)
            {
                candidates = candidates.Select(
                    candidate => IsElsewhereAtEdge(anchor, candidate) ? candidate.Plus(AtEdgePoints, "it is where somebody on the edge is") : candidate);
            }

            if (key is LeadKey.FullName) candidates = candidates.Where(candidate => !strangers.IsBesideOtherAddress(candidate, chosen)).Select(WithParts);
            var weighed = AgreementRules.Weigh(BehindAnswers([.. candidates]), lead);
            if (key is LeadKey.Email) weighed = WorkMail.Prefer(weighed, lead);
            var best = Best(weighed.Select(candidate => _corroboration.Judge(candidate, lead, isLast ? known : [], isLast)), anchor, known);
            if (best is not null) chosen.Add(best);
        }

        return chosen;
    }

    /// <summary>What somebody answered goes before what stands elsewhere: a form sends its owner's address and name as well.</summary>
    private static List<Candidate> BehindAnswers(List<Candidate> candidates)
    {
        var answer = candidates.Find(
            candidate => candidate.Parts[0].Selector is not null && candidate.Score >= Threshold && candidate.Value.Length > 0
                && !candidate.Parts[0].Looks(ValueShape.PrivateMail) && !candidate.Parts[0].Own.Set.HasAny(SecondBest));
        return answer is null
            ? candidates
            : [.. candidates.Select(candidate => candidate.Parts[0].Selector is null
                    && !candidate.Parts[0].Values.Intersect(answer.Parts[0].Values, StringComparer.OrdinalIgnoreCase).Any()
                    && !string.Equals(candidate.Text, answer.Text, StringComparison.OrdinalIgnoreCase)
                ? candidate.Plus(AnsweredPoints, "somebody answered otherwise")
                : candidate)];
    }

    /// <summary>A company that has the person's own name goes behind others, if there are any.</summary>
    private static IEnumerable<Candidate> BehindOthers(List<Candidate> companies, ChosenLead lead) =>
        companies.Exists(company => company.Score >= Threshold && !lead.HasName(company.Text))
        ? companies.Select(company => lead.HasName(company.Text) ? company.Plus(SoleTraderPoints, "it is the person's own name") : company)
        : companies;

    private bool IsSureCompany(Candidate candidate) =>
        LeadKeys.OfCompany.Contains(candidate.Key) && candidate.Score >= Threshold && candidate.Parts[0].Place is Place.Company && !IsOfEdge(candidate);

    /// <summary>True for a company of who is at the edge of the event: where companies are wanted, it gives way to one that the event is about.</summary>
    private bool IsOfEdge(Candidate candidate) =>
        LeadKeys.OfCompany.Contains(candidate.Key)
            && (candidate.Parts[0].Says(ConceptSet.Of(Concept.Bystander)) || (_isAlert && KeyWords.PathSaysAny(candidate.Parts[0].Path, Subscribers)));

    /// <summary>True for the place of who pays or receives the goods beside the lead: the place of the lead's company goes before it.</summary>
    private static bool IsElsewhereAtEdge(string anchor, Candidate candidate) =>
        LeadAnchor.IsBystanders(candidate.Parts[0]) && !string.Equals(candidate.Group, anchor, StringComparison.Ordinal)
            && (anchor.Length == 0 || !PathSegments.IsInside(anchor, candidate.Group));

    /// <summary>The best candidate; of about equal ones, the one that stands in the chosen person and beside most of what else is known. The same
    /// value is the same person's, wherever it stands.</summary>
    private static Candidate? Best(IEnumerable<Candidate> candidates, string anchor, List<Candidate> known) =>
        WithoutEmpty([.. candidates.Where(candidate => candidate.Score >= Threshold)])
            .GroupBy(candidate => candidate.Text, StringComparer.OrdinalIgnoreCase)
            .SelectMany(group => group.Select(candidate => (candidate, points: candidate.Score + group.Max(same => StandingPoints(same, anchor, known)))))
            .OrderByDescending(pair => pair.points)
            .ThenByDescending(pair => PathSegments.IsInside(anchor, pair.candidate.Group))
            .ThenBy(pair => pair.candidate.Parts[0].Order)
            .FirstOrDefault().candidate;

    /// <summary>A field without a value gives way to any that has one.</summary>
    private static IEnumerable<Candidate> WithoutEmpty(List<Candidate> candidates) =>
        candidates.Exists(candidate => !candidate.Parts[0].IsEmpty) ? candidates.Where(candidate => !candidate.Parts[0].IsEmpty) : candidates;

    private static int StandingPoints(Candidate candidate, string anchor, List<Candidate> known) =>
        (candidate.Group.Length > 0 && PathSegments.IsInside(anchor, candidate.Group) ? NearPoints(anchor, candidate.Key) : 0)
        + Math.Min(MaxPointsBeside,
            PointsBeside * known.Count(other => string.Equals(other.Parts[0].Container, candidate.Parts[0].Container, StringComparison.Ordinal)));

    /// <summary>A company in the person goes before one elsewhere, which may be the account that the sender gave us, and so does a title, which may
    /// be that of a job.</summary>
    private static int NearPoints(string anchor, LeadKey key) => anchor.Length == 0 ? 2 : LeadKeys.OfCompany.Contains(key) ? 8 : key is LeadKey.Title ? 14 : 2;

    /// <summary>The hosts where others have their addresses at work: a few, for all companies are compared with them.</summary>
    private List<string> HostsOfOthers(Candidate email) =>
        [.. _readings.Where(reading => Party.IsMail(reading) && !reading.Looks(ValueShape.PrivateMail)
            && !string.Equals(reading.Group, email.Group, StringComparison.Ordinal))
            .SelectMany(reading => reading.Values).Select(OurHosts.HostOf).OfType<string>().Distinct(StringComparer.Ordinal).Take(MaxOtherHosts)];

    /// <summary>True if a site or a page stands beside the company's name: what a sender says of our own account is less.</summary>
    private bool IsDescribed(Candidate company) =>
        _readings.Exists(reading => string.Equals(reading.Container, company.Parts[0].Container, StringComparison.Ordinal)
            && (Party.IsSite(reading) || reading.Looks(ValueShape.CompanyPage)));

    /// <summary>True for <c>Ada W.</c>.</summary>
    private static bool EndsInInitial(string name) => KeyTokens.Of(name) is [_, .., [_]];

    /// <summary>True if <paramref name="name"/> is the name that <paramref name="shortened"/> is short for: Ada Wolff.</summary>
    private static bool IsLonger(string name, string shortened) =>
        !EndsInInitial(name) && name.StartsWith(shortened.TrimEnd('.'), StringComparison.OrdinalIgnoreCase);

    /// <summary>One word beside a first and a last name is a login or a nickname, and a part of a pair is no whole.</summary>
    private Candidate WithParts(Candidate candidate)
    {
        if (candidate.Parts.Count > 1) return candidate;
        var isLess = _candidates[LeadKey.FullName].Exists(other => other.Parts.Count > 1 && !other.Parts[0].IsEmpty && other.Score >= Threshold
            && (!candidate.Parts[0].Looks(ValueShape.WholeName) || other.Parts.Contains(candidate.Parts[0])));
        if (isLess) return candidate.Plus(-15, "first and last name say more");
        return EndsInInitial(candidate.Value)
                && _candidates[LeadKey.FullName].Exists(other => other.Score >= Threshold && IsLonger(other.Text, candidate.Value))
            ? candidate.Plus(-25, "the whole name says more")
            : candidate;
    }
}
