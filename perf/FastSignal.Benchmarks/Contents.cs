using System.Globalization;
using System.Text;

namespace FastSignal.Benchmarks;

/// <summary>Makes the contents, the same ones in every run: all chance comes from one seed.</summary>
internal static class Contents
{
    private const int Seed = 20261124;

    /// <summary>The octets of one kind.</summary>
    public static byte[] Make(ContentKind kind) => kind switch
    {
        ContentKind.Rb2b => Corpus.Rb2b(),
        ContentKind.HubSpot => HubSpot(),
        ContentKind.Mixed64K => Array("rows", 64 << 10, MixedRow),
        ContentKind.Mixed1M => Array("rows", 1 << 20, MixedRow),
        ContentKind.Numbers1M => Array("numbers", 1 << 20, Number),
        ContentKind.Escapes1M => Array("texts", 1 << 20, EscapedText),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static byte[] HubSpot()
    {
        string[] names = ["firstname", "lastname", "email", "company", "jobtitle", "lifecyclestage", "hs_analytics_source", "hs_email_domain", "city",
            "country"];
        var random = new Random(Seed);
        var properties = names.Select(name =>
        {
            var value = name + random.Next(1_000).ToString(CultureInfo.InvariantCulture);
            var at = 1_790_000_000_000 + random.Next();
            return $$"""
                "{{name}}":{"value":"{{value}}","versions":[{"value":"{{value}}","source-type":"CONTACTS_WEB","source-id":null,"source-label":"","timestamp":{{at}},"selected":false,"source-vids":[]}]}
                """;
        });
        return Encoding.UTF8.GetBytes($$"""
            {"vid":4201,"canonical-vid":4201,"merged-vids":[],"portal-id":62515,"is-contact":true,"properties":{{{string.Join(',', properties)}}},"form-submissions":[{"conversion-id":"a2c1","timestamp":1790000000000,"form-id":"fs-demo","title":"Book a demo"}],"identity-profiles":[{"vid":4201,"saved-at-timestamp":1790000000001,"identities":[{"type":"EMAIL","value":"mara.lindqvist@brightforge.example","is-primary":true},{"type":"LEAD_GUID","value":"1b6d6f5e-0b52-4f57-9a0c-7f1d3e2c4b5a"}]}]}
            """);
    }

    /// <summary>An object with one array of as many items as the size has room for.</summary>
    private static byte[] Array(string key, int maxBytes, Func<Random, int, string> makeItem)
    {
        var random = new Random(Seed);
        var text = new StringBuilder(maxBytes).Append("{\"").Append(key).Append("\":[");
        var bytes = text.Length + "]}".Length;
        for (var i = 0; ; i++)
        {
            var item = makeItem(random, i) + ",";
            bytes += Encoding.UTF8.GetByteCount(item);
            if (bytes > maxBytes)
                break;
            text.Append(item);
        }

        text.Length--;
        return Encoding.UTF8.GetBytes(text.Append("]}").ToString());
    }

    private static string MixedRow(Random random, int row) => string.Create(CultureInfo.InvariantCulture, $$$"""
        {"id":{{{row}}},"name":"Zoë Müller {{{random.Next(10_000)}}}","email":"zoe.{{{random.Next(10_000)}}}@brightforge.example","score":{{{random.NextDouble():F6}}},"is_customer":{{{(random.Next(2) == 0 ? "true" : "false")}}},"phone":null,"note":"asked about \"pricing\"\nand {{{new string('x', random.Next(80))}}}","company":{"name":"Brightforge","domain":"brightforge.example","size":{"from":51,"to":200}},"tags":["hot","pages",{{{random.Next(99)}}}]}
        """);

    private static string Number(Random random, int index) => (index % 4) switch
    {
        0 => random.Next(100).ToString(CultureInfo.InvariantCulture),
        1 => (-random.Next()).ToString(CultureInfo.InvariantCulture),
        2 => (random.NextDouble() * 1_000).ToString("F4", CultureInfo.InvariantCulture),
        _ => random.NextDouble().ToString("E8", CultureInfo.InvariantCulture),
    };

    private static string EscapedText(Random random, int index)
    {
        string[] escapes = [@"\n", @"\""", @"\\", @"\/", @"\u00e9", @"\ud83d\ude00", @"\t", "ab"];
        var text = new StringBuilder("\"");
        for (var i = 20 + (index % 40); i > 0; i--)
            text.Append(escapes[random.Next(escapes.Length)]);
        return text.Append('"').ToString();
    }
}
