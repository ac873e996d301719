namespace FastSignal.Server.Ingest;

/// <summary>
/// Bounds the memory of contents on their way. While they take more than they may, a connection that holds one is not read, which leaves its octets with the client's
/// system; after a while the newest are refused, so that the older ones can end.
/// </summary>
/// <remarks>A content that comes in one receive is never held back: it takes no memory by the time the next one is read.</remarks>
internal sealed class ContentPressure(IngestState state)
{
    private readonly List<HttpConnection> _heldBack = [];

    /// <summary>Holds a connection back that is about to be read, if it must be.</summary>
    public bool TryHoldBack(HttpConnection connection)
    {
        if (!state.IsOverBuffered)
            return false;
        connection.HoldBack();
        _heldBack.Add(connection);
        return true;
    }

    /// <summary>At the end of a turn: reads on once there is room.</summary>
    public void OnTurn()
    {
        if (_heldBack.Count == 0 || state.IsOverBuffered)
            return;
        foreach (var connection in _heldBack)
            connection.ReadOn();
        _heldBack.Clear();
    }

    /// <summary>Once a second: whoever has waited long enough gives way, the newest first.</summary>
    public void OnTick()
    {
        if (_heldBack.Count == 0 || !state.IsOverBuffered)
            return;
        foreach (var connection in _heldBack.Where(c => c.HeldBackSeconds >= state.Limits.RoomSeconds).OrderByDescending(c => c.ContentSince).ToList())
        {
            if (!state.IsOverBuffered)
                break;
            _heldBack.Remove(connection);
            connection.GiveWay();
        }
    }

    /// <summary>Forgets a connection that is closed.</summary>
    public void Remove(HttpConnection connection) => _heldBack.Remove(connection);
}
