using System.CommandLine;
using FastSignal.Server.Demo;
using FastSignal.Server.Hosting;

namespace FastSignal.Server.Commands;

/// <summary><c>fastsignal demo</c>.</summary>
internal static class DemoCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CommandContext context)
    {
        var command = new Command("demo",
            """
            See the whole story in a few seconds, on a temporary data folder: a server, a draft signal, a test request from RB2B, the suggested mapping, going
            live, a stream of visitors, and the leads they become. The exit code is 0 only if everything it shows was checked.

            Example:
              fastsignal demo
            """);
        command.SetAction(_ =>
        {
            var folder = Directory.CreateTempSubdirectory("fastsignal-demo-");
            try
            {
                return new DemoStory(context.Terminal, new DataFolder(folder.FullName), context.Time).Tell();
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        });
        return command;
    }
}
