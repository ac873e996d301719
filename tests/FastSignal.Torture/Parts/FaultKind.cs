using System.Globalization;

namespace FastSignal.Torture.Parts;

/// <summary>A way in which a system call on the log's files can fail.</summary>
/// <param name="Call">Its name in lists.</param>
/// <param name="Error">The error, or <see cref="ShortWrite"/>.</param>
/// <param name="Moment">When: <see cref="First"/>, <see cref="Start"/> or <see cref="Run"/>.</param>
internal sealed record FaultKind(string Call, string Error, string Moment)
{
    /// <summary>The first start on a data folder, which makes the log.</summary>
    public const string First = "first";

    /// <summary>A start that recovers a log.</summary>
    public const string Start = "start";

    /// <summary>The work of a server that was ready.</summary>
    public const string Run = "run";

    /// <summary>A write that writes only a part, and then none.</summary>
    public const string ShortWrite = "short";

    private static readonly string[] Moments = [First, Start, Run];

    private static readonly Dictionary<string, string[]> ErrorsOfCalls = new(StringComparer.Ordinal)
    {
        ["pwrite64"] = ["EIO", "ENOSPC", ShortWrite],
        ["pwritev"] = ["EIO", "ENOSPC"],
        ["fdatasync"] = ["EIO", "ENOSPC"],
        ["fsync"] = ["EIO", "ENOSPC"],
        ["openat"] = ["EIO", "ENOSPC", "EMFILE"],
        ["rename"] = ["EIO", "ENOSPC"],
        ["ftruncate"] = ["EIO", "ENOSPC"],
        ["fallocate"] = ["EIO", "ENOSPC"],
    };

    /// <summary>Every kind there is. A short write is made by a limit on the size of files, which only a running server can be given.</summary>
    public static IReadOnlyList<FaultKind> All { get; } =
    [
        .. from moment in Moments
           from call in ErrorsOfCalls
           from error in call.Value
           where error != ShortWrite || moment == Run
           select new FaultKind(call.Key, error, moment),
    ];

    /// <summary>The system calls that it stands for, as strace wants them; those that this machine has not are passed over.</summary>
    public string Calls => Call switch
    {
        "rename" => "?rename,?renameat,?renameat2",
        "pwritev" => "pwritev,?pwritev2",
        _ => Call,
    };

    /// <summary>The kinds that a list names.</summary>
    public static IReadOnlyList<FaultKind> Parse(string list) => list switch
    {
        "all" => All,
        "none" => [],
        _ => [.. list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).SelectMany(Named)],
    };

    /// <summary>What is wrong with a list; null if nothing is.</summary>
    public static string? Mistake(string list)
    {
        if (list is "all" or "none")
            return null;
        var unknown = list.Split(',', StringSplitOptions.TrimEntries).FirstOrDefault(static item => !Named(item).Any());
        return unknown is null
            ? null
            : $"--faults names '{unknown}', but knows only {string.Join(", ", ErrorsOfCalls.Keys)}, each with :{string.Join(" or :", ErrorsOfCalls.Values.SelectMany(static e => e).Distinct(StringComparer.Ordinal))}, and with @{string.Join(" or @", Moments)}.";
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Call}:{Error}@{Moment}");

    private static IEnumerable<FaultKind> Named(string item)
    {
        var (rest, moment) = Cut(item, '@');
        var (call, error) = Cut(rest, ':');
        return All.Where(kind => kind.Call == call && (error is null || kind.Error == error) && (moment is null || kind.Moment == moment));
    }

    private static (string Before, string? Behind) Cut(string text, char mark) =>
        text.Split(mark, 2) is [var before, var behind] ? (before, behind) : (text, null);
}
