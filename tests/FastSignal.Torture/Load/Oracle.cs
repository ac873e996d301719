namespace FastSignal.Torture.Load;

/// <summary>What was posted to one data folder and what was answered. Lives in this process, which no fault touches.</summary>
internal sealed class Oracle
{
    private readonly Lock _gate = new();
    private readonly List<Post> _posts = [];
    private int _connections;

    /// <summary>How many posts were acknowledged.</summary>
    public int AcknowledgedCount
    {
        get
        {
            lock (_gate)
                return _posts.Count(static post => post.IsAcknowledged);
        }
    }

    /// <summary>A number for a new connection.</summary>
    public int NextConnection() => Interlocked.Increment(ref _connections);

    /// <summary>Notes that a post is about to be sent, and gives the number of its visit.</summary>
    public int Sends(int connection)
    {
        lock (_gate)
        {
            _posts.Add(new Post(connection, Status: 0, EntryId: null));
            return _posts.Count - 1;
        }
    }

    /// <summary>Notes an answer.</summary>
    public void Answered(int visit, int status, string? entryId)
    {
        lock (_gate)
            _posts[visit] = _posts[visit] with { Status = status, EntryId = entryId };
    }

    /// <summary>Every post so far, by visit.</summary>
    public Post[] Posts()
    {
        lock (_gate)
            return [.. _posts];
    }
}
