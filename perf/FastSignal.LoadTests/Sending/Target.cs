using System.Net;

namespace FastSignal.LoadTests.Sending;

/// <summary>Where to send: resolved once.</summary>
/// <param name="EndPoint">The address.</param>
/// <param name="Host">What the Host field says.</param>
/// <param name="Path">The path, which holds the token: never shown.</param>
internal sealed record Target(IPEndPoint EndPoint, string Host, string Path)
{
    /// <summary>Resolves an http URL.</summary>
    public static Target Parse(Uri url) => new(new IPEndPoint(Dns.GetHostAddresses(url.DnsSafeHost)[0], url.Port), url.Authority, url.PathAndQuery);
}
