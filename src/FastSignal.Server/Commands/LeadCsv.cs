using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using FastSignal.Leads;

namespace FastSignal.Server.Commands;

/// <summary>Leads as CSV (RFC 4180) for spreadsheets: a value that one would take for a formula is made a text by an apostrophe in front; numbers and phone numbers stay as they are.</summary>
internal static partial class LeadCsv
{
    private static readonly SearchValues<char> NeedQuotes = SearchValues.Create(",\"\r\n");
    private static readonly SearchValues<char> BeginFormulas = SearchValues.Create("=+-@\t\r");

    /// <summary>Writes a header line, then a line a lead.</summary>
    public static void Write(Stream target, IEnumerable<Lead> leads)
    {
        WriteLine(target, ["id", "signal", "status", "visits", "first_seen_at", "last_seen_at", .. LeadKeys.All.Select(LeadKeys.Name), "context"]);
        foreach (var lead in leads)
        {
            WriteLine(target,
            [
                lead.Id.ToString(CultureInfo.InvariantCulture),
                lead.SignalId.ToString(CultureInfo.InvariantCulture),
                lead.Status,
                lead.Visits.ToString(CultureInfo.InvariantCulture),
                Timestamps.Text(lead.FirstSeenAt),
                Timestamps.Text(lead.LastSeenAt),
                .. LeadKeys.All.Select(key => lead[key] ?? ""),
                lead.ContextJson,
            ]);
        }
    }

    /// <summary>One value as a cell.</summary>
    internal static string Cell(string value)
    {
        var text = value.Length > 0 && BeginFormulas.Contains(value[0]) && !NumberOrPhone().IsMatch(value) ? "'" + value : value;
        return text.AsSpan().ContainsAny(NeedQuotes) ? "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"" : text;
    }

    /// <summary>Digits and what people put between those of a phone number: a spreadsheet may compute it, but it can call nothing.</summary>
    [GeneratedRegex(@"^[+-]?[0-9 ().-]+\z", RegexOptions.NonBacktracking)]
    private static partial Regex NumberOrPhone();

    private static void WriteLine(Stream target, IEnumerable<string> values) =>
        target.Write(Encoding.UTF8.GetBytes(string.Join(',', values.Select(Cell)) + "\r\n"));
}
