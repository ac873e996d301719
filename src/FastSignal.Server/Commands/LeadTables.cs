using System.Globalization;
using FastSignal.Leads;
using Spectre.Console;

namespace FastSignal.Server.Commands;

/// <summary>Leads as a table for people: who it is, where to find them, how often they came. Everything else is in the exports.</summary>
internal static class LeadTables
{
    /// <summary>What is shown of a value, in characters: a sender may put a book into a title.</summary>
    private const int ShownCharacters = 100;

    private static readonly string[] LinkedinPrefixes = ["https://www.linkedin.com/in/", "https://www.linkedin.com/company/"];

    /// <summary>Makes the table. A column that nobody fills is left out.</summary>
    public static Table Of(IEnumerable<Lead> leads)
    {
        var all = leads.ToList();
        var columns = Columns.Where(column => all.Exists(lead => column.Value(lead).Length > 0)).ToList();
        var table = new Table().Border(TableBorder.Rounded);
        table.AddColumn(new TableColumn("id").RightAligned()).AddColumn(new TableColumn("visits").RightAligned());
        foreach (var column in columns)
            table.AddColumn(column.Header);
        foreach (var lead in all)
            table.AddRow([Number(lead.Id), Number(lead.Visits), .. columns.Select(column => Terminal.Cell(Shown(column, lead)))]);
        return table;
    }

    /// <summary>One lead as a line: when it was seen last, who it is, how often they came.</summary>
    public static string Line(Lead lead)
    {
        var values = Columns.Select(column => Shown(column, lead)).Where(value => value.Length > 0);
        return string.Create(CultureInfo.InvariantCulture,
            $"{Timestamps.Text(lead.LastSeenAt)}  lead {lead.Id}  visits {lead.Visits}  {string.Join("  ", values)}");
    }

    private static IReadOnlyList<(string Header, Func<Lead, string> Value)> Columns { get; } =
    [
        ("status", Status),
        ("name", lead => lead[LeadKey.FullName] ?? ""),
        ("title", lead => lead[LeadKey.Title] ?? ""),
        ("company", lead => lead[LeadKey.CompanyName] ?? lead[LeadKey.CompanyDomain] ?? ""),
        ("email", lead => lead[LeadKey.Email] ?? ""),
        ("linkedin", lead => Slug(lead[LeadKey.LinkedinUrl] ?? lead[LeadKey.CompanyLinkedinUrl])),
        ("city", lead => lead[LeadKey.City] ?? ""),
    ];

    private static string Shown((string Header, Func<Lead, string> Value) column, Lead lead) => Terminal.Beginning(column.Value(lead), ShownCharacters);

    /// <summary>Pending, as most are, says nothing.</summary>
    private static string Status(Lead lead) => lead switch
    {
        { Status: LeadStatus.Pending } => "",
        { DismissedReason: { } reason } => $"{lead.Status.Name()} ({reason.Name()})",
        _ => lead.Status.Name(),
    };

    private static Text Number(long number) => new(number.ToString(CultureInfo.InvariantCulture));

    private static string Slug(string? url) =>
        LinkedinPrefixes.FirstOrDefault(p => url?.StartsWith(p, StringComparison.Ordinal) == true) is { } prefix ? url![prefix.Length..] : url ?? "";
}
