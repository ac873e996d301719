namespace FastSignal.Server.Hosting;

/// <summary>What the process tells the shell. Stable: scripts rely on it.</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>Refused or failed.</summary>
    public const int Refused = 1;

    /// <summary>The command line or the configuration is wrong.</summary>
    public const int Usage = 2;

    /// <summary>The log has failed; a restart recovers it.</summary>
    public const int LogFault = 3;
}
