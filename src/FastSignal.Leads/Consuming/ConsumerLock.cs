namespace FastSignal.Leads;

/// <summary>The file <c>consumer.lock</c>, held for the life of the one consumer of a data folder. The system lets go of it when the process ends.</summary>
public sealed class ConsumerLock : IDisposable
{
    /// <summary>The file's name in the data folder.</summary>
    public const string FileName = "consumer.lock";

    // Whoever only looks has the lock for a moment, too.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(40);

    private readonly FileStream _file;

    private ConsumerLock(FileStream file) => _file = file;

    /// <summary>Takes the lock.</summary>
    /// <param name="dataDirectory">The data folder; it exists.</param>
    /// <returns>Null if another consumer has it.</returns>
    /// <exception cref="IOException">The file cannot be opened at all.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be opened.</exception>
    public static ConsumerLock? TryTake(string dataDirectory) =>
        LockFile.TryTake(Path.Combine(dataDirectory, FileName), Patience) is { } file ? new ConsumerLock(file) : null;

    /// <summary>Whether a consumer runs on a data folder.</summary>
    /// <param name="dataDirectory">The data folder; it exists.</param>
    /// <exception cref="IOException">The file cannot be opened at all.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be opened.</exception>
    public static bool IsHeld(string dataDirectory) => LockFile.IsHeld(Path.Combine(dataDirectory, FileName));

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
