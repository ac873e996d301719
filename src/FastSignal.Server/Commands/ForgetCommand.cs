using System.CommandLine;
using System.Globalization;
using FastSignal.Leads;
using FastSignal.Log;
using FastSignal.Server.Hosting;

namespace FastSignal.Server.Commands;

/// <summary><c>fastsignal forget</c>.</summary>
internal static class ForgetCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CommandContext context)
    {
        var email = Many("--email", "E", "An email address of the person.", text => new PersonKeys().TryAddEmail(text), "is not an email address");
        var linkedin = Many(
            "--linkedin-url", "U", "Their LinkedIn profile, or the LinkedIn page of a company.", text => new PersonKeys().TryAddLinkedin(text),
            "is neither a LinkedIn profile nor the page of a company");
        var lead = Many("--lead", "ID", "The id of a lead of theirs.", text => LeadId(text) is not null, "is not the id of a lead, which is a number");
        var dryRun = new Option<bool>("--dry-run") { Description = "Show what would be deleted, and delete nothing." };
        var yes = new Option<bool>("--yes") { Description = "Do not ask." };
        var json = new Option<bool>("--json") { Description = "Write one line of JSON instead of the table." };
        var command = new Command("forget",
            """
            Delete one person, or company, from all data of the folder, also while a server runs. What is given names them; every lead that has one of these keys
            gives its others. All options may be given more than once, for one and the same person.

            Deleted are their leads, outcomes, samples, held entries and refused requests, and what leads of others say of them; counts stay. An entry is theirs
            if an email or profile of theirs stands anywhere in it, or its mapping gives a key of theirs. Entries in the log are marked: nothing shows or maps
            them any more, but their octets stay until the log is truncated beyond them (--retention of the server). Entries that arrive after the
            command has begun are new ones, and a later one makes a lead again. Backups made before still have everything. leads.db is written anew, for which
            the consumer waits and as much free space is needed as it takes.

            --json writes {"keys","leads","leads_cleaned","outcomes","samples","held","rejections","log_entries","mentions","forgotten_before","until_entry",
            "first_log_entry","last_log_entry","log_octets_remain_until_truncation","database_octets_remain","dry_run"}. leads_cleaned are leads of others, mentions
            those of log_entries that only mention the person in a longer text. Found nobody: exit code 0, since the state asked for holds.

            Examples:
              fastsignal forget --email ann@example.com --dry-run
              fastsignal forget --email ann@example.com --linkedin-url https://www.linkedin.com/in/ann --yes
              fastsignal forget --lead 17 --yes --json
            """)
        { email, linkedin, lead, dryRun, yes, json };
        command.Validators.Add(result =>
        {
            if (result.GetResult(email) is null && result.GetResult(linkedin) is null && result.GetResult(lead) is null)
                result.AddError("Nothing says who is to be deleted: give --email, --linkedin-url or --lead.");
            if (result.GetValue(yes) && result.GetValue(dryRun))
                result.AddError("--dry-run deletes nothing, so there is nothing to confirm: leave out --yes or --dry-run.");
        });
        command.SetAction(arguments =>
        {
            var keys = new PersonKeys();
            foreach (var text in arguments.GetValue(email) ?? [])
                keys.TryAddEmail(text);
            foreach (var text in arguments.GetValue(linkedin) ?? [])
                keys.TryAddLinkedin(text);
            long[] leads = [.. (arguments.GetValue(lead) ?? []).Select(text => LeadId(text) ?? 0)];
            return Run(context, context.Folder(arguments), (keys, leads), arguments.GetValue(dryRun), arguments.GetValue(yes), arguments.GetValue(json));
        });
        return command;
    }

    private static Option<string[]> Many(string name, string helpName, string description, Func<string, bool> isValid, string complaint) => new(name)
    {
        Description = description,
        HelpName = helpName,
        Validators =
        {
            result =>
            {
                foreach (var token in result.Tokens.Where(token => !isValid(token.Value)))
                    result.AddError($"{name} is '{token.Value}', which {complaint}.");
            },
        },
    };

    private static long? LeadId(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    private static int Run(CommandContext context, DataFolder folder, (PersonKeys Keys, long[] Leads) person, bool isDryRun, bool isConfirmed, bool asJson)
    {
        if (!isDryRun && !isConfirmed && !Terminal.IsInteractive)
            throw new UsageException("What is deleted is gone, and there is nobody here to ask: add --yes, or --dry-run to see what would be deleted.");

        IReadOnlyList<Signal> signals;
        using (var registry = context.OpenSignals(folder))
            signals = registry.List();
        using var source = OpenLog(folder);
        var forgetting = new Forgetting(folder.Path, source, signals, context.Time);
        var output = new ForgetOutput(context.Terminal, source?.LogId, asJson);
        if (!isDryRun && !isConfirmed)
        {
            var shown = Run(isDryRun: true);
            if (shown.HasFound)
                new ForgetOutput(context.Terminal, source?.LogId, asJson: false).Write(shown, isDryRun: true);
            if (shown.HasFound && !context.Terminal.Confirms("fastsignal: delete all of this for good?", Terminal.OpenAnswers()))
                throw new RefusedException("Nothing was deleted.");
        }

        output.Write(Run(isDryRun), isDryRun);
        return ExitCode.Done;

        ForgettingReport Run(bool isDryRun) => CopyProgress.Show(context.Terminal, progress => forgetting.Run(person.Keys, person.Leads, isDryRun, progress));
    }

    /// <summary>Null where no server has ever run: there is nothing in the log then.</summary>
    private static LogEntrySource? OpenLog(DataFolder folder)
    {
        if (!Directory.Exists(folder.Log))
            return null;
        return new LogEntrySource(ServerLock.IsHeld(folder) ? LogReader.Open(folder.Log) : LogReader.OpenStopped(folder.Log));
    }
}
