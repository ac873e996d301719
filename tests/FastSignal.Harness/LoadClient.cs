using System.Net.Sockets;

namespace FastSignal.Harness;

/// <summary>What became of one post of a load run.</summary>
internal enum PostOutcome
{
    /// <summary>Never sent: the server was gone before its turn came.</summary>
    NotSent,

    /// <summary>Sent, or partly sent, and no answer came: it may be in the log or not.</summary>
    Unknown,

    /// <summary>Answered.</summary>
    Answered,
}

/// <summary>One post of a load run and its answer.</summary>
internal readonly record struct PostResult(PostOutcome Outcome, int Status, string? EntryId);

/// <summary>Posts many contents over many connections at once and keeps every answer. A dying server ends the run, not the test.</summary>
internal sealed class LoadClient(int port, int connections, string token, int count, Func<int, byte[]> content)
{
    private readonly PostResult[] _results = new PostResult[count];
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _next = -1;
    private int _answered;
    private int _reachAt = int.MaxValue;

    /// <summary>Completes as soon as this many posts have been answered; ask before <see cref="RunAsync"/>.</summary>
    public Task AnsweredAsync(int posts)
    {
        _reachAt = posts;
        return _reached.Task;
    }

    /// <summary>Runs until every content has been posted or every connection has died.</summary>
    public async Task<IReadOnlyList<PostResult>> RunAsync()
    {
        var threads = Enumerable.Range(0, connections)
            .Select(_ => Task.Factory.StartNew(PostUntilDone, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))
            .ToArray();
        await Task.WhenAll(threads);
        _reached.TrySetResult();
        return _results;
    }

    private void PostUntilDone()
    {
        var current = -1;
        try
        {
            using var client = new RawClient(port);
            while ((current = Interlocked.Increment(ref _next)) < count)
            {
                var request = Request.Post(token, content(current));
                _results[current] = new PostResult(PostOutcome.Unknown, 0, null);
                var answer = client.Exchange(request);
                _results[current] = new PostResult(PostOutcome.Answered, answer.Status, answer.EntryId);
                if (Interlocked.Increment(ref _answered) >= Volatile.Read(ref _reachAt))
                    _reached.TrySetResult();
                if (answer.Closes)
                    return;
            }
        }
        catch (Exception fault) when (fault is SocketException or EndOfStreamException)
        {
            // The server died: what was under way stays unknown, and nothing else follows on this connection.
        }
    }
}
