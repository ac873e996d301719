using System.Globalization;
using System.Text.Json;
using FastSignal.Leads;
using FastSignal.Log;
using Spectre.Console;

namespace FastSignal.Server.Commands;

/// <summary>What a replay has changed: line by line, and in sum.</summary>
/// <param name="terminal">Where it is shown.</param>
/// <param name="logId">The log, for Entry-Ids.</param>
/// <param name="isDryRun">Whether nothing was changed.</param>
/// <param name="asJson">Whether each entry is a line of JSON.</param>
internal sealed class ReplayOutput(Terminal terminal, string logId, bool isDryRun, bool asJson)
{
    /// <summary>The leads that are named; more are only counted.</summary>
    private const int MaxNamed = 20;

    private readonly long[] _counts = new long[ReplayChanges.All.Count];
    private readonly List<long> _removed = [];
    private long _removedCount;
    private long _madeCount;
    private long _total;

    /// <summary>Takes one entry.</summary>
    public void Add(ReplayedEntry entry, Action<long> progress)
    {
        _counts[(int)entry.Change]++;
        if (entry is { After.Outcome: EntryOutcome.LeadCreated, Change: ReplayChange.Identified or ReplayChange.Moved })
            _madeCount++;
        if (entry.RemovedLead is { } lead && ++_removedCount <= MaxNamed)
            _removed.Add(lead);
        if (asJson && entry.Change is not ReplayChange.LeftAlone)
            WriteLine(entry);
        progress(++_total);
    }

    /// <summary>Shows the sums.</summary>
    public void Finish()
    {
        if (!asJson)
            WriteTable();
        if (_removedCount > 0)
            terminal.Say($"fastsignal: {_removedCount} leads {(isDryRun ? "would have" : "had")} no visit left and {(isDryRun ? "would be" : "are")} removed: {Named()}.");
        if (_counts[(int)ReplayChange.Unknown] is > 0 and var unknown)
            terminal.Say($"fastsignal: {unknown} entries are from before the store noted which lead an entry is counted for: they only refresh the lead that they map to, and are not counted again.");
        if (_total == 0)
            terminal.Say("fastsignal: no consumed entry of the signal was received since then.");
    }

    private static string Meaning(ReplayChange change) => change switch
    {
        ReplayChange.Unchanged => "decided by the present mapping already, or nobody as before",
        ReplayChange.Refreshed => "the same lead: what it shows is refreshed, its visits are not",
        ReplayChange.Merged => "the same lead, and another that is the same became one with it",
        ReplayChange.Identified => "nobody before, a lead now",
        ReplayChange.Moved => "another lead: the visit is moved",
        ReplayChange.TakenBack => "nobody any more: the visit is taken back",
        ReplayChange.OtherOutcome => "nobody, for another reason",
        ReplayChange.Unknown => "not known for whom it was counted: refreshed at most",
        ReplayChange.LeftAlone => "duplicates, held entries, deleted leads or people: left alone",
        _ => "",
    };

    private void WriteTable()
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn(isDryRun ? "would be" : "entries");
        table.AddColumn(new TableColumn("count").RightAligned()).AddColumn("meaning");
        foreach (var change in ReplayChanges.All.Where(change => _counts[(int)change] > 0))
            table.AddRow(new Text(change.Name()), new Text(Number(_counts[(int)change])), new Text(Meaning(change)));
        table.AddRow(new Text("all"), new Text(Number(_total)), new Text($"{Number(_madeCount)} leads made, {Number(_removedCount)} removed"));
        terminal.Tables.Write(table);
    }

    private void WriteLine(ReplayedEntry entry) => JsonLine.Write(terminal.Data, writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("entry", EntryId.Text(logId, entry.Sequence));
        Write(writer, "before", entry.Before);
        Write(writer, "after", entry.After);
        writer.WriteString("change", entry.Change.Name());
        if (entry.RemovedLead is { } lead)
            writer.WriteNumber("removed_lead", lead);
        writer.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter writer, string name, ReplayedState state)
    {
        writer.WriteStartObject(name);
        writer.WriteNullable("outcome", state.Outcome?.Name());
        writer.WriteNullable("lead", state.LeadId);
        writer.WriteEndObject();
    }

    private string Named() => string.Join(", ", _removed.Select(Number)) + (_removedCount > _removed.Count ? ", ..." : "");

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
