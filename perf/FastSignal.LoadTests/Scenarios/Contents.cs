using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FastSignal.LoadTests.Sending;

namespace FastSignal.LoadTests.Scenarios;

/// <summary>The contents that senders post.</summary>
internal static class Contents
{
    /// <summary>An RB2B visitor of the corpus, made a different person by the number.</summary>
    public static string Rb2b { get; } = ReadRb2b();

    /// <summary>A table row as Clay posts it.</summary>
    public const string Clay = $$$"""
        {"row_id":"r_{{{PreparedRequest.NumberPlace}}}","Full Name":"Mara Lindqvist","Work Email":"mara.{{{PreparedRequest.NumberPlace}}}@brightforge.example","Company Domain":"brightforge.example","Enrichment":{"title":"Head of RevOps","headcount":140,"tech":["dbt","Looker"]}}
        """;

    /// <summary>A step of a Zap.</summary>
    public const string Zapier = $$$"""
        {"email":"lead.{{{PreparedRequest.NumberPlace}}}@brightforge.example","full_name":"Mara Lindqvist","company_name":"Brightforge","answers":{"budget":"10-50k","start":null}}
        """;

    /// <summary>A person with a long list of events: about so many octets.</summary>
    public static string Large(int bytes)
    {
        var text = new StringBuilder($$"""{"email":"large.{{PreparedRequest.NumberPlace}}@brightforge.example","events":[""", bytes);
        for (var i = 0; text.Length < bytes - 200; i++)
            text.Append(i == 0 ? "" : ",").Append(CultureInfo.InvariantCulture,
                $$"""{"id":{{i}},"page":"https://brightforge.example/pricing?step={{i % 7}}","seconds":{{i % 60}}.5,"is_new":false,"note":"looked twice"}""");
        return text.Append("]}").ToString();
    }

    private static string ReadRb2b()
    {
        using var stream = typeof(Contents).Assembly.GetManifestResourceStream("rb2b.json") ?? throw new FileNotFoundException("rb2b.json is not embedded.");
        var visitor = JsonNode.Parse(stream)!["payload"]!.AsObject();
        visitor["LinkedIn URL"] = "https://www.linkedin.com/in/mara-lindqvist-" + PreparedRequest.NumberPlace;
        visitor["Business Email"] = $"mara.{PreparedRequest.NumberPlace}@brightforge.example";
        return visitor.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }
}
