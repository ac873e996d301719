using System.CommandLine;
using System.Globalization;
using System.Text;
using FastSignal.Leads;
using FastSignal.Log;
using FastSignal.Parsing;
using FastSignal.Server.Hosting;

namespace FastSignal.Server.Commands;

/// <summary><c>fastsignal entries</c>, and beside it <c>entries show</c>.</summary>
internal static class EntriesCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CommandContext context)
    {
        var signal = SignalArgument.CreateOption("Only entries of this signal.", isRequired: false);
        var json = new Option<bool>("--json") { Description = "Write one line of JSON an entry, with its fields." };
        var command = new Command("entries",
            """
            Show the committed entries of the log, oldest first, also while a server writes it. Of those whose person was deleted (`fastsignal forget`) only
            {"id","sequence","signal","received_at","forgotten"} is shown. `entries show` says of one what became of it and why.

            Examples:
              fastsignal entries
              fastsignal entries --signal 1 --json | tail -n 1
            """)
        { signal, json, EntriesShowCommand.Create(context) };
        command.SetAction(arguments =>
        {
            var folder = context.Folder(arguments);
            folder.MustExist();
            if (arguments.GetValue(signal) is { } id)
            {
                using var registry = context.OpenSignals(folder);
                registry.Get(id);
            }

            using var reader = LogReader.Open(folder.Log);
            using var store = File.Exists(folder.Leads) ? LeadStore.Open(folder.Leads) : null;
            return Show(context, reader, store?.Forgotten, arguments.GetValue(signal), arguments.GetValue(json));
        });
        return command;
    }

    private static int Show(CommandContext context, LogReader reader, ForgottenEntries? forgotten, long? signal, bool asJson)
    {
        while (true)
        {
            switch (reader.Read(out var entry))
            {
                case ReadOutcome.Entry when EntryRecord.TryRead(entry.Record, out var record):
                    if (signal is not null && record.SignalId != signal)
                        break;
                    if (forgotten?.Contains(entry.Sequence) == true)
                        ShowForgotten(context.Terminal, EntryId.Text(reader.LogId, entry.Sequence), entry.Sequence, record, asJson);
                    else
                        Show(context.Terminal, EntryId.Text(reader.LogId, entry.Sequence), entry.Sequence, record, asJson);
                    break;

                case ReadOutcome.Entry:
                    throw new RefusedException($"Entry {entry.Sequence} is whole, but no record that this version can read: a newer version wrote it.");

                case ReadOutcome.Quarantined:
                    context.Terminal.Say($"fastsignal: entries before {reader.Position.Sequence} were given up by `fastsignal log repair`.");
                    break;

                case ReadOutcome.Truncated:
                    context.Terminal.Say($"fastsignal: entries before {reader.Position.Sequence} were given back by the server meanwhile.");
                    break;

                case ReadOutcome.Damaged:
                    throw new RefusedException($"The log is damaged {reader.DamageText}. `fastsignal log verify` shows all damage.");

                default:
                    return ExitCode.Done;
            }
        }
    }

    private static void Show(Terminal terminal, string id, long sequence, EntryRecord record, bool asJson)
    {
        var leaves = EntryLeaves.Read(record.Fields);
        var receivedAt = Timestamps.Text(record.ReceivedAtMicroseconds);
        if (asJson)
        {
            WriteJson(terminal.Data, id, sequence, record, leaves, receivedAt);
        }
        else
        {
            var kind = record.IsTest ? "test" : "live";
            terminal.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{id,-20} {receivedAt}  signal {record.SignalId,-4} {kind}  {leaves.Count} fields"));
        }
    }

    private static void ShowForgotten(Terminal terminal, string id, long sequence, EntryRecord record, bool asJson)
    {
        var (signal, receivedAt) = (record.SignalId, Timestamps.Text(record.ReceivedAtMicroseconds));
        if (!asJson)
        {
            terminal.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{id,-20} {receivedAt}  signal {signal,-4} forgotten"));
            return;
        }

        JsonLine.Write(terminal.Data, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("id", id);
            writer.WriteNumber("sequence", sequence);
            writer.WriteNumber("signal", signal);
            writer.WriteString("received_at", receivedAt);
            writer.WriteBoolean("forgotten", value: true);
            writer.WriteEndObject();
        });
    }

    private static void WriteJson(Stream target, string id, long sequence, EntryRecord record, EntryLeaves leaves, string receivedAt)
    {
        var (signal, isTest, userAgent) = (record.SignalId, record.IsTest, Encoding.UTF8.GetString(record.UserAgent));
        JsonLine.Write(target, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("id", id);
            writer.WriteNumber("sequence", sequence);
            writer.WriteNumber("signal", signal);
            writer.WriteBoolean("test", isTest);
            writer.WriteString("received_at", receivedAt);
            writer.WriteString("user_agent", userAgent);
            LeafOutput.Write(writer, "fields", leaves);
            if (leaves.IsCut)
                writer.WriteBoolean("cut", value: true);
            writer.WriteEndObject();
        });
    }
}
