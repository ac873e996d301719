using System.Globalization;
using System.Text.Json;

namespace FastSignal.Harness;

/// <summary>Makes contents as RB2B posts them: one visit of one person.</summary>
/// <remarks>A person is known by a number, a visit too; both can be read back from an entry. Repeat visits spell the same person otherwise.</remarks>
internal static class Visitor
{
    private const string CapturedPath = "Captured URL";

    /// <summary>The arguments of <c>signals create</c> that map these contents.</summary>
    public static readonly string[] Mapping =
    [
        "--map", "linkedin_url=LinkedIn URL", "--map", "email=Business Email", "--map", "full_name=First Name", "--map", "full_name=Last Name",
        "--map", "company_name=Company Name", "--map", "company_domain=Website", "--map", "title=Title", "--map", "city=City",
    ];

    /// <summary>The content of one visit.</summary>
    public static byte[] Content(int visit, int person, bool again = false)
    {
        var hasEmail = person % 10 != 3;
        var hasProfile = person % 10 != 7;
        var namesake = person % 100 == 0; // Two people of one name at one company are two people.
        using var buffer = new MemoryStream(700);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            WriteText(json, "LinkedIn URL", hasProfile ? Profile(person, again) : null);
            WriteText(json, "First Name", namesake ? "Alex" : $"Mara{Text(person)}");
            WriteText(json, "Last Name", namesake ? "Smith" : "Lindqvist");
            WriteText(json, "Title", "Head of RevOps, building \"calm\" pipelines");
            WriteText(json, "Company Name", namesake ? "Brightforge" : $"Brightforge {Text(person % 500)}");
            WriteText(json, "Business Email", hasEmail ? Email(person, again) : null);
            WriteText(json, "Website", namesake ? "https://brightforge.example" : $"https://www.brightforge{Text(person % 500)}.example/");
            WriteText(json, "Industry", "Software Development");
            if (person % 2 == 0)
                json.WriteNumber("Employee Count", 140);
            else
                json.WriteString("Employee Count", "51-200");
            WriteText(json, "Estimate Revenue", "$18M rev");
            WriteText(json, "City", "Malm\u00F6");
            WriteText(json, "State", null);
            WriteText(json, "Zipcode", "97205");
            WriteText(json, "Seen At", "2026-10-02T09:14:33.000+00:00");
            WriteText(json, "Referrer", "https://news.example.net/roundup");
            WriteText(json, CapturedPath, $"https://www.example.com/pricing?visit={Text(visit)}&person={Text(person)}");
            WriteText(json, "Tags", "Hot Pages");
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    /// <summary>The visit that an entry came from.</summary>
    public static int VisitOf(EntryLine entry) => Number(entry.Value(CapturedPath)!, "visit=");

    /// <summary>The person of an entry.</summary>
    public static int PersonOf(EntryLine entry) => Number(entry.Value(CapturedPath)!, "person=");

    /// <summary>The person of a lead, from its strong keys alone.</summary>
    public static int PersonOf(LeadLine lead) =>
        lead.Keys["linkedin_url"] is { } profile ? Number(profile, "visitor-") : Number(lead.Keys["email"]!, "visitor.");

    /// <summary>Asserts that these leads are these people, each once, each with its number of visits.</summary>
    public static void AssertLeads(IReadOnlyDictionary<int, int> visitsOfPeople, IReadOnlyList<LeadLine> leads)
    {
        var visitsOfLeads = new Dictionary<int, long>();
        foreach (var lead in leads)
            Assert.True(visitsOfLeads.TryAdd(PersonOf(lead), lead.Visits), $"person {PersonOf(lead)} is more than one lead");
        Assert.Empty(visitsOfPeople.Keys.Except(visitsOfLeads.Keys).Take(10));
        Assert.Empty(visitsOfLeads.Keys.Except(visitsOfPeople.Keys).Take(10));
        Assert.Empty(visitsOfPeople.Where(pair => visitsOfLeads[pair.Key] != pair.Value).Select(static pair => pair.Key).Take(10));
    }

    private static string Profile(int person, bool again) =>
        again ? $"http://linkedin.com/in/Visitor-{Text(person)}-fs?trk=public" : $"https://www.linkedin.com/in/visitor-{Text(person)}-fs/";

    private static string Email(int person, bool again) =>
        again ? $"Visitor.{Text(person)}@Brightforge.example" : $"visitor.{Text(person)}@brightforge.example";

    private static void WriteText(Utf8JsonWriter json, string name, string? value)
    {
        if (value is null)
            json.WriteNull(name);
        else
            json.WriteString(name, value);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int Number(string text, string mark)
    {
        var digits = text.AsSpan(text.IndexOf(mark, StringComparison.Ordinal) + mark.Length);
        var length = digits.IndexOfAnyExceptInRange('0', '9');
        return int.Parse(length < 0 ? digits : digits[..length], CultureInfo.InvariantCulture);
    }
}
