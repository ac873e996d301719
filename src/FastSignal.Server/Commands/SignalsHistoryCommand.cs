using System.CommandLine;
using FastSignal.Leads;
using FastSignal.Server.Hosting;
using Spectre.Console;

namespace FastSignal.Server.Commands;

/// <summary><c>fastsignal signals history</c>.</summary>
internal static class SignalsHistoryCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CommandContext context)
    {
        var id = SignalArgument.Create();
        var json = new Option<bool>("--json") { Description = "Write one line of JSON a change." };
        var command = new Command("history",
            """
            Show every change of a signal, oldest first: when, which command, and what differs since. Versions of the mapping are among it. Tokens are not shown.

            --json writes {"at","what","before","after"}, the signal as a whole each time; before is null for the first.

            Examples:
              fastsignal signals history 1
              fastsignal signals history 1 --json | jq -r '[.at, .what, .after.status] | @tsv'
            """)
        { id, json };
        command.SetAction(arguments =>
        {
            using var registry = context.OpenSignals(context.Folder(arguments));
            var signal = registry.Get(arguments.GetValue(id));
            var changes = registry.Changes(signal.Id);
            if (arguments.GetValue(json))
                changes.ToList().ForEach(change => WriteJson(context.Terminal.Data, change));
            else
                context.Terminal.Tables.Write(Table(changes));
            return ExitCode.Done;
        });
        return command;
    }

    private static Table Table(IReadOnlyList<RecordedChange> changes)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn(new TableColumn("time").NoWrap()).AddColumn(new TableColumn("what").NoWrap())
            .AddColumn("changed");
        foreach (var change in changes)
            table.AddRow(new Text(Timestamps.Text(change.ChangedAt)), new Text(change.What),
                new Text(string.Join('\n', SignalDifference.Of(change).Select(Terminal.Shown))));
        return table;
    }

    private static void WriteJson(Stream target, RecordedChange change) => JsonLine.Write(target, writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("at", Timestamps.Text(change.ChangedAt));
        writer.WriteString("what", change.What);
        writer.WritePropertyName("before");
        writer.WriteRawValue(change.Before ?? "null");
        writer.WritePropertyName("after");
        writer.WriteRawValue(change.After);
        writer.WriteEndObject();
    });
}
