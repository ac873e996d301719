using System.Globalization;
using FastSignal.Leads;
using Spectre.Console;

namespace FastSignal.Server.Commands;

/// <summary>Leads as a table for people: who it is, where to find them, how often they came. Everything else is in the exports.</summary>
internal static class LeadTables
{
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
            table.AddRow([Number(lead.Id), Number(lead.Visits), .. columns.Select(column => Terminal.Cell(column.Value(lead)))]);
        return table;
    }

    private static IReadOnlyList<(string Header, Func<Lead, string> Value)> Columns { get; } =
    [
        ("name", lead => lead[LeadKey.FullName] ?? ""),
        ("title", lead => lead[LeadKey.Title] ?? ""),
        ("company", lead => lead[LeadKey.CompanyName] ?? lead[LeadKey.CompanyDomain] ?? ""),
        ("email", lead => lead[LeadKey.Email] ?? ""),
        ("linkedin", lead => Slug(lead[LeadKey.LinkedinUrl] ?? lead[LeadKey.CompanyLinkedinUrl])),
        ("city", lead => lead[LeadKey.City] ?? ""),
    ];

    private static Text Number(long number) => new(number.ToString(CultureInfo.InvariantCulture));

    private static string Slug(string? url) =>
        LinkedinPrefixes.FirstOrDefault(p => url?.StartsWith(p, StringComparison.Ordinal) == true) is { } prefix ? url![prefix.Length..] : url ?? "";
}
