using System.CommandLine;
using FastSignal.Leads;
using FastSignal.Server.Hosting;

namespace FastSignal.Server.Commands;

/// <summary>Reads <c>--map KEY=PATH</c>.</summary>
internal static class MapOption
{
    private static readonly string KeyNames = string.Join(", ", LeadKeys.All.Select(LeadKeys.Name));

    /// <summary>Makes the option.</summary>
    public static Option<string[]> Create(string description) => new("--map")
    {
        Description = $"{description}; a key given twice is joined in order. Keys: {KeyNames}.",
        HelpName = "KEY=PATH",
    };

    /// <summary>Makes sure that entries mapped like this can identify somebody; without a mapping all is well.</summary>
    /// <exception cref="UsageException">They never can.</exception>
    public static void MustIdentify(SignalMapping? mapping, SignalTarget target)
    {
        if (mapping is null)
            return;

        var keys = mapping.Keys.ToHashSet();
        if (target is SignalTarget.Companies)
        {
            // A company's page may stand where the LinkedIn address of a person is expected.
            if (!keys.Overlaps([.. LeadKeys.OfCompany, LeadKey.LinkedinUrl]))
                throw new UsageException("--map names no key that says which company it is: give company_domain, company_linkedin_url or company_name.");
        }
        else if (!keys.Overlaps([LeadKey.LinkedinUrl, LeadKey.Email])
            && !(keys.Contains(LeadKey.FullName) && keys.Overlaps([LeadKey.CompanyDomain, LeadKey.CompanyName])))
        {
            throw new UsageException(
                "--map names no key that says which person it is: give linkedin_url, or email, or full_name with company_domain or company_name.");
        }
    }

    /// <summary>The mapping that the options make; null if there are none.</summary>
    /// <exception cref="UsageException">An option is no KEY=PATH, its key is unknown, or a path is blank or given twice for one key.</exception>
    public static SignalMapping? Parse(IReadOnlyList<string> options)
    {
        if (options.Count == 0)
            return null;

        var paths = new Dictionary<LeadKey, List<string>>();
        foreach (var option in options)
        {
            // A key has no '='; a path may.
            var at = option.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0 || string.IsNullOrWhiteSpace(option[(at + 1)..]))
                throw new UsageException($"--map '{option}' must be KEY=PATH, such as email=\"Business Email\".");
            if (!LeadKeys.TryParse(option[..at], out var key))
                throw new UsageException($"--map '{option}': there is no key '{option[..at]}'. Keys: {KeyNames}.");
            if (!paths.TryGetValue(key, out var list))
                paths.Add(key, list = []);
            if (list.Contains(option[(at + 1)..], StringComparer.Ordinal))
                throw new UsageException($"--map '{option}' is given twice: the paths of a key are joined, so each stands once.");
            list.Add(option[(at + 1)..]);
        }

        return paths.Aggregate(SignalMapping.Empty, (mapping, pair) => mapping.With(pair.Key, pair.Value));
    }
}
