using System.CommandLine;
using System.Text.Json;
using FastSignal.Leads;
using FastSignal.Server.Hosting;

namespace FastSignal.Server.Commands;

/// <summary><c>fastsignal mapping suggest</c>.</summary>
internal static class MappingCommand
{
    /// <summary>Makes the command with its subcommand.</summary>
    public static Command Create(CommandContext context) =>
        new("mapping", "Find out which paths of a payload fill which keys of a lead.\n\nExample:\n  fastsignal mapping suggest --target people payload.json")
        {
            Suggest(context),
        };

    private static Command Suggest(CommandContext context)
    {
        var target = TargetOption.Create();
        var files = new Argument<string[]>("FILE")
        {
            Description = "Files with one JSON object each; - is standard input.",
            Arity = ArgumentArity.OneOrMore,
            Validators = { result => Texts.MustNotBeBlank(result, "FILE", "name a file, or - for standard input") },
        };
        var command = new Command("suggest",
            """
            Suggest a mapping for each file, one line of JSON each, in the order of the files: {"file","identified","mapping","selectors","why"}.

            Examples:
              fastsignal mapping suggest --target people visitor.json
              fastsignal mapping suggest --target companies *.json
            """)
        { target, files };
        command.SetAction(arguments =>
        {
            foreach (var file in arguments.GetRequiredValue(files))
                Write(context.Terminal.Data, file, MappingSuggester.Suggest(TargetOption.Get(arguments, target), [ContentFile.Flatten(file)]));
            return ExitCode.Done;
        });
        return command;
    }

    private static void Write(Stream target, string file, MappingSuggestion suggestion) => JsonLine.Write(target, writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("file", file);
        writer.WriteBoolean("identified", suggestion.IsIdentified);
        writer.WritePropertyName("mapping");
        writer.WriteRawValue(suggestion.Mapping.ToJson());
        writer.WritePropertyName("selectors");
        writer.WriteRawValue(suggestion.Mapping.SelectorsToJson());
        WriteWhy(writer, suggestion.Why);
        writer.WriteEndObject();
    });

    private static void WriteWhy(Utf8JsonWriter writer, IReadOnlyDictionary<LeadKey, string> why)
    {
        writer.WriteStartObject("why");
        foreach (var (key, text) in why)
            writer.WriteString(LeadKeys.Name(key), text);
        writer.WriteEndObject();
    }
}
