using System.Globalization;
using FastSignal.Leads;
using FastSignal.Log;

namespace FastSignal.Server.Commands;

/// <summary>One entry in lines for people. What its sender wrote is cut where it is long; JSON has all of it.</summary>
internal static class EntryText
{
    /// <summary>What is shown of a value, in characters.</summary>
    private const int ShownCharacters = 500;

    /// <summary>Writes what is known about an entry.</summary>
    public static void Write(Terminal terminal, EntryExplanation entry)
    {
        var id = EntryId.Text(entry.LogId, entry.Sequence);
        WriteLine(terminal, "id", id + From(entry.Origin));
        WriteLine(terminal, "signal", Signal(entry));
        if (entry.Record.ReceivedAt is { } receivedAt)
            WriteLine(terminal, "received", $"{Timestamps.Text(receivedAt)}  {(entry.Record.IsTest ? "test" : "live")}");
        if (entry.Record.UserAgent.Length > 0)
            WriteLine(terminal, "user agent", entry.Record.UserAgent);
        WriteLine(terminal, "outcome", entry.Outcome is { } outcome ? $"{outcome.Name()}: {entry.Reason}" : entry.Reason);
        WriteHeld(terminal, entry, id);
        WriteLead(terminal, entry.Traces);
        WriteMapping(terminal, entry);
        WriteFields(terminal, entry);
    }

    private static string From(RecordOrigin origin) => origin switch
    {
        RecordOrigin.Held => "  (no longer in the log; its record is held)",
        RecordOrigin.Samples => "  (no longer in the log; its record is a sample)",
        _ => "",
    };

    private static string Signal(EntryExplanation entry) => entry switch
    {
        { Signal: { } signal } => $"{Number(signal.Id)}  {signal.Name} ({signal.Status.Name()})",
        { Record.ReceivedAt: null } => "not known",
        _ => $"{Number(entry.Record.SignalId)}  (not among the signals)",
    };

    private static void WriteHeld(Terminal terminal, EntryExplanation entry, string id)
    {
        if (entry.Traces.IsHeld)
            WriteLine(terminal, "held", entry.Outcome is EntryOutcome.Paused
                ? $"until `fastsignal signals resume {Number(entry.Record.SignalId)}`"
                : $"`fastsignal held replay {id}` tries it again");
    }

    private static void WriteLead(Terminal terminal, EntryTraces traces)
    {
        if (traces is { LeadId: { } removed, Lead: null })
            WriteLine(terminal, "lead", $"{Number(removed)}  (removed since)");
        if (traces.Lead is not { } lead)
            return;

        var names = LeadKeys.All.Select(key => lead[key]).Where(value => value is not null).Take(3);
        WriteLine(terminal, "lead", $"{Number(lead.Id)}  {lead.Status.Name()}  {string.Join(", ", names)}");
    }

    private static void WriteMapping(Terminal terminal, EntryExplanation entry)
    {
        if (entry.Traces.MappingVersion is > 0 and var decided)
            WriteLine(terminal, "decided by", $"mapping version {Number(decided)}");
        if (entry.Present is not { } present)
        {
            if (entry.Signal is { Mapping: null })
                WriteLine(terminal, "mapping", "none yet");
            return;
        }

        WriteLine(terminal, "mapping", $"version {Number(present.Version)}{Now(entry, present)}");
        foreach (var key in present.Keys)
            WriteLine(terminal, $"  {LeadKeys.Name(key.Key)}", Value(key));
    }

    /// <summary>Says it where it is news: a result that is not the recorded one, or that there is none yet.</summary>
    private static string Now(EntryExplanation entry, PresentMapping present)
    {
        var result = $"{present.Outcome.Name()}{(present.LeadId is { } lead ? $", lead {Number(lead)}" : "")}: {present.Reason}";
        if (present.Differs)
            return $" would now give {result}; `fastsignal log replay --signal {Number(entry.Record.SignalId)} --from TIME` applies it";
        return entry.Traces.IsHeld || entry.Outcome is null ? $" would give {result}" : "";
    }

    private static string Value(MappedKey key)
    {
        var paths = key.Paths.Count == 0 ? "found under another key" : string.Join(" + ", key.Paths.Select(path => Terminal.Beginning(path, ShownCharacters)));
        return $"{paths}: {(key.Value is { } value ? Terminal.Beginning(value, ShownCharacters) : key.Refusal ?? "nothing")}";
    }

    private static void WriteFields(Terminal terminal, EntryExplanation entry)
    {
        if (entry.Record.Fault is { } fault)
            WriteLine(terminal, "fields", $"cannot be read: {fault}");
        if (entry.Traces.IsForgotten)
            WriteLine(terminal, "fields", "not shown: the person was deleted on request");
        foreach (var leaf in entry.Record.Leaves ?? Enumerable.Empty<Leaf>())
            WriteLine(terminal, "field",
                $"{Terminal.Beginning(leaf.Path, ShownCharacters)}: {Terminal.Beginning(leaf.Value ?? LeafOutput.Name(leaf.Kind), ShownCharacters)}");
        if (entry.Record.Leaves is { IsCut: true })
            WriteLine(terminal, "fields", "are cut: their paths are longer than what is read");
    }

    private static void WriteLine(Terminal terminal, string name, string value) =>
        terminal.WriteLine($"{name,-20}  {Terminal.Beginning(value, (2 * ShownCharacters) + 2)}");

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
