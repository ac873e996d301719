using System.Diagnostics;
using System.Globalization;

namespace FastSignal.Harness;

/// <summary>Tells when the server has taken everything sent so far out of its socket, so that the next octets are a piece of their own.</summary>
/// <remarks>The kernel's table of connections shows the octets that wait on the server's end. Elsewhere than on Linux a short pause has to do.</remarks>
internal static class ReceiveQueue
{
    private const string Table = "/proc/net/tcp";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Waits until nothing of this connection waits on the server's end any more.</summary>
    /// <exception cref="TimeoutException">The server did not read.</exception>
    public static void WaitUntilRead(RawClient client)
    {
        if (!File.Exists(Table))
        {
            Thread.Sleep(1);
            return;
        }

        var (local, remote) = client.Ports;
        var row = string.Create(CultureInfo.InvariantCulture, $":{remote:X4} 0100007F:{local:X4} ");
        var began = Stopwatch.GetTimestamp();
        while (Waiting(row) > 0)
        {
            if (Stopwatch.GetElapsedTime(began) > Patience)
                throw new TimeoutException("The server does not read what has arrived.");
            Thread.Yield();
        }
    }

    /// <summary>The octets that wait on the server's end; 0 when the connection is gone.</summary>
    private static int Waiting(string row)
    {
        foreach (var line in File.ReadLines(Table))
        {
            var at = line.IndexOf(row, StringComparison.Ordinal);
            if (at >= 0)
            {
                var queues = line.AsSpan(at + row.Length + 3); // Two digits of state and a blank, then tx_queue:rx_queue.
                return int.Parse(queues.Slice(9, 8), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            }
        }

        return 0;
    }
}
