using System.Globalization;
using FastSignal.Leads;
using FastSignal.Log;
using Spectre.Console;

namespace FastSignal.Server.Commands;

/// <summary>Says what the deletion of a person has deleted, and what it cannot delete.</summary>
/// <param name="terminal">Where it is shown.</param>
/// <param name="logId">The log, for Entry-Ids; null without one.</param>
/// <param name="asJson">Whether it is one line of JSON.</param>
internal sealed class ForgetOutput(Terminal terminal, string? logId, bool asJson)
{
    /// <summary>Shows a report.</summary>
    public void Write(ForgettingReport report, bool isDryRun)
    {
        if (asJson)
            WriteJson(report, isDryRun);
        else if (report.HasFound)
            WriteTable(report, isDryRun);

        if (!report.HasFound)
            terminal.Say($"fastsignal: nothing of this person is here{Until(report)}.");
        if (report.DoOctetsRemainInLog)
            terminal.Say($"fastsignal: {Name(report.FirstInLog)} to {Name(report.LastInLog)}: the octets of {Number(report.LogEntries + report.TombstonedBefore)} entries stay in the log until it is truncated beyond them. Nothing shows or maps them {(isDryRun ? "once they are deleted" : "any more")}.");
        if (report.DoOctetsRemainInDatabases)
            terminal.Say("fastsignal: what was deleted may still be read in the files of the databases: somebody's long reading, or a full disk, kept them from being written anew. Run the command again.");
        if (report.HasFound)
            terminal.Say("fastsignal: backups made before still have everything.");
    }

    private void WriteTable(ForgettingReport report, bool isDryRun)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn(isDryRun ? "would be deleted" : "deleted");
        table.AddColumn(new TableColumn("count").RightAligned()).AddColumn("");
        Add("leads", report.Leads, report.Keys.Count == 0 ? "without an email or LinkedIn URL" : string.Join(", ", report.Keys));
        Add("outcomes", report.Outcomes, "their counts stay");
        Add("samples", report.Samples, "");
        Add("held entries", report.Held, "");
        Add("refused requests", report.Rejections, "");
        Add("log entries", report.LogEntries, report.Mentions == 0
            ? Looked(report)
            : $"{Number(report.Mentions)} of them only mention the person in a text;{Looked(report)}");
        Add("leads of others", report.CleanedLeads, "kept, without the values in which the person stood");
        terminal.Tables.Write(table);

        void Add(string what, long count, string remark) => table.AddRow(new Text(what), new Text(Number(count)), new Text(Terminal.Shown(remark.Trim())));
    }

    private void WriteJson(ForgettingReport report, bool isDryRun) => JsonLine.Write(terminal.Data, writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("keys");
        foreach (var key in report.Keys)
            writer.WriteStringValue(key);
        writer.WriteEndArray();
        writer.WriteNumber("leads", report.Leads);
        writer.WriteNumber("leads_cleaned", report.CleanedLeads);
        writer.WriteNumber("outcomes", report.Outcomes);
        writer.WriteNumber("samples", report.Samples);
        writer.WriteNumber("held", report.Held);
        writer.WriteNumber("rejections", report.Rejections);
        writer.WriteNumber("log_entries", report.LogEntries);
        writer.WriteNumber("mentions", report.Mentions);
        writer.WriteNumber("forgotten_before", report.TombstonedBefore);
        writer.WriteNullable("until_entry", Name(report.UntilSequence));
        writer.WriteNullable("first_log_entry", Name(report.FirstInLog));
        writer.WriteNullable("last_log_entry", Name(report.LastInLog));
        writer.WriteBoolean("log_octets_remain_until_truncation", report.DoOctetsRemainInLog);
        writer.WriteBoolean("database_octets_remain", report.DoOctetsRemainInDatabases);
        writer.WriteBoolean("dry_run", isDryRun);
        writer.WriteEndObject();
    });

    private string Until(ForgettingReport report) => report.UntilSequence is null ? "" : $", up to entry {Name(report.UntilSequence)}";

    private string Looked(ForgettingReport report) => report.UntilSequence is null ? "" : $" looked at up to {Name(report.UntilSequence)}";

    private string? Name(long? sequence) => logId is not null && sequence is { } number ? EntryId.Text(logId, number) : null;

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
