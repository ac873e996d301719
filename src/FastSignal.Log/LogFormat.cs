using System.Globalization;
using System.Text;

namespace FastSignal.Log;

/// <summary>
/// The file that says, to people and programs, how a log's files are to be read: the version of their format, and the geometry that the
/// log was made with, in case the commit slots are lost. Written once.
/// </summary>
internal static class LogFormat
{
    /// <summary>The newest version that this program reads and writes. Version 1 had no such file, frames without the committed count, and slots that
    /// were never behind.</summary>
    public const int Version = 2;

    /// <summary>Writes the file, durably.</summary>
    public static void Write(LogFolder folder, LogGeometry geometry) => Disk.Replace(folder.FormatFile, Encoding.ASCII.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $"version {Version}\npage-bits {geometry.PageBits}\nsegment-bits {geometry.SegmentBits}\nmemory-bits {geometry.MemoryBits}\n")));

    /// <summary>Reads the geometry that the log was made with.</summary>
    /// <returns>Null if the log is of version 1, or new.</returns>
    /// <exception cref="EntryLogException">A newer version wrote the log, or the file is not readable.</exception>
    public static LogGeometry? Read(LogFolder folder)
    {
        if (!File.Exists(folder.FormatFile))
            return null;

        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var line in File.ReadAllLines(folder.FormatFile))
        {
            var words = line.Split(' ');
            if (words.Length == 2 && int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                numbers[words[0]] = number;
        }

        if (numbers.GetValueOrDefault("version") > Version)
            throw new EntryLogException(
                $"The log in {folder.Path} has format version {numbers["version"]}, this program knows {Version}: a newer version of FastSignal wrote it, so use that one.");
        return numbers.TryGetValue("page-bits", out var page) && numbers.TryGetValue("segment-bits", out var segment)
            && numbers.TryGetValue("memory-bits", out var memory)
            ? new LogGeometry(page, segment, memory)
            : throw new EntryLogException($"{folder.FormatFile} does not say how the log is laid out: put the file back from a backup of this data folder.");
    }
}
