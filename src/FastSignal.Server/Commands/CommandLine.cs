using System.CommandLine;
using System.CommandLine.Invocation;
using System.Text.RegularExpressions;
using FastSignal.Leads;
using FastSignal.Log;
using FastSignal.Server.Hosting;
using Microsoft.Data.Sqlite;

namespace FastSignal.Server.Commands;

/// <summary>The command line: its commands, and what happens when one of them fails.</summary>
internal static partial class CommandLine
{
    /// <summary>The commands, in the order in which help lists them: the name of each, and what makes it.</summary>
    internal static readonly (string Name, Func<CommandContext, Command> Create)[] Commands =
    [
        ("serve", ServeCommand.Create),
        ("demo", DemoCommand.Create),
        ("consume", ConsumeCommand.Create),
        ("signals", SignalsCommand.Create),
        ("mapping", MappingCommand.Create),
        ("flatten", FlattenCommand.Create),
        ("entries", EntriesCommand.Create),
        ("outcomes", OutcomesCommand.Create),
        ("held", HeldCommand.Create),
        ("leads", LeadsCommand.Create),
        ("rejections", RejectionsCommand.Create),
        ("forget", ForgetCommand.Create),
        ("log", LogCommand.Create),
        ("backup", BackupCommand.Create),
        ("restore", RestoreCommand.Create),
    ];

    /// <summary>Runs one command.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(string[] arguments, Terminal terminal, TimeProvider time)
    {
        try
        {
            var root = Root(new CommandContext(terminal, time), arguments);
            TeachingHelp.Install(root);
            var parsed = root.Parse(arguments);
            return parsed.Action is ParseErrorAction ? RefuseUsage(parsed, terminal) : Invoke(parsed, terminal);
        }
        catch (UsageException e)
        {
            return Fail(terminal, e.Message, ExitCode.Usage);
        }
        catch (Exception e) when (
            e is RefusedException or SignalException or LeadException or StoreException or EntryLogException or ConsumerStoppedException
                or ReplayException or ForgettingException)
        {
            return Fail(terminal, e.Message, ExitCode.Refused);
        }
        catch (SqliteException e)
        {
            return Fail(terminal, $"A database of the data folder cannot be used: {e.Message}", ExitCode.Refused);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Fail(terminal, e.Message, ExitCode.Refused);
        }
        catch (Exception e)
        {
            // Whatever gets here was foreseen by nobody: one line, as always, that says so.
            return Fail(terminal, $"This is a fault of the program, not of the command: {e.Message} ({e.GetType().Name}). Please report it.", ExitCode.Refused);
        }
    }

    private static int Invoke(ParseResult parsed, Terminal terminal)
    {
        try
        {
            var code = parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
            terminal.Flush();
            return code;
        }
        catch (Exception e) when (e is not IOException)
        {
            // What was written before is good. After a failed write nothing is written again.
            terminal.Flush();
            throw;
        }
    }

    /// <summary>Where the first argument names a command, no other can be meant, and none is made: a start would wait for all of them.</summary>
    private static RootCommand Root(CommandContext context, string[] arguments)
    {
        var root = new RootCommand("""
            FastSignal takes buying signals from any tool that can send an HTTP request, and makes leads of them. An acknowledged entry is never lost.

            Try it:          fastsignal demo
            Start a server:  fastsignal serve --data ./data
            Make a signal:   fastsignal signals create --name "Website visitors" --target people
            """)
        { context.Data };
        var first = arguments.FirstOrDefault();
        var isNamed = Array.Exists(Commands, command => string.Equals(command.Name, first, StringComparison.Ordinal));
        foreach (var (name, create) in Commands)
        {
            if (!isNamed || string.Equals(name, first, StringComparison.Ordinal))
                root.Add(create(context));
        }

        return root;
    }

    private static int RefuseUsage(ParseResult parsed, Terminal terminal)
    {
        var path = string.Join(' ', PathOf(parsed.CommandResult.Command));
        var cause = string.Join(" ", parsed.Errors.Select(e => InOurWords(e.Message)).Distinct(StringComparer.Ordinal));
        return Fail(terminal, $"{cause} Try `{path} --help`.", ExitCode.Usage);
    }

    /// <summary>The parser names types of .NET, and repeats what it was given: a token, if somebody took it for an id.</summary>
    private static string InOurWords(string error)
    {
        error = Unreadable().Replace(error, "${name} cannot be '${value}'.");
        return PastedToken().Replace(error, "fs_...");
    }

    [GeneratedRegex(@"^Cannot parse argument '(?<value>.*)' for (option|command|argument) '(?<name>.*)' as expected type '.*'\.?$",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline | RegexOptions.NonBacktracking)]
    private static partial Regex Unreadable();

    [GeneratedRegex("fs_[A-Za-z0-9_-]+", RegexOptions.NonBacktracking)]
    private static partial Regex PastedToken();

    private static IEnumerable<string> PathOf(Command command)
    {
        var names = new Stack<string>();
        for (Symbol? at = command; at is not null and not RootCommand; at = at.Parents.FirstOrDefault())
            names.Push(at.Name);
        return names.Prepend("fastsignal");
    }

    private static int Fail(Terminal terminal, string message, int exitCode)
    {
        try
        {
            terminal.Say($"fastsignal: {message}");
        }
        catch (IOException)
        {
            // Nobody reads messages: the exit code still tells.
        }

        return exitCode;
    }
}
