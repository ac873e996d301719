using System.CommandLine;

namespace FastSignal.LoadTests.Options;

/// <summary>Options that name a folder to write in, which may still have to be made.</summary>
internal static class FolderOption
{
    /// <summary>Makes the option.</summary>
    public static Option<DirectoryInfo> Create(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "DIR",
        CustomParser = result =>
        {
            var folder = new DirectoryInfo(result.Tokens[0].Value);
            if (File.Exists(folder.FullName))
                result.AddError($"{name} is the file {folder.FullName}, but must be a folder.");
            return folder;
        },
    };
}
