using System.Net;
using System.Net.Sockets;
using FastSignal.Server.Ingest;

namespace FastSignal.Server.Tests.Ingest;

public class PollerTests
{
    private readonly ReadySocket[] _ready = new ReadySocket[16];

    public static TheoryData<string> Pollers => OperatingSystem.IsLinux() ? ["epoll", "select"] : ["select"];

    [Theory, MemberData(nameof(Pollers))]
    public void A_socket_is_ready_for_what_it_is_watched_for_until_that_is_dealt_with(string name)
    {
        using var poller = Create(name);
        using var waker = new Waker();
        poller.Add(waker.Socket, 7, Interest.Read);
        Assert.Equal(0, poller.Wait(_ready, TimeSpan.Zero));

        waker.Wake();
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(1, poller.Wait(_ready, TimeSpan.FromSeconds(5)));
            Assert.Equal(new ReadySocket(7, Interest.Read), _ready[0]);
        }

        waker.Drain();
        Assert.Equal(0, poller.Wait(_ready, TimeSpan.Zero));
    }

    [Theory, MemberData(nameof(Pollers))]
    public void Interest_can_be_changed_and_taken_away(string name)
    {
        using var poller = Create(name);
        using var waker = new Waker();
        using var other = new Waker();
        poller.Add(other.Socket, 1, Interest.Read);
        poller.Add(waker.Socket, 2, Interest.Write);
        Assert.Equal(1, poller.Wait(_ready, TimeSpan.FromSeconds(5)));
        Assert.Equal(new ReadySocket(2, Interest.Write), _ready[0]);

        poller.Change(waker.Socket, 2, Interest.None);
        waker.Wake();
        Assert.Equal(0, poller.Wait(_ready, TimeSpan.FromMilliseconds(20)));
        poller.Change(waker.Socket, 2, Interest.Read);
        Assert.Equal(1, poller.Wait(_ready, TimeSpan.FromSeconds(5)));
        poller.Remove(waker.Socket, 2);
        Assert.Equal(0, poller.Wait(_ready, TimeSpan.Zero));
    }

    [Theory, MemberData(nameof(Pollers))]
    public void A_wait_ends_when_another_thread_wakes_it(string name)
    {
        using var poller = Create(name);
        using var waker = new Waker();
        poller.Add(waker.Socket, 3, Interest.Read);
        var other = new Thread(waker.Wake);
        other.Start();
        Assert.Equal(1, poller.Wait(_ready, TimeSpan.FromSeconds(10)));
        other.Join();
    }

    [Theory, MemberData(nameof(Pollers))]
    public void A_peer_that_ends_makes_its_socket_readable(string name)
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        using var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        client.Connect(listener.LocalEndPoint!);
        using var server = listener.Accept();
        using var poller = Create(name);
        poller.Add(server, 4, Interest.Read);
        client.Dispose();
        Assert.Equal(1, poller.Wait(_ready, TimeSpan.FromSeconds(5)));
        Assert.True(_ready[0].Ready.HasFlag(Interest.Read));
    }

    private static IPoller Create(string name) => name is "select" || !OperatingSystem.IsLinux() ? new SelectPoller() : new EpollPoller();
}
