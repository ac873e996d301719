using System.CommandLine;
using System.Globalization;
using FastSignal.Leads;
using FastSignal.Log;
using FastSignal.Server.Hosting;
using Spectre.Console;

namespace FastSignal.Server.Commands;

/// <summary><c>fastsignal held list</c>.</summary>
internal static class HeldListCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CommandContext context)
    {
        var signal = SignalArgument.CreateOption("Only entries of this signal.", isRequired: false);
        var outcome = OutcomesCommand.CreateOption(
            "Only entries that are held as this.", [EntryOutcome.Paused, EntryOutcome.Failed, EntryOutcome.UnknownSignal]);
        var json = new Option<bool>("--json") { Description = "Write one line of JSON an entry." };
        var command = new Command("list",
            """
            List the entries that are held, oldest first. `fastsignal entries show ID` shows one with its fields.

            --json writes {"entry","received_at","signal","outcome","reason"}; reason is null where it is not among the newest 1,000 of the signal any more.

            Examples:
              fastsignal held list
              fastsignal held list --signal 1 --outcome failed --json
            """)
        { signal, outcome, json };
        command.SetAction(arguments =>
        {
            var folder = context.Folder(arguments);
            folder.MustExist();
            using var store = LeadStore.Open(folder.Leads);
            Show(context.Terminal, store, arguments.GetValue(signal), OutcomesCommand.Of(arguments.GetValue(outcome)), arguments.GetValue(json));
            return ExitCode.Done;
        });
        return command;
    }

    private static void Show(Terminal terminal, LeadStore store, long? signal, EntryOutcome? outcome, bool asJson)
    {
        var logId = store.Checkpoint()?.LogId;
        var table = new Table().Border(TableBorder.Rounded).AddColumn(new TableColumn("entry").NoWrap()).AddColumn(new TableColumn("received").NoWrap());
        table.AddColumn(new TableColumn("signal").RightAligned()).AddColumn(new TableColumn("held as").NoWrap()).AddColumn("reason");
        foreach (var held in store.HeldEntries(signal, outcome))
        {
            var entry = logId is null ? null : EntryId.Text(logId, held.Sequence);
            if (asJson)
                WriteJson(terminal.Data, held, entry);
            else
                table.AddRow(new Text(entry ?? "-"), new Text(Timestamps.Text(held.ReceivedAt)),
                    new Text(held.SignalId.ToString(CultureInfo.InvariantCulture)), new Text(held.Outcome.Name()),
                    new Text(Terminal.Shown(held.Reason ?? "")));
        }

        if (table.Rows.Count > 0)
            terminal.Tables.Write(table);
        else if (!asJson)
            terminal.Say(signal is null && outcome is null ? "fastsignal: no entry is held." : "fastsignal: no entry like that is held.");
    }

    private static void WriteJson(Stream target, HeldEntry held, string? entry) => JsonLine.Write(target, writer =>
    {
        writer.WriteStartObject();
        writer.WriteNullable("entry", entry);
        writer.WriteString("received_at", Timestamps.Text(held.ReceivedAt));
        writer.WriteNumber("signal", held.SignalId);
        writer.WriteString("outcome", held.Outcome.Name());
        writer.WriteNullable("reason", held.Reason);
        writer.WriteEndObject();
    });
}
