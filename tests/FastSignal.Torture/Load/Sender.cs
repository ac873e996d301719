using System.Net.Sockets;
using FastSignal.Harness;

namespace FastSignal.Torture.Load;

/// <summary>Several connections that post as fast as they are answered, until the server dies or enough was sent.</summary>
internal sealed class Sender(int port, string token, TortureContents contents, Oracle oracle)
{
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _acknowledged;
    private long _bytesLeft;
    private int _actAt = int.MaxValue;
    private Action? _act;

    /// <summary>Does something on the very thread that gets the n-th acknowledgement, before anything else is sent there.</summary>
    public void AtAcknowledgement(int n, Action act) => (_actAt, _act) = (n, act);

    /// <summary>Runs until the server is gone or so many octets have been sent.</summary>
    public async Task RunAsync(int connections, long bytes)
    {
        _bytesLeft = bytes;
        var threads = Enumerable.Range(0, connections)
            .Select(_ => Task.Factory.StartNew(PostUntilDone, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default));
        await Task.WhenAll(threads);
        _stopped.TrySetResult();
    }

    /// <summary>Completes when the run has ended.</summary>
    public Task Stopped => _stopped.Task;

    private void PostUntilDone()
    {
        var connection = oracle.NextConnection();
        try
        {
            using var client = new RawClient(port);
            while (Interlocked.Read(ref _bytesLeft) > 0)
            {
                if (!PostOne(client, connection))
                    return;
            }
        }
        catch (Exception fault) when (fault is SocketException or EndOfStreamException)
        {
            // The server died: what was under way stays unknown, and nothing else follows on this connection.
        }
    }

    private bool PostOne(RawClient client, int connection)
    {
        var visit = oracle.Sends(connection);
        var content = contents.Of(visit);
        Interlocked.Add(ref _bytesLeft, -content.Length);
        var answer = client.Exchange(visit % 6 == 0 ? Request.Chunked(token, content, 30_000) : Request.Post(token, content));
        oracle.Answered(visit, answer.Status, answer.EntryId);
        if (answer.Status == 202 && Interlocked.Increment(ref _acknowledged) == _actAt)
            _act?.Invoke();
        return !answer.Closes;
    }
}
