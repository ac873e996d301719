namespace FastSignal.Leads;

/// <summary>The file <c>leads.turn</c>: whoever writes <c>leads.db</c> beside the consumer holds it until it may, and the consumer lets it go first.</summary>
/// <remarks>SQLite's lock has no queue. A consumer that catches up commits and begins again at once, and another writer, which looks ten times a second,
/// would have to look in just between.</remarks>
/// <param name="storePath">The file <c>leads.db</c>.</param>
internal sealed class WriterTurn(string storePath)
{
    /// <summary>The file's name in the data folder.</summary>
    internal const string FileName = "leads.turn";

    /// <summary>How long the consumer waits at most: a writer that is stopped in the middle must not stop it for good.</summary>
    private static readonly TimeSpan ConsumerPatience = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    private readonly string _path = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(storePath)) ?? "", FileName);

    /// <summary>Runs what waits for SQLite's lock, before the consumer's next batch. After <see cref="Database.BusyTimeout"/> in vain it runs out of turn.</summary>
    public T Run<T>(Func<T> write)
    {
        using var turn = Await(static path => LockFile.TryTake(path), Database.BusyTimeout);
        return write();
    }

    /// <inheritdoc cref="Run{T}"/>
    public void Run(Action write) => Run(() =>
    {
        write();
        return true;
    });

    /// <summary>For the consumer, between two batches: waits while somebody else has the turn.</summary>
    public void GiveWay()
    {
        if (LockFile.IsHeld(_path))
            Await(static path => LockFile.IsHeld(path) ? null : "nobody", ConsumerPatience);
    }

    private T? Await<T>(Func<string, T?> look, TimeSpan patience)
        where T : class
    {
        using var never = new ManualResetEvent(initialState: false);
        for (var waited = TimeSpan.Zero; waited < patience; waited += Pause)
        {
            if (look(_path) is { } found)
                return found;
            never.WaitOne(Pause);
        }

        return null;
    }
}
