namespace FastSignal.Leads;

/// <summary>The file <c>leads.turn</c>: whoever writes <c>leads.db</c> beside the consumer holds it until it may, and the consumer lets it go first.</summary>
/// <remarks>SQLite's lock has no queue. A consumer that catches up commits and begins again at once, and another writer, which looks ten times a second,
/// would have to look in just between. Only fairness hangs on the file: one that this user may not open, since another has made it, is as if nobody
/// held it.</remarks>
/// <param name="storePath">The file <c>leads.db</c>.</param>
internal sealed class WriterTurn(string storePath)
{
    /// <summary>The file's name in the data folder.</summary>
    internal const string FileName = "leads.turn";

    /// <summary>How long the consumer waits at most: a writer that is stopped in the middle must not stop it for good.</summary>
    private static readonly TimeSpan ConsumerPatience = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    // There is nothing to wait for, and nothing to give back.
    private static readonly IDisposable NoTurn = new MemoryStream();

    private readonly string _path = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(storePath)) ?? "", FileName);

    /// <summary>Runs what waits for SQLite's lock, before the consumer's next batch. After <see cref="Database.BusyTimeout"/> in vain it runs out of
    /// turn.</summary>
    public T Run<T>(Func<T> write)
    {
        using var turn = Await(TryTake, Database.BusyTimeout);
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
        if (IsHeld(_path))
            Await(static path => IsHeld(path) ? null : NoTurn, ConsumerPatience);
    }

    private IDisposable? Await(Func<string, IDisposable?> look, TimeSpan patience)
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

    private static IDisposable? TryTake(string path)
    {
        try
        {
            return LockFile.TryTake(path);
        }
        catch (Exception fault) when (IsOfTheFile(fault))
        {
            return NoTurn;
        }
    }

    private static bool IsHeld(string path)
    {
        try
        {
            return LockFile.IsHeld(path);
        }
        catch (Exception fault) when (IsOfTheFile(fault))
        {
            return false;
        }
    }

    private static bool IsOfTheFile(Exception fault) => fault is IOException or UnauthorizedAccessException;
}
