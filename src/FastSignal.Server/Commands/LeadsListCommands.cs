using System.CommandLine;
using FastSignal.Leads;
using FastSignal.Server.Hosting;

namespace FastSignal.Server.Commands;

/// <summary><c>fastsignal leads list, export</c>: the same leads, for people and for programs.</summary>
internal static class LeadsListCommands
{
    private const int ProgressInterval = 1_024;

    /// <summary>For people.</summary>
    public static Command List(CommandContext context) => Create(context, "list", ["table", "jsonl", "csv"],
        """
        Show the leads of a signal, oldest first.

        --search finds its text in any of the ten keys (linkedin_url, email, full_name, company_name, company_domain, company_linkedin_url, title, phone, city,
        country), whatever the case. --since and --until are about the newest entry of a lead.

        Examples:
          fastsignal leads list --signal 1
          fastsignal leads list --signal 1 --status pending --search "head of" --limit 20
          fastsignal leads list --signal 1 --since 2026-11-24 --until 2026-11-25T12:00:00Z --format jsonl
        """,
        Show);

    /// <summary>For programs.</summary>
    public static Command Export(CommandContext context) => Create(context, "export", ["jsonl", "csv"],
        """
        Write the leads of a signal as JSON lines or CSV, oldest first, one by one: as many as there are.

        A line of JSON has {"id","signal","status","visits","first_seen_at","last_seen_at", the ten keys, "context"}, and behind these, only where there is one,
        "dismissed_reason" and "note", and "context_cut":true where the context was too large and is not whole. CSV has the same as columns.

        Examples:
          fastsignal leads export --signal 1 --format csv > leads.csv
          fastsignal leads export --signal 1 --status accepted --since 2026-11-24 > accepted.jsonl
        """,
        WriteWithProgress);

    private static Command Create(
        CommandContext context, string name, string[] formats, string description, Action<Terminal, LeadStore, long, LeadFilter, string> write)
    {
        var signal = SignalArgument.CreateOption("The signal.", isRequired: true);
        var filter = new LeadFilterOptions();
        var format = Texts.Choice("--format", "How they are written.", formats);
        format.DefaultValueFactory = _ => formats[0];
        var command = new Command(name, description) { signal };
        filter.AddTo(command);
        command.Add(format);
        command.SetAction(arguments =>
        {
            var folder = context.Folder(arguments);
            using var registry = context.OpenSignals(folder);
            var id = registry.Get(arguments.GetValue(signal) ?? 0).Id;
            using var store = LeadStore.Open(folder.Leads);
            write(context.Terminal, store, id, filter.Of(arguments), arguments.GetRequiredValue(format));
            return ExitCode.Done;
        });
        return command;
    }

    private static void Show(Terminal terminal, LeadStore store, long signalId, LeadFilter filter, string format)
    {
        if (store.LeadCount(signalId) == 0)
            terminal.Say($"fastsignal: signal {signalId} has no leads yet.");
        if (format is not "table")
        {
            Write(terminal.Data, store.ListLeads(signalId, filter), format);
            return;
        }

        var table = LeadTables.Of(store.ListLeads(signalId, filter));
        if (table.Rows.Count > 0)
            terminal.Tables.Write(table);
        else if (filter != LeadFilter.None)
            terminal.Say($"fastsignal: no lead of signal {signalId} is like that.");
    }

    /// <summary>Progress would stand between the leads where both go to one terminal.</summary>
    private static void WriteWithProgress(Terminal terminal, LeadStore store, long signalId, LeadFilter filter, string format)
    {
        var leads = store.ListLeads(signalId, filter);
        if (Terminal.IsOutputWatched || store.LeadIds(signalId) is not { } ids)
        {
            Write(terminal.Data, leads, format);
            return;
        }

        CopyProgress.Show(terminal, progress =>
        {
            Write(terminal.Data, Told(leads, ids, part => progress("exporting", part)), format);
            return true;
        });
    }

    /// <summary>How far it is by the numbers of the leads: counting those that a filter means would take as long as writing them.</summary>
    private static IEnumerable<Lead> Told(IEnumerable<Lead> leads, (long First, long Last) ids, Action<double> progress)
    {
        var count = 0;
        foreach (var lead in leads)
        {
            if (++count % ProgressInterval == 0)
                progress((lead.Id - ids.First + 1) / (double)(ids.Last - ids.First + 1));
            yield return lead;
        }
    }

    private static void Write(Stream target, IEnumerable<Lead> leads, string format)
    {
        if (format is "csv")
        {
            LeadCsv.Write(target, leads);
            return;
        }

        foreach (var lead in leads)
            LeadJson.Write(target, lead);
    }
}
