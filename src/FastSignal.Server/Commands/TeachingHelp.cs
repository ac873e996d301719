using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace FastSignal.Server.Commands;

/// <summary>Help that teaches: lists show the first paragraph of each command's description; a command's own help ends with the rest, its examples.</summary>
internal sealed class TeachingHelp : SynchronousCommandLineAction
{
    private readonly HelpAction _help;
    private readonly Dictionary<Command, string> _lessons = [];

    private TeachingHelp(HelpAction help) => _help = help;

    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <summary>Makes the help of a command line teach.</summary>
    public static void Install(RootCommand root)
    {
        var option = root.Options.OfType<HelpOption>().Single();
        var help = new TeachingHelp((HelpAction)option.Action!);
        help.TakeLessons(root);
        option.Action = help;
    }

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var code = _help.Invoke(parseResult);
        if (_lessons.TryGetValue(parseResult.CommandResult.Command, out var lesson))
            parseResult.InvocationConfiguration.Output.WriteLine(lesson);
        return code;
    }

    private void TakeLessons(Command command)
    {
        var paragraphs = (command.Description ?? "").ReplaceLineEndings("\n").Split("\n\n", 2);
        command.Description = paragraphs[0];
        if (paragraphs.Length == 2)
            _lessons.Add(command, paragraphs[1]);
        foreach (var subcommand in command.Subcommands)
            TakeLessons(subcommand);
    }
}
