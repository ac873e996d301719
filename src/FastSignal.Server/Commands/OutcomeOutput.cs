using System.Globalization;
using FastSignal.Leads;
using FastSignal.Log;
using Spectre.Console;

namespace FastSignal.Server.Commands;

/// <summary>Shows what became of the entries of a signal.</summary>
/// <param name="terminal">Where it is shown.</param>
/// <param name="store">The lead store.</param>
/// <param name="signalId">The signal.</param>
/// <param name="only">Only this outcome; null for all.</param>
/// <param name="asJson">Whether it is JSON lines.</param>
internal sealed class OutcomeOutput(Terminal terminal, LeadStore store, long signalId, EntryOutcome? only, bool asJson)
{
    private readonly string? _logId = store.Checkpoint()?.LogId;

    /// <summary>The newest ones with their reasons.</summary>
    public void ShowNewest(long limit)
    {
        var outcomes = store.NewestOutcomes(signalId).Where(outcome => IsMeant(outcome.Outcome)).Take((int)Math.Min(limit, int.MaxValue));
        if (asJson)
        {
            foreach (var outcome in outcomes)
                WriteJson(outcome);
            return;
        }

        var table = new Table().Border(TableBorder.Rounded).AddColumn(new TableColumn("entry").NoWrap()).AddColumn(new TableColumn("received").NoWrap());
        table.AddColumn(new TableColumn("outcome").NoWrap()).AddColumn("reason").AddColumn(new TableColumn("lead").RightAligned().NoWrap());
        foreach (var outcome in outcomes)
            table.AddRow(new Text(Entry(outcome) ?? "-"), new Text(Timestamps.Text(outcome.ReceivedAt)), new Text(outcome.Outcome.Name()),
                new Text(Terminal.Shown(outcome.Reason)), new Text(Lead(outcome)));
        Show(table);
    }

    /// <summary>How many had each outcome in each hour.</summary>
    public void ShowHours()
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("hour", "outcome").AddColumn(new TableColumn("count").RightAligned());
        foreach (var (outcome, hour, count) in store.OutcomeCountsByHour(signalId).Where(count => IsMeant(count.Outcome)))
        {
            if (asJson)
                WriteJson(Timestamps.Text(hour), outcome, count);
            else
                table.AddRow(new Text(Timestamps.Text(hour)), new Text(outcome.Name()), new Text(Number(count)));
        }

        Show(table);
    }

    /// <summary>How many had each outcome.</summary>
    public void ShowTotals()
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("outcome").AddColumn(new TableColumn("count").RightAligned());
        foreach (var (outcome, count) in store.OutcomeCounts(signalId).Where(pair => IsMeant(pair.Key)).OrderBy(pair => pair.Key))
        {
            if (asJson)
                WriteJson(hour: null, outcome, count);
            else
                table.AddRow(new Text(outcome.Name()), new Text(Number(count)));
        }

        Show(table);
    }

    private void Show(Table table)
    {
        if (asJson)
            return;
        if (table.Rows.Count > 0)
            terminal.Tables.Write(table);
        else
            terminal.Say(only is { } outcome
                ? $"fastsignal: no entry of signal {signalId} had the outcome {outcome.Name()}."
                : $"fastsignal: no entry of signal {signalId} has been consumed yet.");
    }

    private void WriteJson(RecordedOutcome outcome) => JsonLine.Write(terminal.Data, writer =>
    {
        writer.WriteStartObject();
        writer.WriteNullable("entry", Entry(outcome));
        writer.WriteString("received_at", Timestamps.Text(outcome.ReceivedAt));
        writer.WriteString("outcome", outcome.Outcome.Name());
        writer.WriteString("reason", outcome.Reason);
        writer.WriteNullable("lead", outcome.LeadId);
        writer.WriteEndObject();
    });

    private void WriteJson(string? hour, EntryOutcome outcome, long count) => JsonLine.Write(terminal.Data, writer =>
    {
        writer.WriteStartObject();
        if (hour is not null)
            writer.WriteString("hour", hour);
        writer.WriteString("outcome", outcome.Name());
        writer.WriteNumber("count", count);
        writer.WriteEndObject();
    });

    private bool IsMeant(EntryOutcome outcome) => only is null || only == outcome;

    /// <summary>A store that has outcomes has a checkpoint, which names the log.</summary>
    private string? Entry(RecordedOutcome outcome) => _logId is { } log ? EntryId.Text(log, outcome.Sequence) : null;

    private static string Lead(RecordedOutcome outcome) => outcome.LeadId is { } lead ? Number(lead) : "-";

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
