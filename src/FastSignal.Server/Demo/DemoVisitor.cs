using System.Text.Json;

namespace FastSignal.Server.Demo;

/// <summary>One of the invented people who visit the website of the demo, as RB2B would report them.</summary>
/// <param name="First">First name.</param>
/// <param name="Last">Last name.</param>
/// <param name="Title">Job title.</param>
/// <param name="Company">Employer.</param>
/// <param name="City">City.</param>
internal sealed record DemoVisitor(string First, string Last, string Title, string Company, string City)
{
    /// <summary>Everybody. Names and companies are invented; the domains end in .example, which nobody can own (RFC 2606).</summary>
    public static IReadOnlyList<DemoVisitor> All { get; } =
    [
        new("Amara", "Okafor", "VP Revenue Operations", "Kestrel Freight", "Lagos"),
        new("Jonas", "Lindgren", "Head of Growth", "Nordlicht Energi", "Malmö"),
        new("Priya", "Raman", "Director of Demand Generation", "Bluepeak Analytics", "Pune"),
        new("Mateo", "Herrera", "Chief Revenue Officer", "Solara Pagos", "Valencia"),
        new("Chloé", "Marchand", "RevOps Manager", "Atelier Logiciel", "Lyon"),
        new("Tomasz", "Wrona", "Sales Engineer", "Gridforge", "Kraków"),
        new("Hannah", "Brandt", "VP Marketing", "Isarwerk", "München"),
        new("Kenji", "Morita", "Head of Partnerships", "Kawa Robotics", "Osaka"),
        new("Leila", "Haddad", "Growth Lead", "Cedar Health", "Beirut"),
        new("Oliver", "Grant", "Sales Director", "Fenwick Supply", "Leeds"),
        new("Ingrid", "Solberg", "COO", "Fjordline Data", "Bergen"),
        new("Rafael", "Pinto", "Marketing Operations", "Maré Software", "Porto"),
    ];

    /// <summary>The host of the employer's website.</summary>
    public string Domain => string.Concat(Company.Where(char.IsAsciiLetter)).ToLowerInvariant() + ".example";

    /// <summary>The email address.</summary>
    public string Email => $"{Plain(First)}.{Plain(Last)}@{Domain}";

    /// <summary>The content that RB2B posts for a visit: flat, Title Case keys with spaces, nulls.</summary>
    public byte[] Visit(string page, int employees) => JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object?>(StringComparer.Ordinal)
    {
        ["LinkedIn URL"] = $"https://www.linkedin.com/in/{Plain(First)}-{Plain(Last)}-demo/",
        ["First Name"] = First,
        ["Last Name"] = Last,
        ["Title"] = Title,
        ["Company Name"] = Company,
        ["Business Email"] = Email,
        ["Website"] = $"https://{Domain}",
        ["Industry"] = null,
        ["Employee Count"] = employees,
        ["City"] = City,
        ["Captured URL"] = $"https://www.example.com/{page}",
        ["Tags"] = "Hot Pages",
    });

    private static string Plain(string name) =>
        string.Concat(name.Normalize(System.Text.NormalizationForm.FormD).Where(char.IsAsciiLetter)).ToLowerInvariant();
}
