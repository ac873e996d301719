using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace FastSignal.EndToEnd.Attacks;

/// <summary>A connection that sends the beginning of a request at once and then one octet at a time, for ever. Never blocks.</summary>
internal sealed class DribblingClient : IDisposable
{
    private static readonly byte[] Scratch = new byte[4096];

    private readonly Socket _socket;
    private readonly byte[] _beginning;
    private readonly StringBuilder _answer = new();
    private long _began;
    private bool _isSending = true;

    /// <summary>Connects.</summary>
    /// <param name="port">The port.</param>
    /// <param name="beginning">What is sent at once; empty: the request begins with the first octet of its target.</param>
    public DribblingClient(int port, byte[] beginning)
    {
        _beginning = beginning;
        _socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        _socket.Connect(IPAddress.Loopback, port);
        _socket.Blocking = false;
    }

    /// <summary>Whether the server has ended the connection.</summary>
    public bool IsEnded { get; private set; }

    /// <summary>From the first octet to the end, in seconds.</summary>
    public double Seconds { get; private set; }

    /// <summary>The status of the answer; 0 if none came.</summary>
    public int Status => _answer.Length < 12 ? 0 : int.Parse(_answer.ToString(9, 3), CultureInfo.InvariantCulture);

    /// <summary>Sends the beginning.</summary>
    public void Begin()
    {
        _began = Stopwatch.GetTimestamp();
        _ = _socket.Send(_beginning, SocketFlags.None, out _);
    }

    /// <summary>Sends an octet more, and looks for an answer.</summary>
    public void GoOn()
    {
        if (IsEnded)
            return;
        if (_isSending)
        {
            _ = _socket.Send("x"u8, SocketFlags.None, out var failed);
            _isSending = failed is SocketError.Success;
        }

        while (!IsEnded)
        {
            var count = _socket.Receive(Scratch, SocketFlags.None, out var error);
            if (error is SocketError.WouldBlock)
                return;
            _answer.Append(Encoding.Latin1.GetString(Scratch, 0, count));
            IsEnded = count == 0 || error is not SocketError.Success;
        }

        Seconds = Stopwatch.GetElapsedTime(_began).TotalSeconds;
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();
}
