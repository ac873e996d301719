using FastSignal.Harness;

namespace FastSignal.Torture.Parts;

/// <summary>What a server is hit with.</summary>
internal interface IBlow : IAsyncDisposable
{
    /// <summary>Where data folders must be for the blow to reach them; null: anywhere.</summary>
    string? Folder { get; }

    /// <summary>Whether the process outlives the blow and must end by itself, with exit code 3, when it is used.</summary>
    bool LeavesProcess { get; }

    /// <summary>Strikes, at once. Any thread.</summary>
    void Strike(ServerProcess server);

    /// <summary>Clears up, so that a server can be started again.</summary>
    Task RecoverAsync(ServerProcess server);
}
