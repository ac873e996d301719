using System.Net.Sockets;

namespace FastSignal.Server.Ingest;

/// <summary>Tells which sockets are ready: level-triggered, so that a socket stays ready until it is dealt with. One thread.</summary>
internal interface IPoller : IDisposable
{
    /// <summary>Watches a socket from now on.</summary>
    /// <param name="socket">A non-blocking socket.</param>
    /// <param name="key">Comes back with each of its events; unique among the watched sockets.</param>
    /// <param name="interest">What it is watched for.</param>
    void Add(Socket socket, int key, Interest interest);

    /// <summary>Watches a socket for something else.</summary>
    void Change(Socket socket, int key, Interest interest);

    /// <summary>Stops watching a socket; before it is closed.</summary>
    void Remove(Socket socket, int key);

    /// <summary>Waits until a socket is ready, at most for <paramref name="atMost"/>; zero only looks.</summary>
    /// <returns>How many entries of <paramref name="ready"/> were filled.</returns>
    int Wait(Span<ReadySocket> ready, TimeSpan atMost);
}
