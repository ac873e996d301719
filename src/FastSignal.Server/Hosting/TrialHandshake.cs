using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using FastSignal.Server.Ingest.Tls;

namespace FastSignal.Server.Hosting;

/// <summary>
/// One handshake of the process with itself: a certificate that the system's rules do not allow (too short a key, too weak a signature) is
/// found out here, and not by senders whose handshakes fail one after the other without a word.
/// </summary>
internal static class TrialHandshake
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Does it.</summary>
    /// <exception cref="System.Security.Authentication.AuthenticationException">It failed.</exception>
    public static void Run(SslStreamCertificateContext certificate)
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        using var near = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveTimeout = (int)Patience.TotalMilliseconds };
        near.Connect(listener.LocalEndPoint!);
        using var far = listener.Accept();
        far.ReceiveTimeout = near.ReceiveTimeout;

        Exception? refusal = null;
        var client = new Thread(() => refusal = TryConnect(near)) { IsBackground = true, Name = "fastsignal trial handshake" };
        client.Start();
        try
        {
            using var server = new SslStream(new NetworkStream(far));
            server.AuthenticateAsServer(TlsIdentity.OptionsFor(certificate));
        }
        finally
        {
            far.Dispose();
            client.Join();
        }

        if (refusal is not null)
            throw refusal;
    }

    /// <summary>Connects to this process over TLS: the client trusts what it is shown, since it has it from itself.</summary>
    public static SslStream Connect(Socket socket)
    {
        var stream = new SslStream(new NetworkStream(socket), leaveInnerStreamOpen: false, (_, certificate, _, _) => certificate is not null);
        stream.AuthenticateAsClient(new SslClientAuthenticationOptions { TargetHost = "localhost", ApplicationProtocols = [SslApplicationProtocol.Http11] });
        return stream;
    }

    private static Exception? TryConnect(Socket socket)
    {
        try
        {
            Connect(socket).Dispose();
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
        finally
        {
            socket.Dispose();
        }
    }
}
