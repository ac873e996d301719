using System.Collections.Frozen;
using System.Globalization;

namespace FastSignal.Leads;

/// <summary>Tells the end of a program's run from an event: <c>{"pipeline": "scores", "status": "succeeded", "rows": 40122, "account": ...}</c> is
/// about nobody, and the account is the sender's.</summary>
internal sealed class ProgramRun
{
    private const int MaxNameChars = 60;

    private static readonly FrozenSet<string> Moved = KeyWords.Set("rows records bytes");
    private static readonly FrozenSet<string> Runs = KeyWords.Set("run runid jobid syncid pipeline pipelineid importer importerid dag dagid etl");
    private static readonly FrozenSet<string> Ends = KeyWords.Set("failed succeeded success finished completed failure error passed");

    // What a run fills.
    private static readonly FrozenSet<string> Targets = KeyWords.Set("deployment warehouse");

    private readonly bool _isOne;

    /// <summary>Looks at all readings once.</summary>
    public ProgramRun(List<PathReading> readings) =>
        _isOne = readings.Exists(IsCountOfMoved)
            && readings.Exists(reading => Runs.Contains(VocabularyOfLabels.Plain(PathSegments.LastKey(reading.Path)))) && readings.Exists(IsEnd);

    /// <summary>True for what is of an account or of what nobody knows, and in no list: the records that a run moved may be in its event as well.</summary>
    public bool LeavesOut(PathReading reading) =>
        _isOne && (reading.Outer.UnknownCount > 0 || IsOfAccount(reading.Path)) && !reading.Says(SampleReader.PersonWords)
            && !Array.Exists(PathSegments.Of(reading.Container), segment => PathSegments.IsIndex(segment));

    private static bool IsOfAccount(string path) => KeyWords.PathSaysAny(path, AccountWords.AccountsAndOwners) || KeyWords.PathSaysAny(path, Targets);

    /// <summary>True for the count of what a run moved, if it is more than one.</summary>
    private static bool IsCountOfMoved(PathReading reading) =>
        KeyWords.SayAny(PathSegments.LastKey(reading.Path), Moved)
            && long.TryParse(reading.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 1;

    /// <summary>True for what tells how a run ended, in a code: <c>run.success</c>.</summary>
    private static bool IsEnd(PathReading reading) => reading.IsCode(MaxNameChars) && KeyWords.SayAny(reading.Value, Ends);
}
