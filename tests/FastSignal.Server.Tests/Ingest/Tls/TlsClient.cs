using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace FastSignal.Server.Tests.Ingest.Tls;

/// <summary>A client over TLS, one call after the other. It trusts whatever it is shown, and keeps it.</summary>
internal sealed class TlsClient : IDisposable
{
    private readonly SslClientAuthenticationOptions _options;

    public TlsClient(Socket socket, Action<SslClientAuthenticationOptions>? options)
    {
        Socket = socket;
        Wire = new Wire(socket);
        Stream = new SslStream(Wire);
        _options = new SslClientAuthenticationOptions { TargetHost = "localhost", RemoteCertificateValidationCallback = Keep };
        options?.Invoke(_options);
    }

    public Socket Socket { get; }

    public Wire Wire { get; }

    public SslStream Stream { get; }

    public string Thumbprint { get; private set; } = "";

    /// <summary>Names in the certificates that the server sent.</summary>
    public List<string> Chain { get; } = [];

    public static Action<SslClientAuthenticationOptions> Only(SslProtocols protocol) => o => o.EnabledSslProtocols = protocol;

    public void Authenticate() => Stream.AuthenticateAsClient(_options);

    public void Send(ReadOnlySpan<byte> octets) => Stream.Write(octets);

    /// <summary>Reads until the given text has come as often as asked for, or the server ends.</summary>
    public string ReadUntil(string text, int times = 1)
    {
        var octets = new byte[64 * 1024];
        var length = 0;
        while (octets.AsSpan(0, length).Count(Encoding.ASCII.GetBytes(text)) < times)
        {
            var count = Stream.Read(octets.AsSpan(length));
            if (count == 0)
                break;
            length += count;
        }

        return Encoding.UTF8.GetString(octets.AsSpan(0, length));
    }

    public string ReadToEnd() => ReadUntil("\0");

    /// <summary>Goes away with a reset.</summary>
    public void Reset()
    {
        Socket.LingerState = new LingerOption(enable: true, 0);
        Socket.Dispose();
    }

    public void Dispose()
    {
        Socket.Dispose();
        Stream.Dispose();
    }

    private bool Keep(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        Thumbprint = ((X509Certificate2)certificate!).Thumbprint;
        Chain.Clear();
        Chain.AddRange(chain!.ChainPolicy.ExtraStore.Select(c => c.Subject));
        return true;
    }
}
