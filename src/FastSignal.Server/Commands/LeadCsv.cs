using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using FastSignal.Leads;

namespace FastSignal.Server.Commands;

/// <summary>Leads as CSV (RFC 4180) for spreadsheets: a value that one would take for a formula is made a text by an apostrophe in front; numbers and
/// phone numbers stay as they are.</summary>
internal static partial class LeadCsv
{
    private static readonly SearchValues<char> NeedQuotes = SearchValues.Create(",\"\r\n");

    // The full-width forms, too: where people write with them, spreadsheets read them as the others.
    private static readonly SearchValues<char> BeginFormulas = SearchValues.Create("=+-@\t\r\n＝＋－＠");

    /// <summary>Writes a header line, then a line a lead.</summary>
    public static void Write(Stream target, IEnumerable<Lead> leads)
    {
        WriteLine(target, ["id", "signal", "status", "visits", "first_seen_at", "last_seen_at", .. LeadKeys.All.Select(LeadKeys.Name), "context",
            "dismissed_reason", "note", "context_cut"]);
        foreach (var lead in leads)
        {
            WriteLine(target,
            [
                lead.Id.ToString(CultureInfo.InvariantCulture),
                lead.SignalId.ToString(CultureInfo.InvariantCulture),
                lead.Status.Name(),
                lead.Visits.ToString(CultureInfo.InvariantCulture),
                Timestamps.Text(lead.FirstSeenAt),
                Timestamps.Text(lead.LastSeenAt),
                .. LeadKeys.All.Select(key => lead[key] ?? ""),
                lead.ContextJson,
                lead.DismissedReason?.Name() ?? "",
                lead.Note ?? "",
                lead.IsContextCut ? "true" : "",
            ]);
        }
    }

    /// <summary>One value as a cell.</summary>
    internal static string Cell(string value)
    {
        var text = BeginsFormula(value) && !NumberOrPhone().IsMatch(value) ? "'" + value : value;
        return text.AsSpan().ContainsAny(NeedQuotes) ? "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"" : text;
    }

    /// <summary>A spreadsheet may pass over blanks and what cannot be seen before it looks for a formula.</summary>
    private static bool BeginsFormula(string value)
    {
        foreach (var character in value)
        {
            if (BeginFormulas.Contains(character))
                return true;
            if (!char.IsWhiteSpace(character) && char.GetUnicodeCategory(character) is not (UnicodeCategory.Control or UnicodeCategory.Format))
                return false;
        }

        return false;
    }

    /// <summary>Digits and what people put between those of a phone number: a spreadsheet may compute it, but it can call nothing.</summary>
    [GeneratedRegex(@"^[+-]?[0-9 ().-]+\z", RegexOptions.NonBacktracking)]
    private static partial Regex NumberOrPhone();

    private static void WriteLine(Stream target, IEnumerable<string> values) =>
        target.Write(Encoding.UTF8.GetBytes(string.Join(',', values.Select(Cell)) + "\r\n"));
}
