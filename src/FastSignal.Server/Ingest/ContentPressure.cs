namespace FastSignal.Server.Ingest;

/// <summary>
/// Bounds the memory of contents on their way. While they take more than they may, a connection that holds one is not read, which leaves its octets
/// with the client's system. One after the other may read on all the same, so that contents end and make room; whoever has waited too long is
/// refused, the newest first.
/// </summary>
/// <remarks>A content that comes in one receive is never held back: it takes no memory by the time the next one is read.</remarks>
internal sealed class ContentPressure(IngestState state)
{
    /// <summary>In the order in which they began to wait.</summary>
    private readonly List<HttpConnection> _heldBack = [];

    /// <summary>Reads on over the limit, which it exceeds by one content at most.</summary>
    private HttpConnection? _exempt;
    private long _exemptSince;

    /// <summary>Somebody waits: the loop shall look again soon.</summary>
    public bool HoldsBack => _heldBack.Count > 0;

    /// <summary>Holds a connection back that is about to be read, if it must be.</summary>
    public bool TryHoldBack(HttpConnection connection)
    {
        if (!state.IsOverBuffered || connection == _exempt)
            return false;
        connection.HoldBack();
        _heldBack.Add(connection);
        return true;
    }

    /// <summary>At the end of a turn: whoever has waited longest reads on, if there is room, or if nobody else makes some. One a turn: what it reads
    /// may take all of it.</summary>
    public void OnTurn()
    {
        if (_exempt is { HoldsContent: false })
            _exempt = null;
        if (_heldBack.Count == 0 || (state.IsOverBuffered && _exempt is not null))
            return;

        var next = _heldBack[0];
        if (state.IsOverBuffered)
            (_exempt, _exemptSince) = (next, state.Clock.Tick);
        _heldBack.RemoveAt(0);
        next.ReadOn();
    }

    /// <summary>Once a second: whoever has waited long enough gives way, and who has been exempt for as long without coming to an end is so no more.</summary>
    public void OnTick()
    {
        if (_heldBack.Count == 0 || !state.IsOverBuffered)
            return;

        // A copy: a refusal runs the connection, which may change the list.
        foreach (var connection in _heldBack.Where(c => c.HeldBackSeconds >= state.Limits.RoomSeconds).OrderByDescending(c => c.ContentSince).ToList())
        {
            if (!state.IsOverBuffered)
                break;
            _heldBack.Remove(connection);
            connection.GiveWay();
        }

        if (state.Clock.Tick - _exemptSince >= state.Limits.RoomSeconds)
            _exempt = null;
    }

    /// <summary>Forgets a connection that is closed.</summary>
    public void Remove(HttpConnection connection)
    {
        _heldBack.Remove(connection);
        if (_exempt == connection)
            _exempt = null;
    }
}
