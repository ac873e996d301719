using System.CommandLine;

namespace FastSignal.LoadTests.Options;

/// <summary>Options that name a file to write. That it can be written is known before the run, not after it.</summary>
internal static class FileOption
{
    /// <summary>Makes the option.</summary>
    public static Option<FileInfo?> Create(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "FILE",
        CustomParser = result =>
        {
            var file = new FileInfo(result.Tokens[0].Value);
            if (Directory.Exists(file.FullName))
                result.AddError($"{name} is the folder {file.FullName}, but must be a file.");
            else if (file.Directory is { Exists: false } folder)
                result.AddError($"{name} cannot be written: there is no folder {folder.FullName}.");
            return file;
        },
    };
}
