using System.Threading.Tasks.Sources;

namespace FastSignal.Server.Ingest;

/// <summary>Something that a connection waits for again and again, without an allocation: at most one wait at a time, one thread.</summary>
internal sealed class ReusableSignal : IValueTaskSource<bool>
{
    private ManualResetValueTaskSourceCore<bool> _core;

    /// <summary>Begins a wait.</summary>
    public ValueTask<bool> WaitAsync()
    {
        _core.Reset();
        return new ValueTask<bool>(this, _core.Version);
    }

    /// <summary>Ends the wait; the waiting method goes on before this returns.</summary>
    public void Set(bool result) => _core.SetResult(result);

    /// <inheritdoc/>
    public bool GetResult(short token) => _core.GetResult(token);

    /// <inheritdoc/>
    public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

    /// <inheritdoc/>
    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);
}
