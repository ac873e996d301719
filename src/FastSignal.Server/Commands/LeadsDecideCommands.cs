using System.CommandLine;
using FastSignal.Leads;
using FastSignal.Server.Hosting;

namespace FastSignal.Server.Commands;

/// <summary><c>fastsignal leads accept, dismiss, reopen</c>: one decision about some leads each.</summary>
internal static class LeadsDecideCommands
{
    /// <summary>The leads are worth the team's time.</summary>
    public static Command Accept(CommandContext context) => Create(context, "accept", "accepted",
        "Accept leads: they are worth the team's time. All of them are changed, or none.\n\nExamples:\n  fastsignal leads accept 12\n  fastsignal leads accept 12 15 16",
        _ => LeadDecision.Accept);

    /// <summary>Nothing is decided any more.</summary>
    public static Command Reopen(CommandContext context) => Create(context, "reopen", "pending again",
        "Take back what was decided about leads: they are pending again.\n\nExample:\n  fastsignal leads reopen 12",
        _ => LeadDecision.Reopen);

    /// <summary>The leads are not worth the team's time.</summary>
    public static Command Dismiss(CommandContext context)
    {
        var reason = Texts.Choice("--reason", "What of it was no good.", [.. DismissalReasons.All.Select(reason => reason.Name())]);
        reason.Required = true;
        var note = new Option<string?>("--note")
        {
            Description = $"A note, {LeadDecision.MaxNoteLength} characters at most.",
            HelpName = "TEXT",
            Validators =
            {
                result =>
                {
                    Texts.MustNotBeBlank(result, "--note", "write one, or leave it out");
                    foreach (var token in result.Tokens.Where(token => token.Value.Length > LeadDecision.MaxNoteLength))
                        result.AddError($"--note has {token.Value.Length} characters: {LeadDecision.MaxNoteLength} are possible.");
                },
            },
        };
        var command = Create(context, "dismiss", "dismissed",
            """
            Dismiss leads: they are not worth the team's time, and why. All of them are changed, or none. A later visit leaves them dismissed.

            Examples:
              fastsignal leads dismiss 12 --reason bad-company
              fastsignal leads dismiss 12 15 --reason other --note "a customer already"
            """,
            arguments => LeadDecision.Dismiss(
                DismissalReasons.TryParse(arguments.GetRequiredValue(reason), out var why)
                    ? why
                    : throw new InvalidOperationException("The option takes reasons only."),
                arguments.GetValue(note)));
        command.Add(reason);
        command.Add(note);
        return command;
    }

    private static Command Create(CommandContext context, string name, string done, string description, Func<ParseResult, LeadDecision> decide)
    {
        var ids = LeadArgument.CreateMany();
        var command = new Command(name, description) { ids };
        command.SetAction(arguments =>
        {
            var folder = context.Folder(arguments);
            folder.MustExist();
            var leads = arguments.GetRequiredValue(ids).Distinct().ToList();
            using var decisions = LeadDecisions.Open(folder.Leads, context.Time);
            decisions.Decide(leads, decide(arguments));
            context.Terminal.Say(leads is [var only] ? $"Lead {only} is {done}." : $"{leads.Count} leads are {done}.");
            return ExitCode.Done;
        });
        return command;
    }
}
