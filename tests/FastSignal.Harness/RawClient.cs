using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace FastSignal.Harness;

/// <summary>A plain socket that sends exactly the octets it is given, cut where it is told, and reads one answer at a time.</summary>
/// <remarks>Every answer but 100 is checked for what all of them owe: a Date, and no secret (<see cref="Secrets"/>).</remarks>
internal sealed class RawClient : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Socket _socket;
    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;

    /// <summary>Connects to a port of 127.0.0.1.</summary>
    public RawClient(int port)
    {
        _socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
        {
            NoDelay = true,
            ReceiveTimeout = (int)Patience.TotalMilliseconds,
            SendTimeout = (int)Patience.TotalMilliseconds,
        };
        _socket.Connect(IPAddress.Loopback, port);
    }

    /// <summary>Texts that no answer may hold: the tokens of the test.</summary>
    public ICollection<string> Secrets { get; } = [];

    /// <summary>The ports of both ends: how the kernel's table of connections names this one.</summary>
    public (int Local, int Remote) Ports => (((IPEndPoint)_socket.LocalEndPoint!).Port, ((IPEndPoint)_socket.RemoteEndPoint!).Port);

    /// <summary>Sends all octets in one call.</summary>
    public void Send(ReadOnlySpan<byte> octets)
    {
        while (octets.Length > 0)
            octets = octets[_socket.Send(octets)..];
    }

    /// <summary>Sends the octets cut at these places, the next piece only once the server has read the one before.</summary>
    public void SendInPieces(ReadOnlySpan<byte> octets, IEnumerable<int> cuts)
    {
        var sent = 0;
        foreach (var cut in cuts)
        {
            Send(octets[sent..cut]);
            sent = cut;
            ReceiveQueue.WaitUntilRead(this);
        }

        Send(octets[sent..]);
    }

    /// <summary>Says that nothing more will be sent.</summary>
    public void EndSending() => _socket.Shutdown(SocketShutdown.Send);

    /// <summary>Sends a request and reads its answer.</summary>
    public RawAnswer Exchange(ReadOnlySpan<byte> request)
    {
        Send(request);
        return Read();
    }

    /// <summary>Reads one answer; 100 Continue is an answer, too.</summary>
    /// <param name="head">Whether the request was HEAD: then no content follows whatever Content-Length says.</param>
    /// <exception cref="EndOfStreamException">The server closed first.</exception>
    public RawAnswer Read(bool head = false)
    {
        int headLength;
        while ((headLength = _buffer.AsSpan(_start, _end - _start).IndexOf("\r\n\r\n"u8)) < 0)
            Receive();
        headLength += 4;
        var (status, fields) = ParseHead(Encoding.Latin1.GetString(_buffer, _start, headLength - 4));
        var contentLength = head || status is < 200 or 204 ? 0 : ContentLength(status, fields);
        while (_end - _start < headLength + contentLength)
            Receive();

        var octets = _buffer.AsSpan(_start, headLength + contentLength).ToArray();
        _start += octets.Length;
        var answer = new RawAnswer(status, fields, octets[headLength..], octets);
        if (status != 100)
            CheckWhatEveryAnswerOwes(answer);
        return answer;
    }


    /// <summary>Whether the server has ended the connection and sent nothing more before.</summary>
    public bool IsEnded()
    {
        if (_end > _start)
            return false;
        try
        {
            return _socket.Receive(_buffer) == 0;
        }
        catch (SocketException fault) when (fault.SocketErrorCode is SocketError.ConnectionReset)
        {
            return true;
        }
    }

    /// <summary>Whether the server ends the connection at once; else its next answer goes to the check and false comes back.</summary>
    public bool IsEndedOr(Action<RawAnswer> check)
    {
        if (IsEndedWithoutReading())
            return true;
        check(Read());
        return false;
    }

    /// <summary>Whether octets, or the end, have arrived that nobody has read yet.</summary>
    public bool HasInput => _end > _start || _socket.Poll(0, SelectMode.SelectRead);

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    private bool IsEndedWithoutReading()
    {
        try
        {
            return _end == _start && _socket.Receive(_buffer.AsSpan(0, 1), SocketFlags.Peek) == 0;
        }
        catch (SocketException fault) when (fault.SocketErrorCode is SocketError.ConnectionReset)
        {
            return true;
        }
    }

    private void Receive()
    {
        if (_start == _end)
            _start = _end = 0;
        if (_end == _buffer.Length)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        var received = _socket.Receive(_buffer, _end, _buffer.Length - _end, SocketFlags.None);
        if (received == 0)
            throw new EndOfStreamException($"The server closed after '{Encoding.Latin1.GetString(_buffer, _start, _end - _start)}'.");
        _end += received;
    }

    private static (int Status, List<(string Name, string Value)> Fields) ParseHead(string head)
    {
        var lines = head.Split("\r\n");
        var statusLine = lines[0];
        if (!statusLine.StartsWith("HTTP/1.1 ", StringComparison.Ordinal) || statusLine.Length < 12)
            throw new InvalidDataException($"Not a status line of HTTP/1.1: '{statusLine}'.");
        var fields = new List<(string, string)>(lines.Length - 1);
        foreach (var line in lines.AsSpan(1))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0 || line[..colon].Contains(' ', StringComparison.Ordinal))
                throw new InvalidDataException($"Not a field line: '{line}'.");
            fields.Add((line[..colon], line[(colon + 1)..].Trim()));
        }

        return (int.Parse(statusLine.AsSpan(9, 3), CultureInfo.InvariantCulture), fields);
    }

    private static int ContentLength(int status, List<(string Name, string Value)> fields)
    {
        foreach (var (name, value) in fields)
        {
            if (name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase))
                return int.Parse(value, NumberStyles.None, CultureInfo.InvariantCulture);
        }

        throw new InvalidDataException($"An answer {status} without Content-Length.");
    }

    private void CheckWhatEveryAnswerOwes(RawAnswer answer)
    {
        Assert.True(
            DateTimeOffset.TryParseExact(answer.Field("Date"), "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date),
            $"no Date in:\n{answer.Whole}");
        Assert.InRange(date, DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow.AddMinutes(1));
        foreach (var secret in Secrets)
            Assert.DoesNotContain(secret, answer.Whole, StringComparison.OrdinalIgnoreCase);
    }
}
