using System.Net;
using System.Net.Sockets;

namespace FastSignal.Harness.Connections;

/// <summary>One case over a socket, against a server that runs: sends the octets, reads the answers, and finds out whether the connection lives.</summary>
internal sealed class SocketConnection : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>So many octets arrive at once: what the server receives in one piece.</summary>
    private const int MaxWholeBytes = 4_000;

    private static readonly byte[] NextRequest = Request.Post(ConnectionCorpus.Live, """{"next":true}""");
    private static readonly byte[] Probe = Request.Head("GET /livez HTTP/1.1", "Host: h");

    private readonly int _port;
    private readonly Socket _socket;
    private readonly List<RawAnswer> _answers = [];
    private byte[] _buffer = new byte[16 * 1024];
    private int _length;
    private bool _isEnded;

    private SocketConnection(int port)
    {
        _port = port;
        _socket = Connect(port);
    }

    /// <summary>Runs a case and asserts its verdict; what was acknowledged comes back.</summary>
    /// <param name="connection">The case.</param>
    /// <param name="port">Where the server listens.</param>
    /// <param name="cuts">Where the octets are cut, in ascending order; none: one piece.</param>
    /// <returns>The answers; the next request that showed that a connection stays open is not among them.</returns>
    public static ConnectionRun Check(ConnectionCase connection, int port, params IReadOnlyList<int> cuts)
    {
        using var socket = new SocketConnection(port);
        socket.Send(connection, cuts);
        var run = socket.Run(connection, isInPieces: cuts.Count > 0 || connection.Octets.Length > MaxWholeBytes);
        run.Check(connection);
        return run;
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    private static Socket Connect(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
        {
            NoDelay = true,
            ReceiveTimeout = (int)Patience.TotalMilliseconds,
            SendTimeout = (int)Patience.TotalMilliseconds,
        };
        socket.Connect(IPAddress.Loopback, port);
        return socket;
    }

    private void Send(ConnectionCase connection, IReadOnlyList<int> cuts)
    {
        var sent = 0;
        foreach (var cut in cuts)
        {
            Send(connection.Octets.AsSpan(sent, cut - sent));
            sent = cut;
        }

        Send(connection.Octets.AsSpan(sent));
        if (connection.ClientEnds)
            _socket.Shutdown(SocketShutdown.Send);
    }

    private ConnectionRun Run(ConnectionCase connection, bool isInPieces)
    {
        while (!_isEnded && !IsComplete(connection))
            ReadAnswer(connection);
        var closes = connection.ClientEnds || connection.End is ConnectionEnd.Closes
            || (connection.End is ConnectionEnd.MayClose && _answers is [.., { Closes: true }]);
        if (closes)
            CheckClosed(connection);
        else if (connection.End is ConnectionEnd.Waits)
            CheckWaits(mayBeToldToGoOn: isInPieces && connection.Expects);
        else
            CheckOpen();
        return new ConnectionRun(_answers, closes, isInPieces);
    }

    /// <summary>All answers are there that can be waited for; only the end of the connection tells about those that need not come.</summary>
    private bool IsComplete(ConnectionCase connection)
    {
        var finals = _answers.Count(static answer => answer.Status >= 200);
        var owed = connection.FinalAnswers.Count(static answer => !answer.IsOptional);
        return (finals >= owed && _answers.Count(static answer => answer.Status < 200) >= connection.Answers.Count(static answer => answer.IsInterim))
            || _answers is [.., { Closes: true }];
    }

    /// <summary>Reads one answer, or the end: a FIN, since a reset is an error here (RFC 9112 s9.6).</summary>
    private void ReadAnswer(ConnectionCase? connection)
    {
        var isToHead = connection is not null && ConnectionRun.IsToHead(connection, _answers.Count(static answer => answer.Status >= 200));
        RawAnswer? answer;
        while ((answer = AnswerParser.Take(_buffer.AsSpan(0, _length), isToHead)) is null)
        {
            if (_length == _buffer.Length)
                Array.Resize(ref _buffer, 2 * _buffer.Length);
            var received = _socket.Receive(_buffer.AsSpan(_length));
            _length += received;
            if (received > 0)
                continue;
            Assert.True(_length == 0, "half an answer before the end");
            _isEnded = true;
            return;
        }

        _answers.Add(answer);
        _length -= answer.Octets.Length;
        _buffer.AsSpan(answer.Octets.Length, _length).CopyTo(_buffer);
    }

    /// <summary>The server ends its side, and a request that comes all the same is neither answered nor met with a reset.</summary>
    private void CheckClosed(ConnectionCase connection)
    {
        while (!_isEnded)
            ReadAnswer(connection);
        if (connection.ClientEnds)
            return;
        Send(NextRequest);
        Send(NextRequest);
        _socket.Shutdown(SocketShutdown.Send);
        Assert.Equal(0, _socket.Receive(_buffer));
    }

    /// <summary>The next request is answered, and nothing but that.</summary>
    private void CheckOpen()
    {
        Assert.False(_isEnded, "the connection was closed");
        var answers = _answers.Count;
        Send(NextRequest);
        ReadAnswer(null);
        Assert.True(_answers.Count == answers + 1, "the connection was closed before the next request");
        _answers[answers].Acknowledged();
        _answers.RemoveAt(answers);
        EndAndExpectNothing();
    }

    /// <summary>While another connection is served twice, nothing comes on this one; and when the client ends, nothing but the end, or a 400, comes.</summary>
    private void CheckWaits(bool mayBeToldToGoOn)
    {
        for (var i = 0; i < 2; i++)
        {
            using var other = new SocketConnection(_port);
            other.Send(Probe);
            other.ReadAnswer(null);
        }

        if (mayBeToldToGoOn && _socket.Poll(0, SelectMode.SelectRead))
            ReadAnswer(null);
        Assert.False(_isEnded || _length > 0 || _socket.Poll(0, SelectMode.SelectRead), "an answer, or the end, before the request is complete");
        EndAndExpectNothing();
    }

    private void EndAndExpectNothing()
    {
        var answers = _answers.Count;
        _socket.Shutdown(SocketShutdown.Send);
        while (!_isEnded)
            ReadAnswer(null);
        Assert.True(_answers.Count == answers || _answers[answers].Status == 400, "an answer that nobody asked for");
        _answers.RemoveRange(answers, _answers.Count - answers);
    }

    private void Send(ReadOnlySpan<byte> octets)
    {
        while (octets.Length > 0)
            octets = octets[_socket.Send(octets)..];
    }
}
