using System.CommandLine;
using FastSignal.Leads;
using FastSignal.Log;
using FastSignal.Server.Hosting;

namespace FastSignal.Server.Commands;

/// <summary><c>fastsignal entries show</c>.</summary>
internal static class EntriesShowCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CommandContext context)
    {
        var id = EntryArgument.CreateOne();
        var json = new Option<bool>("--json") { Description = "Write one line of JSON." };
        var command = new Command("show",
            """
            Show one entry, what became of it and why: its fields, its outcome with the reason, the lead, and what the present mapping of its signal takes from it.
            If that would give another result than the recorded one, it says so: `fastsignal log replay` applies it. An entry that is no longer in the log is shown
            while it is held, or a sample.

            --json writes what `entries --json` writes, then {"signal_name","signal_status","read_from","outcome","reason","mapping_version","lead","held","mapping"}.
            outcome is null where it is not consumed yet, or where that is not kept any more; reason says which. mapping_version is the one that decided, or null.
            lead is {"id","status", and its keys}. mapping is the present one: {"version","keys":{KEY:{"paths","value"}},"outcome","reason","lead","differs"}, with
            "refused" where a text is not what its key promises.

            Examples:
              fastsignal entries show 0f3a9c21-17
              fastsignal entries show 17 --json | jq .reason
            """)
        { id, json };
        command.SetAction(arguments => Show(context, context.Folder(arguments), arguments.GetValue(id), arguments.GetValue(json)));
        return command;
    }

    private static int Show(CommandContext context, DataFolder folder, EntryName name, bool asJson)
    {
        using var registry = context.OpenSignals(folder);
        using var reader = LogReader.Open(folder.Log);
        using var store = File.Exists(folder.Leads) ? LeadStore.Open(folder.Leads) : null;
        var explanation = new EntryExplainer(reader, store, registry).Explain(name.SequenceIn(reader.LogId), out var whyNot)
            ?? throw new RefusedException(whyNot ?? "The entry cannot be shown.");
        if (asJson)
            EntryJson.Write(context.Terminal.Data, explanation);
        else
            EntryText.Write(context.Terminal, explanation);
        return ExitCode.Done;
    }
}
