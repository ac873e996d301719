using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace FastSignal.Log;

/// <summary>The names in a log's folder, and its identity: eight random hex digits that are part of every Entry-Id and of every checkpoint.</summary>
/// <param name="path">The folder <c>log/</c> in the data folder.</param>
internal sealed class LogFolder(string path)
{
    private const int IdDigits = 8;

    /// <summary>The folder.</summary>
    public string Path { get; } = System.IO.Path.GetFullPath(path);

    /// <summary>What segment files are called, without their number.</summary>
    public string SegmentPrefix => System.IO.Path.Combine(Path, "log");

    /// <summary>The file of the commit slots.</summary>
    public string SlotsFile => System.IO.Path.Combine(Path, "commit");

    /// <summary>The list of damaged ranges that were given up; copies of their octets stand beside it.</summary>
    public string QuarantineFile => System.IO.Path.Combine(Path, "quarantine");

    /// <summary>The next segment file before it has its number: full of zeros.</summary>
    public string SpareFile => System.IO.Path.Combine(Path, "spare");

    /// <summary>The version and the geometry of the log.</summary>
    public string FormatFile => System.IO.Path.Combine(Path, "format");

    private string IdFile => System.IO.Path.Combine(Path, "id");

    /// <summary>The file of one segment.</summary>
    public string SegmentFile(int segment) => string.Create(CultureInfo.InvariantCulture, $"{SegmentPrefix}.{segment}");

    /// <summary>The numbers of the segment files that are there, in order.</summary>
    public IReadOnlyList<int> Segments() => !Directory.Exists(Path) ? [] :
    [
        .. Directory.GetFiles(Path, "log.*")
            .Select(path => int.TryParse(System.IO.Path.GetExtension(path).TrimStart('.'), NumberStyles.None, CultureInfo.InvariantCulture, out var segment)
                && string.Equals(path, SegmentFile(segment), StringComparison.Ordinal)
                    ? segment
                    : -1)
            .Where(segment => segment >= 0)
            .Order(),
    ];

    /// <summary>Makes the folder and its identity, durably, if they are not there.</summary>
    public void Create()
    {
        DurableFiles.MakeFolder(Path);
        if (!File.Exists(IdFile))
            Disk.Replace(IdFile, Encoding.ASCII.GetBytes(RandomNumberGenerator.GetHexString(IdDigits, lowercase: true) + "\n"));
    }

    /// <summary>Makes every name on the way to the entries durable: a crash may have come between making one and syncing it.</summary>
    public void SyncNames()
    {
        Disk.SyncDirectory(Path);
        Disk.SyncDirectory(Directory.GetParent(Path)!.FullName);
    }

    /// <summary>Reads the identity.</summary>
    /// <exception cref="EntryLogException">There is no log here, or its identity is unreadable.</exception>
    public string ReadId()
    {
        string text;
        try
        {
            text = File.ReadAllText(IdFile).Trim();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new EntryLogException($"There is no log in {Path}: start `fastsignal serve` on this data folder once, or give the right one with --data.", e);
        }

        return text.Length == IdDigits && text.All(char.IsAsciiHexDigitLower)
            ? text
            : throw new EntryLogException($"{IdFile} does not hold the eight hex digits of a log: put the file back from a backup of this data folder.");
    }
}
