using System.Diagnostics;
using System.Net.Sockets;
using FastSignal.Harness;

namespace FastSignal.Torture.Load;

/// <summary>The work during which one system call fails: some posts one after the other, some at once, and again one after the other.</summary>
internal sealed class FaultWork(int port, string token, TortureContents contents, Oracle oracle)
{
    private const int LargePosts = 9;
    private const int LargeBytes = 1_000_000;

    private readonly Lock _gate = new();
    private readonly List<TimedAnswer> _answers = [];

    /// <summary>Every request so far.</summary>
    public IReadOnlyList<TimedAnswer> Answers
    {
        get
        {
            lock (_gate)
                return [.. _answers];
        }
    }

    /// <summary>Does the work, or as much of it as the server lives for.</summary>
    /// <param name="large">Also posts more than a small segment holds.</param>
    public async Task RunAsync(bool large)
    {
        await PostAsync(4);
        await Task.WhenAll(PostAsync(3), PostAsync(3), PostAsync(3));
        await PostAsync(3);
        if (large)
            await PostAsync(LargePosts, visit => contents.OfLength(visit, LargeBytes));
    }

    /// <summary>A few posts on a connection of their own; a new one for each that is lost.</summary>
    public Task PostAsync(int count, Func<int, byte[]>? content = null) =>
        Task.Factory.StartNew(() => Post(count, content ?? contents.Of), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private void Post(int count, Func<int, byte[]> content)
    {
        RawClient? client = null;
        try
        {
            var connection = oracle.NextConnection();
            for (var i = 0; i < count; i++)
            {
                client ??= new RawClient(port);
                if (PostOne(client, connection, content))
                    continue;
                client.Dispose();
                client = null;
            }
        }
        catch (SocketException)
        {
            // Nobody listens any more.
        }
        finally
        {
            client?.Dispose();
        }
    }

    private bool PostOne(RawClient client, int connection, Func<int, byte[]> content)
    {
        var visit = oracle.Sends(connection);
        var request = Request.Post(token, content(visit));
        var (began, start) = ((DateTime.UtcNow - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond, Stopwatch.GetTimestamp());
        var (status, goesOn) = (0, false);
        try
        {
            var answer = client.Exchange(request);
            oracle.Answered(visit, answer.Status, answer.EntryId);
            (status, goesOn) = (answer.Status, !answer.Closes);
        }
        catch (Exception fault) when (fault is SocketException or EndOfStreamException)
        {
            // No answer: it may be in the log or not.
        }

        lock (_gate)
            _answers.Add(new TimedAnswer(began, Stopwatch.GetElapsedTime(start), status));
        return goesOn;
    }
}
