using System.Buffers.Binary;
using System.ComponentModel;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace FastSignal.Server.Ingest;

/// <summary>Linux's epoll, through its three system calls.</summary>
[SupportedOSPlatform("linux")]
internal sealed class EpollPoller : IPoller
{
    private const int MaxEvents = 512;
    private const int CloseOnExec = 0x80000;
    private const int ControlAdd = 1;
    private const int ControlDelete = 2;
    private const int ControlModify = 3;
    private const uint EventIn = 0x001;
    private const uint EventOut = 0x004;
    private const uint EventError = 0x008;
    private const uint EventHangUp = 0x010;
    private const int ErrorInterrupted = 4;

    // struct epoll_event { uint32_t events; uint64_t data; } is packed on x86-64 only.
    private static readonly bool Packed = RuntimeInformation.ProcessArchitecture is Architecture.X64;
    private static readonly int EventBytes = Packed ? 12 : 16;
    private static readonly int DataAt = Packed ? 4 : 8;

    private readonly int _descriptor;
    private readonly byte[] _events = new byte[MaxEvents * EventBytes];
    private readonly byte[] _event = new byte[EventBytes];

    /// <summary>Makes the epoll instance.</summary>
    /// <exception cref="Win32Exception">The system has no more descriptors.</exception>
    public EpollPoller()
    {
        _descriptor = Create(CloseOnExec);
        if (_descriptor < 0)
            throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    /// <inheritdoc/>
    public void Add(Socket socket, int key, Interest interest) => Control(ControlAdd, socket, key, interest);

    /// <inheritdoc/>
    public void Change(Socket socket, int key, Interest interest) => Control(ControlModify, socket, key, interest);

    /// <inheritdoc/>
    public void Remove(Socket socket, int key) => Control(ControlDelete, socket, key, Interest.None);

    /// <inheritdoc/>
    public int Wait(Span<ReadySocket> ready, TimeSpan atMost)
    {
        var count = Wait(_descriptor, ref _events[0], Math.Min(ready.Length, MaxEvents), (int)atMost.TotalMilliseconds);
        if (count < 0)
        {
            var error = Marshal.GetLastPInvokeError();
            return error == ErrorInterrupted ? 0 : throw new Win32Exception(error);
        }

        for (var i = 0; i < count; i++)
            ready[i] = Read(_events.AsSpan(i * EventBytes, EventBytes));
        return count;
    }

    /// <inheritdoc/>
    public void Dispose() => _ = Close(_descriptor);

    private static ReadySocket Read(ReadOnlySpan<byte> source)
    {
        var events = BinaryPrimitives.ReadUInt32LittleEndian(source);
        var ready = Interest.None;
        if ((events & (EventIn | EventError | EventHangUp)) != 0)
            ready |= Interest.Read;
        if ((events & (EventOut | EventError | EventHangUp)) != 0)
            ready |= Interest.Write;
        return new ReadySocket(BinaryPrimitives.ReadInt32LittleEndian(source[DataAt..]), ready);
    }

    private void Control(int operation, Socket socket, int key, Interest interest)
    {
        var events = (interest.HasFlag(Interest.Read) ? EventIn : 0) | (interest.HasFlag(Interest.Write) ? EventOut : 0);
        BinaryPrimitives.WriteUInt32LittleEndian(_event, events);
        BinaryPrimitives.WriteInt64LittleEndian(_event.AsSpan(DataAt), key);
        if (Control(_descriptor, operation, (int)socket.Handle, ref _event[0]) < 0)
            throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    [DllImport("libc", EntryPoint = "epoll_create1", SetLastError = true)]
    private static extern int Create(int flags);

    [DllImport("libc", EntryPoint = "epoll_ctl", SetLastError = true)]
    private static extern int Control(int descriptor, int operation, int socket, ref byte settings);

    [DllImport("libc", EntryPoint = "epoll_wait", SetLastError = true)]
    private static extern int Wait(int descriptor, ref byte events, int maxEvents, int timeoutMilliseconds);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    private static extern int Close(int descriptor);
}
