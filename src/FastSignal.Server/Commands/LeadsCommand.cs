using System.CommandLine;
using FastSignal.Leads;
using FastSignal.Server.Hosting;

namespace FastSignal.Server.Commands;

/// <summary><c>fastsignal leads list, export</c>.</summary>
internal static class LeadsCommand
{
    /// <summary>Makes the command with its subcommands.</summary>
    public static Command Create(CommandContext context) =>
        new("leads", "Show and export the leads of a signal.\n\nExample:\n  fastsignal leads export --signal 1 --format csv > leads.csv")
        {
            Create(context, "list", "table", "Show the leads of a signal.\n\nExamples:\n  fastsignal leads list --signal 1\n  fastsignal leads list --signal 1 --format jsonl"),
            Create(context, "export", "jsonl", "Write the leads of a signal as JSON lines or CSV.\n\nExample:\n  fastsignal leads export --signal 1 --format csv > leads.csv"),
        };

    private static Command Create(CommandContext context, string name, string defaultFormat, string description)
    {
        var signal = SignalArgument.CreateOption("The signal.", isRequired: true);
        var isList = string.Equals(name, "list", StringComparison.Ordinal);
        var format = Texts.Choice("--format", "How they are written.", isList ? ["table", "jsonl", "csv"] : ["jsonl", "csv"]);
        format.DefaultValueFactory = _ => defaultFormat;
        var command = new Command(name, description) { signal, format };
        command.SetAction(arguments =>
        {
            var folder = context.Folder(arguments);
            using var registry = context.OpenSignals(folder);
            var id = registry.Get(arguments.GetValue(signal) ?? 0).Id;
            using var store = LeadStore.Open(folder.Leads);
            if (isList && store.LeadCount(id) == 0)
                context.Terminal.Say($"fastsignal: signal {id} has no leads yet.");
            Write(context.Terminal, store.ListLeads(id), arguments.GetRequiredValue(format));
            return ExitCode.Done;
        });
        return command;
    }

    private static void Write(Terminal terminal, IEnumerable<Lead> leads, string format)
    {
        switch (format)
        {
            case "csv":
                LeadCsv.Write(terminal.Data, leads);
                break;
            case "jsonl":
                foreach (var lead in leads)
                    WriteJson(terminal.Data, lead);
                break;
            default:
                terminal.Tables.Write(LeadTables.Of(leads));
                break;
        }
    }

    private static void WriteJson(Stream target, Lead lead) => JsonLine.Write(target, writer =>
    {
        writer.WriteStartObject();
        writer.WriteNumber("id", lead.Id);
        writer.WriteNumber("signal", lead.SignalId);
        writer.WriteString("status", lead.Status);
        writer.WriteNumber("visits", lead.Visits);
        writer.WriteString("first_seen_at", Timestamps.Text(lead.FirstSeenAt));
        writer.WriteString("last_seen_at", Timestamps.Text(lead.LastSeenAt));
        foreach (var key in LeadKeys.All)
            writer.WriteNullable(LeadKeys.Name(key), lead[key]);
        writer.WritePropertyName("context");
        writer.WriteRawValue(lead.ContextJson);
        writer.WriteEndObject();
    });
}
