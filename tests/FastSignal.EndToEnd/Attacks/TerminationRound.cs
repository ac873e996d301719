using System.Diagnostics;
using FastSignal.Harness;

namespace FastSignal.EndToEnd.Attacks;

/// <summary>One SIGTERM under load: a server, clients of every habit, the signal at a random moment, and what each client saw.</summary>
internal sealed class TerminationRound(Installation installation, string token, int number, int seed)
{
    /// <summary>How long after the signal a connection that was there before it may still begin a request.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private readonly TaskCompletionSource _signalled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<Conversation> _conversations = [];
    private readonly Random _random = new(unchecked((seed * 397) + number));
    private int _marks;
    private ServerProcess _server = null!;

    /// <summary>Everything that was posted.</summary>
    public IEnumerable<ConversationPost> Posts => _conversations.SelectMany(static conversation => conversation.Posts);

    /// <summary>Posts that had no answer although their connection was there in time: there must be none.</summary>
    public IEnumerable<string> Forsaken => _conversations.Where(conversation => conversation.ConnectedAt < SignalledAt)
        .SelectMany(static conversation => conversation.Posts)
        .Where(post => post.Status == 0 && Stopwatch.GetElapsedTime(SignalledAt, post.SentAt) <= Grace)
        .Select(post => FormattableString.Invariant(
            $"{post.Mark}, sent {Stopwatch.GetElapsedTime(SignalledAt, post.SentAt).TotalMilliseconds:F1} ms after the signal"));

    /// <summary>When the signal was sent.</summary>
    public long SignalledAt { get; private set; }

    /// <summary>From the signal to the end of the process, in seconds.</summary>
    public double Seconds { get; private set; }

    /// <summary>The exit code.</summary>
    public int ExitCode { get; private set; }

    /// <summary>Runs the round.</summary>
    public async Task RunAsync()
    {
        await using var server = _server = await installation.ServeAsync("--console", "none", "--no-consume", "--drain-delay", "0s");
        var clients = new List<Task>();
        for (var i = 0; i < 8; i++)
            clients.Add(PostOnAsync());
        for (var i = 0; i < 3; i++)
            clients.Add(ComeAgainAsync());
        for (var i = 0; i < 4; i++)
            clients.Add(BeginLateAsync(TimeSpan.FromMilliseconds(_random.Next(950))));
        for (var i = 0; i < 2; i++)
            clients.Add(EndLateAsync(TimeSpan.FromMilliseconds(_random.Next(950))));
        if (_random.Next(4) == 0)
            clients.Add(SayNothingAsync());

        await Task.Delay(_random.Next(50, 400));
        SignalledAt = Stopwatch.GetTimestamp();
        server.Terminate();
        _signalled.SetResult();
        ExitCode = await server.ExitAsync();
        Seconds = Stopwatch.GetElapsedTime(SignalledAt).TotalSeconds;
        await Task.WhenAll(clients);
        _conversations.ForEach(static conversation => conversation.Dispose());
    }

    /// <summary>One post after the other, until the server says close.</summary>
    private async Task PostOnAsync()
    {
        var conversation = await ConnectAsync();
        while (conversation.IsOpen)
            await conversation.PostAsync();
    }

    /// <summary>A connection for each post, until nobody answers any more.</summary>
    private async Task ComeAgainAsync()
    {
        bool isAnswered;
        do
        {
            var conversation = await ConnectAsync();
            if (conversation.IsOpen)
                await conversation.PostAsync();
            isAnswered = conversation.Posts.Any(static post => post.Status != 0);
            conversation.Dispose();
        }
        while (isAnswered);
    }

    /// <summary>Connected before the signal, and the first octet comes after it.</summary>
    private async Task BeginLateAsync(TimeSpan delay)
    {
        var conversation = await ConnectAsync();
        await LaterAsync(delay);
        await conversation.PostAsync();
    }

    /// <summary>Half of a request before the signal, the other half after it.</summary>
    private async Task EndLateAsync(TimeSpan delay)
    {
        var conversation = await ConnectAsync();
        await conversation.PostAsync(LaterAsync(delay));
    }

    /// <summary>Connected, and that is all.</summary>
    private async Task SayNothingAsync()
    {
        var conversation = await ConnectAsync();
        await conversation.EndAsync();
    }

    private async Task LaterAsync(TimeSpan delay)
    {
        await _signalled.Task;
        await Task.Delay(delay);
    }

    private async Task<Conversation> ConnectAsync()
    {
        var conversation = new Conversation(_server.Port, token, () => FormattableString.Invariant($"{number}-{Interlocked.Increment(ref _marks)}"));
        lock (_conversations)
            _conversations.Add(conversation);
        await conversation.ConnectAsync();
        return conversation;
    }
}
