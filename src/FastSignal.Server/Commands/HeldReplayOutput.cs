using System.Globalization;
using FastSignal.Leads;
using FastSignal.Log;
using Spectre.Console;

namespace FastSignal.Server.Commands;

/// <summary>What working held entries off again has changed: line by line, and in sum.</summary>
/// <param name="terminal">Where it is shown.</param>
/// <param name="logId">The log, for Entry-Ids.</param>
/// <param name="total">How many entries there are, for the progress.</param>
/// <param name="asJson">Whether each entry is a line of JSON.</param>
internal sealed class HeldReplayOutput(Terminal terminal, string logId, long total, bool asJson)
{
    /// <summary>The causes of failed entries that are shown; more are only counted.</summary>
    private const int MaxCauses = 20;

    private readonly SortedDictionary<(EntryOutcome Before, EntryOutcome After), long> _counts = [];
    private readonly List<ReplayedHeldEntry> _failed = [];
    private long _count;

    /// <summary>Takes one entry.</summary>
    public void Add(ReplayedHeldEntry entry, Action<string, double> progress)
    {
        _counts[(entry.Before, entry.After)] = _counts.GetValueOrDefault((entry.Before, entry.After)) + 1;
        if (entry.After is EntryOutcome.Failed && _failed.Count < MaxCauses)
            _failed.Add(entry);
        if (asJson)
            WriteLine(entry);
        progress("working off", Math.Min(1, ++_count / (double)Math.Max(1, total)));
    }

    /// <summary>Shows the sums.</summary>
    public void Finish()
    {
        if (!asJson && _count > 0)
            WriteTable();
        foreach (var entry in _failed)
            terminal.Say($"fastsignal: {EntryId.Text(logId, entry.Sequence)} failed again and stays held: {entry.Reason}");
        if (_count == 0)
            terminal.Say("fastsignal: there was no entry to work off.");
    }

    private void WriteTable()
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("held as", "became").AddColumn(new TableColumn("count").RightAligned()).AddColumn("");
        foreach (var ((before, after), count) in _counts)
        {
            var note = after is EntryOutcome.Paused || HeldReplay.IsReplayed(after) ? "still held" : "";
            table.AddRow(before.Name(), after.Name(), count.ToString(CultureInfo.InvariantCulture), note);
        }

        terminal.Tables.Write(table);
    }

    private void WriteLine(ReplayedHeldEntry entry) => JsonLine.Write(terminal.Data, writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("entry", EntryId.Text(logId, entry.Sequence));
        writer.WriteString("before", entry.Before.Name());
        writer.WriteString("outcome", entry.After.Name());
        writer.WriteString("reason", entry.Reason);
        writer.WriteNullable("lead", entry.LeadId);
        writer.WriteEndObject();
    });
}
