using System.Net.Sockets;

namespace FastSignal.Server.Ingest;

/// <summary>
/// Descriptors kept for everybody but connections. When accepting finds none left they are let go, and no connection is accepted until all of them
/// can be had again: the log must open its next segment, and the runtime ends the process if a thread or an assembly cannot get one.
/// </summary>
internal sealed class DescriptorReserve : IDisposable
{
    /// <summary>A segment and a spare, two databases with their journals, a few threads, each of which takes two while it starts, and some to spare.</summary>
    private const int Count = 16;

    /// <summary>So many more must be free: else the next connections would take the last ones, and all would begin again.</summary>
    private const int Spare = 8;

    private readonly Stack<Socket> _held = new();

    /// <summary>Takes what is missing.</summary>
    /// <returns>Whether all are held, and some are free besides.</returns>
    public bool TryTake()
    {
        try
        {
            while (_held.Count < Count + Spare)
                _held.Push(new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp));
            while (_held.Count > Count)
                _held.Pop().Dispose();
            return true;
        }
        catch (SocketException)
        {
            // Still none: those that could be had go back, since others need them more.
            Release();
            return false;
        }
    }

    /// <summary>Lets all go.</summary>
    public void Release()
    {
        while (_held.TryPop(out var socket))
            socket.Dispose();
    }

    /// <inheritdoc/>
    public void Dispose() => Release();
}
