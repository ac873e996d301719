using System.Globalization;
using System.Text.Json;
using FastSignal.Leads;
using FastSignal.Log;

namespace FastSignal.Server.Commands;

/// <summary>Leads in lines for people. What senders wrote is cut where it is long; JSON has all of it.</summary>
internal static class LeadText
{
    /// <summary>What is shown of a value, in characters.</summary>
    private const int ShownCharacters = 500;

    /// <summary>Writes one lead and what is known about it.</summary>
    public static void Write(Terminal terminal, LeadDetails details)
    {
        var lead = details.Lead;
        WriteLine(terminal, "id", Number(lead.Id));
        WriteLine(terminal, "signal", Number(lead.SignalId));
        WriteLine(terminal, "status", Status(lead.Status, lead.DismissedReason, lead.Note));
        WriteLine(terminal, "visits", Number(lead.Visits));
        WriteLine(terminal, "first seen", Timestamps.Text(lead.FirstSeenAt));
        WriteLine(terminal, "last seen", Timestamps.Text(lead.LastSeenAt));
        foreach (var key in LeadKeys.All.Where(key => lead[key] is not null))
            WriteLine(terminal, LeadKeys.Name(key), lead[key]!);
        WriteContext(terminal, lead);
        foreach (var change in details.Changes)
            WriteLine(terminal, "changed", $"{Timestamps.Text(change.At)}  {change.Before.Name()} -> {Status(change.After, change.Reason, change.Note)}");
        foreach (var outcome in details.Outcomes)
            WriteLine(terminal, "entry", $"{EntryOf(details, outcome)}  {Timestamps.Text(outcome.ReceivedAt)}  {outcome.Outcome.Name()}: {outcome.Reason}");
    }

    /// <summary>The Entry-Id of an outcome. A store that has outcomes has a checkpoint, which names the log.</summary>
    public static string? EntryOf(LeadDetails details, RecordedOutcome outcome) =>
        details.LogId is { } log ? EntryId.Text(log, outcome.Sequence) : null;

    private static void WriteContext(Terminal terminal, Lead lead)
    {
        using var context = JsonDocument.Parse(lead.ContextJson);
        foreach (var property in context.RootElement.EnumerateObject())
        {
            var value = property.Value.ValueKind is JsonValueKind.String ? property.Value.GetString()! : property.Value.GetRawText();
            WriteLine(terminal, "context", $"{Terminal.Beginning(property.Name, ShownCharacters)}: {Terminal.Beginning(value, ShownCharacters)}");
        }

        if (lead.IsContextCut)
            WriteLine(terminal, "context", "is cut: the newest entry had more than fits, `fastsignal entries` shows all of it");
    }

    private static string Status(LeadStatus status, DismissalReason? reason, string? note) =>
        status.Name() + (reason is { } why ? $" ({why.Name()})" : "") + (note is null ? "" : $": {note}");

    private static void WriteLine(Terminal terminal, string name, string value) =>
        terminal.WriteLine($"{name,-20}  {Terminal.Beginning(value, 2 * ShownCharacters + 2)}");

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
