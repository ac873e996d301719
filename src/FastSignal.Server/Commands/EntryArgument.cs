using System.CommandLine;
using System.CommandLine.Parsing;
using FastSignal.Log;

namespace FastSignal.Server.Commands;

/// <summary>Entries on the command line, by Entry-Id or by sequence. What is neither is never repeated: it may be a token.</summary>
internal static class EntryArgument
{
    /// <summary>One entry.</summary>
    public static Argument<EntryName> CreateOne() => new("ID")
    {
        Description = "The Entry-Id as the sender was told it, such as 0f3a9c21-17, or its sequence alone.",
        CustomParser = result => Parse(result) is [var name] ? name : default,
    };

    /// <summary>Any number of entries.</summary>
    public static Argument<EntryName[]> CreateMany(string description) => new("ENTRY-ID")
    {
        Description = description,
        Arity = ArgumentArity.ZeroOrMore,
        CustomParser = Parse,
    };

    private static EntryName[]? Parse(ArgumentResult result)
    {
        var names = new EntryName[result.Tokens.Count];
        for (var i = 0; i < names.Length; i++)
        {
            if (!EntryId.TryParse(result.Tokens[i].Value, out var logId, out var sequence))
            {
                result.AddError("An entry is named by its Entry-Id, such as 0f3a9c21-17, or by its sequence, such as 17.");
                return null;
            }

            names[i] = new EntryName(logId, sequence);
        }

        return names;
    }
}
