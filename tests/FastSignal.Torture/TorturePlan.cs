namespace FastSignal.Torture;

/// <summary>What a run does.</summary>
internal sealed record TorturePlan
{
    /// <summary>How many times the process is killed.</summary>
    public int Kills { get; init; }

    /// <summary>How many times the power is cut.</summary>
    public int PowerCuts { get; init; }

    /// <summary>Which system calls fail: <c>none</c>, <c>all</c>, or a list such as <c>pwrite64,fdatasync:EIO</c>.</summary>
    public string Faults { get; init; } = "none";

    /// <summary>How many calls fail, one in each run, of a kind of call, an error and a moment; <see cref="int.MaxValue"/>: all that the work makes.</summary>
    public int FaultPoints { get; init; } = int.MaxValue;

    /// <summary>Fixes contents and moments.</summary>
    public int Seed { get; init; }

    /// <summary>Keep the data folders of rounds that went wrong.</summary>
    public bool Keep { get; init; }

    /// <summary>More arguments for <c>serve</c>, such as <c>--ack memory</c>, with which the torture must find something.</summary>
    public IReadOnlyList<string> ServeArguments { get; init; } = [];

    /// <summary>Told how it goes, one line at a time.</summary>
    public Action<string> Say { get; init; } = static _ => { };
}
