using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using FastSignal.Harness;

namespace FastSignal.EndToEnd.Attacks;

/// <summary>One connection of a client that is there when the server is told to stop, and all that was posted on it.</summary>
/// <param name="port">The port.</param>
/// <param name="token">The token.</param>
/// <param name="marks">Gives every post a mark that no other one has.</param>
internal sealed class Conversation(int port, string token, Func<string> marks) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _buffer = new byte[4096];
    private readonly CancellationTokenSource _late = new(Patience);

    /// <summary>When <c>connect</c> had certainly completed; the largest number if it did not.</summary>
    public long ConnectedAt { get; private set; } = long.MaxValue;

    /// <summary>The posts, in order.</summary>
    public List<ConversationPost> Posts { get; } = [];

    /// <summary>Whether another request may follow.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Connects; a server that is gone leaves the conversation closed.</summary>
    public async Task ConnectAsync()
    {
        try
        {
            await _socket.ConnectAsync(IPAddress.Loopback, port, _late.Token);
            ConnectedAt = Stopwatch.GetTimestamp();
            IsOpen = true;
        }
        catch (SocketException)
        {
            // Nobody listens any more.
        }
    }

    /// <summary>Posts an entry and waits for its answer, or for the end.</summary>
    /// <param name="between">Completes when the second half may be sent; none: all is sent at once.</param>
    public async Task PostAsync(Task? between = null)
    {
        var mark = marks();
        var request = Request.Post(token, Encoding.ASCII.GetBytes($$"""{"mark":"{{mark}}"}"""));
        var sentAt = Stopwatch.GetTimestamp();
        try
        {
            if (between is not null)
            {
                await _socket.SendAsync(request.AsMemory(0, request.Length / 2), _late.Token);
                await between;
            }

            await _socket.SendAsync(request.AsMemory(between is null ? 0 : request.Length / 2), _late.Token);
            var answer = await ReadAsync();
            Posts.Add(new ConversationPost(mark, sentAt, Status(answer), EntryId(answer)));
            IsOpen = answer.Length > 0 && !answer.Contains("Connection: close", StringComparison.Ordinal);
        }
        catch (Exception fault) when (fault is SocketException or OperationCanceledException)
        {
            Posts.Add(new ConversationPost(mark, sentAt, 0, null));
            IsOpen = false;
        }

        if (!IsOpen)
            _socket.Dispose();
    }

    /// <summary>Waits until the server ends the connection.</summary>
    public async Task EndAsync()
    {
        try
        {
            while (IsOpen && await _socket.ReceiveAsync(_buffer, _late.Token) > 0)
            {
                // Nothing is expected, and nothing was asked.
            }
        }
        catch (SocketException)
        {
            // That is an end, too.
        }

        _socket.Dispose();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _socket.Dispose();
        _late.Dispose();
    }

    private async Task<string> ReadAsync()
    {
        var answer = "";
        while (!answer.EndsWith("""{"status":202}""", StringComparison.Ordinal))
        {
            var count = await _socket.ReceiveAsync(_buffer, _late.Token);
            if (count == 0)
                break;
            answer += Encoding.Latin1.GetString(_buffer, 0, count);
        }

        return answer;
    }

    private static int Status(string answer) => answer.Length < 12 ? 0 : int.Parse(answer.AsSpan(9, 3), CultureInfo.InvariantCulture);

    private static string? EntryId(string answer)
    {
        const string Name = "Entry-Id: ";
        var at = answer.IndexOf(Name, StringComparison.Ordinal);
        return at < 0 ? null : answer[(at + Name.Length)..answer.IndexOf('\r', at)];
    }
}
