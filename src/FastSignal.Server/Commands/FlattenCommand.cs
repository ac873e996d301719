using System.CommandLine;
using FastSignal.Server.Hosting;

namespace FastSignal.Server.Commands;

/// <summary><c>fastsignal flatten</c>.</summary>
internal static class FlattenCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CommandContext context)
    {
        var file = new Argument<string?>("FILE")
        {
            Description = "A file with one JSON object; standard input if it is not given, or -.",
            Arity = ArgumentArity.ZeroOrOne,
            Validators = { result => Texts.MustNotBeBlank(result, "FILE", "name a file, or - for standard input") },
        };
        var command = new Command("flatten",
            """
            Show a content as the server flattens it, one line a leaf: {"path","kind","value"}. What the server would refuse is refused with the same words.

            Examples:
              fastsignal flatten payload.json
              curl -s https://example.com/payload.json | fastsignal flatten
            """)
        { file };
        command.SetAction(arguments =>
        {
            var leaves = ContentFile.Flatten(arguments.GetValue(file) ?? ContentFile.StandardInput);
            foreach (var leaf in leaves)
                JsonLine.Write(context.Terminal.Data, writer => LeafOutput.Write(writer, leaf));
            if (leaves.IsCut)
                context.Terminal.Say("fastsignal: the paths of this content are longer than 16 MiB; the rest is cut.");
            return ExitCode.Done;
        });
        return command;
    }
}
