using FastSignal.Leads;
using FastSignal.Parsing;
using FastSignal.Server.Hosting;

namespace FastSignal.Server.Commands;

/// <summary>Flattens a content from a file, exactly as the server does with one from a request.</summary>
internal static class ContentFile
{
    /// <summary>The name that means standard input.</summary>
    public const string StandardInput = "-";

    /// <summary>The leaves of the content in a file.</summary>
    /// <param name="path">The file; <see cref="StandardInput"/> for standard input.</param>
    /// <exception cref="RefusedException">It cannot be read, or the server would refuse it; the sentence is then the one that a sender gets.</exception>
    public static EntryLeaves Flatten(string path)
    {
        var (octets, name) = path is StandardInput ? (ReadAll(Terminal.OpenInput()), "standard input") : (ReadAll(path), path);
        using var record = new RecordBuffer();
        using var flattener = new Flattener();
        record.Begin(default);
        flattener.Begin(record);
        if (flattener.Take(octets, out var why) is ParseStatus.Invalid || flattener.Complete(out why) is ParseStatus.Invalid)
            throw new RefusedException($"{name}: {why.Rejection.Title()}: {why}.");
        return EntryLeaves.Read(record.Fields);
    }

    private static byte[] ReadAll(string path)
    {
        if (Directory.Exists(path))
            throw new RefusedException($"{path} is a folder: name a file with one JSON object.");
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException($"{path} cannot be read: {e.Message}", e);
        }
    }

    private static byte[] ReadAll(Stream source)
    {
        using var content = new MemoryStream();
        source.CopyTo(content);
        return content.ToArray();
    }
}
