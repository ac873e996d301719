using System.Buffers;
using System.Collections.Frozen;

namespace FastSignal.Leads;

/// <summary>What the value says about a candidate: points, or that it cannot be.</summary>
internal static class ValueRules
{
    /// <summary>It cannot be this key.</summary>
    public const int Impossible = -1000;

    private static readonly SearchValues<char> NoNameCharacters = SearchValues.Create("/\\@#:|<>_=0123456789{}[]");
    private static readonly FrozenSet<string> Salutations = new[]
    {
        "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "rev", "sir", "madam", "dr med", "prof dr", "herr", "frau", "herrn", "monsieur", "madame",
        "mademoiselle", "m", "mme", "mlle", "mr/mrs", "sr", "sra", "srta",
        "senor", "señor", "senora", "señora", "señorita", "don", "doña", "d", "dña", "senhor", "senhora", "dra", "signor", "signora", "signore",
        "signorina", "sig", "sigra", "dott", "dottssa", "ing", "avv",
        "dhr", "mevr", "mw", "de heer", "heer", "mevrouw", "dame",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    // How people answer a question with yes or no.
    private static readonly FrozenSet<string> Flags = new[]
    {
        "true", "false", "yes", "no", "on", "off", "ja", "nein", "oui", "non", "si", "sì", "sí", "sim", "nao", "não", "nee",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    // What people write who have none to tell.
    private static readonly FrozenSet<string> Skipped = new[]
    {
        "skip", "skipped", "n/a", "na", "none", "nil", "null", "nobody", "self", "private", "privat", "keine", "keiner", "aucun", "aucune",
        "ninguno", "ninguna", "nenhum", "nenhuma", "nessuno", "nessuna", "geen", "no", "not applicable",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    // A page that is shared is somebody's post.
    private static readonly FrozenSet<string> Sharing = KeyWords.Set(
        "share shares shared sharing shareable sharelink teilen partage partager compartir compartilhar condividi condivisione delen");

    // Whom to call, written like an address for mail.
    private static readonly FrozenSet<string> Protocols = KeyWords.Set("sip xmpp jabber jid");

    private static readonly ConceptSet Linkedin = ConceptSet.Of(Concept.Linkedin);

    private static readonly ConceptSet PhoneWords = ConceptSet.Of(Concept.Phone, Concept.Mobile);
    private static readonly ConceptSet RolesOfSignals = ConceptSet.Of(Concept.Person, Concept.Bystander, Concept.Recipient);

    // A key alone, without any value to confirm it, is a guess that a better path overrides.
    private const int Unconfirmed = -25;

    /// <summary>The points of the value of <paramref name="reading"/> for <paramref name="key"/>, and the words for them.</summary>
    public static (int Points, string Says) Of(SignalTarget target, LeadKey key, PathReading reading) => key switch
    {
        _ when reading.IsFlag => (Impossible, ""),
        _ when reading.IsEmpty && IsPlural(reading) => (Impossible, ""), // Of a list that is missing; its elements have paths of their own.
        LeadKey.Email => Email(reading),
        LeadKey.LinkedinUrl => Page(target, reading, ValueShape.PersonPage, "a LinkedIn profile"),
        LeadKey.CompanyLinkedinUrl => Page(target, reading, ValueShape.CompanyPage, "a company's LinkedIn page"),
        LeadKey.FullName => Name(reading),
        LeadKey.CompanyName => CompanyName(reading),
        LeadKey.CompanyDomain => Domain(reading),
        LeadKey.Country when reading.IsEmpty && reading.Own.FirstToken is "cc" => (Impossible, ""), // Of a message it is who got a copy.
        LeadKey.Phone when IsBareNumber(reading) && !reading.Value.StartsWith('+') => (Impossible, ""),
        LeadKey.Phone => reading.IsEmpty
            ? (Unconfirmed, "no sample has a value")
            : reading.Looks(ValueShape.Phone)
            ? (4, "the value is a phone number")
            : (Impossible, ""),
        LeadKey.Title => Text(reading, maxChars: 150, IsId(reading.Value) || IsProgramName(reading.Value) || IsRoleCode(reading)
            || Salutations.Contains(reading.Value.Replace(".", "", StringComparison.Ordinal))),
        _ => Text(reading, maxChars: 60, refused: false),
    };

    /// <summary>True for a key that says the same without the ending of its plural.</summary>
    private static bool IsPlural(PathReading reading) =>
        reading.Selector is null && PathSegments.Of(reading.Path)[^1] is [.., 's'] key && Vocabulary.Read(key) is { UnknownCount: 0 } plural
            && Vocabulary.Read(key[..^1]) is { UnknownCount: 0 } singular && singular.Concepts.SequenceEqual(plural.Concepts);

    private static (int, string) Email(PathReading reading)
    {
        if (reading.IsEmpty) return reading.Own.Has(Concept.Email) ? (Unconfirmed, "no sample has a value") : (Impossible, "");
        if (!reading.Looks(ValueShape.Email) || KeyWords.SayAny(PathSegments.Of(reading.Path)[^1], Protocols)) return (Impossible, "");
        if (reading.Looks(ValueShape.FunctionMailbox)) return (-14, "the address is a function's rather than a person's");
        if (reading.Value.Contains('<', StringComparison.Ordinal)) return (2, "the value is an email address with a name");
        return reading.Looks(ValueShape.PrivateMail) ? (1, "the value is a private email address") : (6, "the value is an email address");
    }

    private static (int, string) Page(SignalTarget target, PathReading reading, ValueShape wanted, string what)
    {
        if (KeyWords.SayAny(PathSegments.Of(reading.Path)[^1], Sharing)) return (Impossible, "");
        var saysLinkedin = reading.Says(Linkedin);
        if (reading.IsEmpty)
        {
            var wantsCompany = wanted is ValueShape.CompanyPage;
            var saysCompany = reading.Own.Set.HasAny(Roles.Companies) || reading.Place is Place.Company
                || (target is SignalTarget.Companies && reading.Place is Place.Neutral);
            return reading.Own.Has(Concept.Linkedin) && saysCompany == wantsCompany ? (Unconfirmed, "no sample has a value") : (Impossible, "");
        }

        if (!reading.Looks(wanted) || Flags.Contains(reading.Value)) return (Impossible, "");
        if (!reading.Looks(ValueShape.Handle)) return (6, "the value is " + what);
        return saysLinkedin ? (-8, "the value is the handle of " + what) : (Impossible, "");
    }

    private static (int, string) Name(PathReading reading)
    {
        if (reading.IsEmpty)
        {
            return reading.Own.Has(Concept.FullName) || reading.Place is Place.Person ? (Unconfirmed, "no sample has a value") : (Impossible, "");
        }

        if (reading.Value.AsSpan().ContainsAny(NoNameCharacters)) return (Impossible, "");
        if (reading.Looks(ValueShape.CompanySuffix)) return (-45, "the value looks like a company");
        if (reading.Looks(ValueShape.WholeName)) return (5, "the value looks like a person's name");
        var saysName = reading.Own.Has(Concept.Name) || reading.Own.Has(Concept.FullName);
        if (!saysName) return (Impossible, "");
        if (reading.Looks(ValueShape.NamePart))
        {
            var saysPerson = reading.Place is Place.Person || reading.Own.Set.HasAny(ConceptSet.Of(Concept.Person, Concept.FullName));
            return (saysPerson ? -8 : -18, "the value is one word");
        }

        if (reading.Looks(ValueShape.Placeholder)) return (-50, "the value stands for a name that is not known");
        return reading.Looks(ValueShape.Words) ? (-26, "the value does not look like a person's name") : (Impossible, "");
    }

    private static (int, string) CompanyName(PathReading reading)
    {
        if (reading.IsEmpty) return (Unconfirmed, "no sample has a value");
        if (reading.Value[0] is '@' or '#' || (reading.Value.Length > 1 && reading.Value[1] == '/')) return (Impossible, ""); // A handle, a subreddit.
        // "Yes, I own a café."
        if (reading.Value.IndexOf(',', StringComparison.Ordinal) is > 0 and var comma && Flags.Contains(reading.Value[..comma])) return (Impossible, "");
        if (Skipped.Contains(reading.Value) || IsSerialNumber(reading.Value) || SaysOnlyCompany(reading.Value)) return (Impossible, "");
        if (IsId(reading.Value)) return (-20, "the value may be an id");
        if (reading.Looks(ValueShape.Words))
        {
            return reading.Looks(ValueShape.CompanySuffix) ? (6, "the value looks like a company") : (3, "the value is a text");
        }

        // Some companies are called like their domain.
        var isHost = reading.Looks(ValueShape.Host) && !reading.Value.Contains('/', StringComparison.Ordinal);
        return isHost && reading.Own.Has(Concept.Name) && !reading.Outer.Has(Concept.Domain) ? (-12, "the value is a host") : (Impossible, "");
    }

    private static (int, string) Domain(PathReading reading)
    {
        if (reading.IsEmpty)
        {
            return reading.Own.Set.HasAny(ConceptSet.Of(Concept.Domain, Concept.Website)) ? (Unconfirmed, "no sample has a value") : (Impossible, "");
        }

        if (!reading.Looks(ValueShape.Host)) return (Impossible, "");
        if (CompanyDomain.TryNormalise(reading.Value, out var host) && ValueShapes.IsPrivateMailHost(host)) return (Impossible, "");
        if (reading.Looks(ValueShape.ServiceHost)) return (-40, "the value is the address of a service");
        return reading.Looks(ValueShape.DeepLink) ? (-20, "the value leads deep into a site") : (5, "the value is a website");
    }

    /// <summary>One word that begins small and has digits: <c>recCo77</c>, <c>jc-4471</c>. What people write begins with a capital or has blanks.</summary>
    private static bool IsId(string value) =>
        value.Length > 0 && char.IsAsciiLetterLower(value[0]) && value.Any(char.IsAsciiDigit) && !value.Any(char.IsWhiteSpace);

    /// <summary>A customer's number may be an account's; only with a plus it is a telephone's for sure.</summary>
    private static bool IsBareNumber(PathReading reading) => !reading.Own.Set.HasAny(PhoneWords);

    /// <summary>One word with what only programs put between words: <c>nightly-sync</c>, <c>App\Jobs\Notify</c>. People write "Co-Founder" with a
    /// capital.</summary>
    private static bool IsProgramName(string value) =>
        value.Length > 0 && !value.Any(char.IsWhiteSpace)
            && (value.Contains('\\', StringComparison.Ordinal) || value.Contains('_', StringComparison.Ordinal)
                || (char.IsAsciiLetterLower(value[0]) && value.Contains('-', StringComparison.Ordinal)));

    /// <summary>What kind of record it is, rather than which: <c>company</c>, <c>Account</c>.</summary>
    private static bool SaysOnlyCompany(string value) =>
        Vocabulary.Read(value) is { UnknownCount: 0, Concepts: [Concept.Company] } && !value.Contains(' ', StringComparison.Ordinal);

    /// <summary>A few capitals and then digits: <c>AC99</c>, <c>OR000fs</c>. Names such as B2B and G2 have a single digit.</summary>
    private static bool IsSerialNumber(string value)
    {
        var at = value.AsSpan().IndexOfAnyExceptInRange('A', 'Z');
        return at is > 0 and <= 4 && value.Length > at + 1 && char.IsAsciiDigit(value[at]) && char.IsAsciiDigit(value[at + 1]) && !value.Any(char.IsWhiteSpace);
    }

    /// <summary>Programs call a role "customer" or "to"; people begin a title with a capital or have more to say. "Customer" and "SIGNER" say what
    /// the person is to the sender.</summary>
    private static bool IsRoleCode(PathReading reading)
    {
        if (!reading.Own.Has(Concept.Role) || reading.IsEmpty) return false;
        var isCode = char.IsLower(reading.Value[0]) && !reading.Value.Contains(' ', StringComparison.Ordinal);
        return isCode || (Vocabulary.Read(reading.Value) is { UnknownCount: 0, Concepts: [var only] } && RolesOfSignals.Has(only));
    }

    private static (int, string) Text(PathReading reading, int maxChars, bool refused)
    {
        if (reading.IsEmpty) return (Unconfirmed, "no sample has a value");
        return reading.Looks(ValueShape.Words) && reading.Value.Length <= maxChars && !refused ? (3, "the value is a text") : (Impossible, "");
    }
}
