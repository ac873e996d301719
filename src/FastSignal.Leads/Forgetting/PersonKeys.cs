namespace FastSignal.Leads;

/// <summary>The strong keys of one person, or company, in the spelling that the leads have: emails and profiles; domains and pages.</summary>
/// <remarks>The spellings cannot be mistaken for each other, so one set holds all: only emails have an @, only LinkedIn keys a scheme.</remarks>
public sealed class PersonKeys
{
    private const string ProfilePrefix = "https://www.linkedin.com/in/";

    private readonly SortedSet<string> _keys = new(StringComparer.Ordinal);

    /// <summary>All of them, sorted.</summary>
    public IReadOnlyCollection<string> All => _keys;

    /// <summary>Adds an email address.</summary>
    /// <returns>False if the text is none.</returns>
    public bool TryAddEmail(string text)
    {
        var isEmail = EmailAddress.TryNormalise(text, out var email);
        if (isEmail)
            _keys.Add(email);
        return isEmail;
    }

    /// <summary>Adds a person's profile, or a company's page.</summary>
    /// <returns>False if the text is neither.</returns>
    public bool TryAddLinkedin(string text)
    {
        var isPage = LinkedinUrl.TryNormalise(text, out _, out var page);
        if (isPage)
            _keys.Add(page);
        return isPage;
    }

    /// <summary>Adds a key that a lead has.</summary>
    /// <returns>Whether it is new.</returns>
    internal bool Add(string? key) => key is not null && _keys.Add(key);

    /// <summary>Whether it is one of them.</summary>
    internal bool Contains(string? key) => key is not null && _keys.Contains(key);

    /// <summary>Whether others have the same.</summary>
    internal bool HasSame(PersonKeys other) => _keys.SetEquals(other._keys);

    /// <summary>A set of one's own with the same keys.</summary>
    internal PersonKeys Copy()
    {
        var copy = new PersonKeys();
        copy._keys.UnionWith(_keys);
        return copy;
    }

    /// <summary>The emails.</summary>
    internal IEnumerable<string> Emails => _keys.Where(IsEmail);

    /// <summary>What follows the place in the LinkedIn keys, such as <c>mara-lindqvist</c>.</summary>
    internal IEnumerable<string> Slugs => _keys.Where(IsLinkedin).Select(key => key[(key.LastIndexOf('/') + 1)..]);

    /// <summary>Whether some are those of a company.</summary>
    internal bool HasCompanyKeys => _keys.Any(key => !IsOfPerson(key));

    /// <summary>Whether a key is one of a person: it stands for them wherever it is read. A company's page or domain also stands in the entries of
    /// its people.</summary>
    internal static bool IsOfPerson(string key) => IsEmail(key) || key.StartsWith(ProfilePrefix, StringComparison.Ordinal);

    private static bool IsEmail(string key) => key.Contains('@', StringComparison.Ordinal);

    private static bool IsLinkedin(string key) => key.StartsWith("https://", StringComparison.Ordinal);
}
