using System.CommandLine;
using FastSignal.Leads;
using FastSignal.Server.Hosting;

namespace FastSignal.Server.Commands;

/// <summary><c>fastsignal signals save</c>.</summary>
internal static class SignalsSaveCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CommandContext context)
    {
        var id = SignalArgument.Create();
        var map = MapOption.Create("Which path fills which key, instead of the suggested mapping");
        var json = new Option<bool>("--json") { Description = "Write one line of JSON." };
        var command = new Command("save",
            """
            Make a draft live: every entry that comes from now on is real. Its mapping is the one that is given here, or was given before, or the one
            suggested from the test entries; without any, the first real entry decides.

            Examples:
              fastsignal signals save 1
              fastsignal signals save 1 --map email="Business Email" --map full_name="First Name" --map full_name="Last Name"
            """)
        { id, map, json };
        command.SetAction(arguments =>
        {
            var given = MapOption.Parse(arguments.GetValue(map) ?? []);
            var folder = context.Folder(arguments);
            using var registry = context.OpenSignals(folder);
            var signal = registry.Get(arguments.GetValue(id));
            MapOption.MustIdentify(given, signal.Target);
            var output = new SignalOutput(context, folder, registry);

            // Only a draft can be saved; the registry says so of any other.
            var mapping = given ?? (signal is { Mapping: null, Status: SignalStatus.Draft } ? Suggest(context.Terminal, folder, signal) : null);
            return output.Finish(registry.Save(signal.Id, mapping), arguments.GetValue(json), "is live");
        });
        return command;
    }

    /// <summary>The mapping that the test entries suggest; null if there are none, and the first real entry decides.</summary>
    /// <exception cref="RefusedException">Mapped like that, they identify nobody: live, the signal would make no leads, and nobody would learn why.</exception>
    private static SignalMapping? Suggest(Terminal terminal, DataFolder folder, Signal signal)
    {
        var samples = DraftSamples.Read(folder, signal.Id);
        if (samples.Count == 0)
        {
            terminal.Say($"fastsignal: no test entry has come to signal {signal.Id}, so the first real entry decides its mapping.");
            return null;
        }

        var suggestion = MappingSuggester.Suggest(signal.Target, samples);
        if (!suggestion.IsIdentified)
        {
            var (who, keys) = signal.Target is SignalTarget.Companies
                ? ("company", "a company_name, company_domain or company_linkedin_url")
                : ("person", "a linkedin_url, an email, or a full_name with a company_name or company_domain");
            throw new RefusedException(
                $"Signal {signal.Id} stays a draft: its test entries do not say which {who} they are about, because in none of them {keys} is found. Post a fuller test entry, or name the paths with --map.");
        }

        foreach (var (key, why) in suggestion.Why)
            terminal.Say($"{LeadKeys.Name(key),-22}{why}");
        return suggestion.Mapping;
    }
}
