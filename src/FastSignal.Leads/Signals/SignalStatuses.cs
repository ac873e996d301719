namespace FastSignal.Leads;

/// <summary>The words for <see cref="SignalStatus"/> in databases, output and on the command line.</summary>
public static class SignalStatuses
{
    /// <summary>The word: <c>draft</c>, <c>live</c>, <c>paused</c>, <c>archived</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is no status.</exception>
    public static string Name(this SignalStatus status) => status switch
    {
        SignalStatus.Draft => "draft",
        SignalStatus.Live => "live",
        SignalStatus.Paused => "paused",
        SignalStatus.Archived => "archived",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "No status of a signal."),
    };

    /// <summary>Reads the word.</summary>
    /// <returns>False for any other word.</returns>
    public static bool TryParse(string? name, out SignalStatus status)
    {
        SignalStatus? found = name switch
        {
            "draft" => SignalStatus.Draft,
            "live" => SignalStatus.Live,
            "paused" => SignalStatus.Paused,
            "archived" => SignalStatus.Archived,
            _ => null,
        };
        status = found ?? SignalStatus.Draft;
        return found is not null;
    }
}
