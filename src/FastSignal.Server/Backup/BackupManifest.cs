using System.Reflection;
using System.Text.Json;
using FastSignal.Log;
using FastSignal.Server.Hosting;

namespace FastSignal.Server.Backup;

/// <summary>The file that makes a folder a backup. It is written last: a backup without it was cut off, and is none.</summary>
/// <param name="Format">The version of the layout of the folder.</param>
/// <param name="Program">The version of the program that wrote it.</param>
/// <param name="CreatedAt">When, in ISO 8601.</param>
/// <param name="Log">The eight hex digits that name the log.</param>
/// <param name="Begin">The address of its first entry.</param>
/// <param name="BeginSequence">The sequence of its first entry.</param>
/// <param name="End">The address behind its last entry.</param>
/// <param name="EndSequence">The sequence that its next entry will have.</param>
/// <param name="Entries">How many good entries there are.</param>
/// <param name="Damaged">How many damaged ranges there are; 0 unless the log was damaged already.</param>
internal sealed record BackupManifest(
    int Format, string Program, string CreatedAt, string Log, long Begin, long BeginSequence, long End, long EndSequence, long Entries, int Damaged)
{
    /// <summary>The file's name in the backup.</summary>
    public const string FileName = "backup.json";

    /// <summary>The layout that this program writes and reads.</summary>
    public const int KnownFormat = 1;

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    /// <summary>Describes the copy of a log.</summary>
    public static BackupManifest Of(LogCopy copy, string createdAt) => new(
        KnownFormat, Assembly.GetExecutingAssembly().GetName().Version?.ToString() ?? "", createdAt, copy.LogId,
        copy.Begin.Address, copy.Begin.Sequence, copy.End.Address, copy.End.Sequence, copy.Found.Entries, copy.Found.Damaged.Count);

    /// <summary>Reads the manifest of a backup.</summary>
    /// <exception cref="RefusedException">There is no such folder, it is no backup or was cut off, or a newer version made it.</exception>
    public static BackupManifest Read(string backup)
    {
        if (!Directory.Exists(backup))
            throw new RefusedException($"There is no folder {backup}: name one that `fastsignal backup` has made.");

        var path = Path.Combine(backup, FileName);
        try
        {
            var octets = File.ReadAllBytes(path);
            var format = JsonDocument.Parse(octets).RootElement.GetProperty("format").GetInt32();
            if (format != KnownFormat)
                throw new RefusedException(
                    $"{path} has format {format}, this program knows {KnownFormat}: a newer version made the backup, so restore it with that one.");
            return JsonSerializer.Deserialize<BackupManifest>(octets, Options) ?? throw new JsonException("null");
        }
        catch (FileNotFoundException e)
        {
            throw new RefusedException($"{backup} has no {FileName}: it is no backup, or one that was cut off. Take another backup.", e);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new RefusedException($"{path} cannot be read: it is damaged or no manifest of a backup. Take another backup.", e);
        }
    }

    /// <summary>Writes it into a backup, durably.</summary>
    public void Write(string backup) => DurableFiles.Replace(Path.Combine(backup, FileName), JsonSerializer.SerializeToUtf8Bytes(this, Options));

    /// <summary>What differs between this and a copy of the log; null if nothing does.</summary>
    public string? Difference(LogCopy copy)
    {
        var found = Of(copy, CreatedAt) with { Program = Program };
        return found == this
            ? null
            : $"its log has {found.Entries} entries from {found.BeginSequence} to {found.EndSequence - 1} and {found.Damaged} damaged ranges, but {FileName} says {Entries} from {BeginSequence} to {EndSequence - 1} and {Damaged}";
    }
}
