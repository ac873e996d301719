using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace FastSignal.LoadTests.Sending;

/// <summary>A whole request in one array, made once; only its number is written anew for each sending.</summary>
internal sealed class PreparedRequest
{
    /// <summary>Stands in contents and paths where the number goes.</summary>
    public const string NumberPlace = "@NUMBER@@@";

    // Two runs against one server must not look like repeats of each other.
    private static readonly string Run = Guid.NewGuid().ToString("N");

    private readonly byte[] _octets;
    private readonly int[] _places;

    private PreparedRequest(byte[] octets, int[] places, int expectedStatus, bool closes)
    {
        _octets = octets;
        _places = places;
        ExpectedStatus = expectedStatus;
        Closes = closes;
    }

    /// <summary>What the contract says that the answer is; 0 for any success.</summary>
    public int ExpectedStatus { get; }

    /// <summary>Whether a status is what the contract says.</summary>
    public bool Expects(int status) => ExpectedStatus == 0 ? status is 200 or 202 : status == ExpectedStatus;

    /// <summary>Whether the connection cannot go on behind this request, because its content is never sent.</summary>
    public bool Closes { get; }

    /// <summary>The octets to send.</summary>
    public ReadOnlyMemory<byte> Octets => _octets;

    /// <summary>Makes a post to the target.</summary>
    public static PreparedRequest Post(Target target, string content, string contentType = "application/json", int expectedStatus = 0, string? path = null) =>
        Make(target, "POST", path ?? target.Path, content, contentType, Encoding.UTF8.GetByteCount(content), expectedStatus);

    /// <summary>Makes a request without content.</summary>
    public static PreparedRequest Get(Target target, int expectedStatus) => Make(target, "GET", target.Path, "", "", 0, expectedStatus);

    /// <summary>Makes a post that only announces its content.</summary>
    public static PreparedRequest Announce(Target target, int contentBytes, int expectedStatus) =>
        Make(target, "POST", target.Path, "", "application/json", contentBytes, expectedStatus);

    /// <summary>Writes the number into every place for it.</summary>
    public void SetNumber(long number)
    {
        foreach (var place in _places)
            Utf8Formatter.TryFormat(number, _octets.AsSpan(place, NumberPlace.Length), out _, new('D', (byte)NumberPlace.Length));
    }

    /// <summary>A copy for another connection.</summary>
    public PreparedRequest Clone() => new([.. _octets], _places, ExpectedStatus, Closes);

    private static PreparedRequest Make(Target target, string method, string path, string content, string contentType, int contentBytes, int expectedStatus)
    {
        var length = contentBytes.ToString(CultureInfo.InvariantCulture);
        var fields = method is "POST" ? $"Content-Type: {contentType}\r\nContent-Length: {length}\r\nIdempotency-Key: {Run}-{NumberPlace}\r\n" : "";
        var octets = Encoding.UTF8.GetBytes($"{method} {path} HTTP/1.1\r\nHost: {target.Host}\r\nUser-Agent: FastSignal.LoadTests\r\n{fields}\r\n{content}");
        return new(octets, [.. PlacesIn(octets)], expectedStatus, closes: contentBytes > Encoding.UTF8.GetByteCount(content));
    }

    private static List<int> PlacesIn(ReadOnlySpan<byte> octets)
    {
        var mark = Encoding.ASCII.GetBytes(NumberPlace);
        var places = new List<int>();
        for (var at = 0; octets[at..].IndexOf(mark) is var found and >= 0; at += found + mark.Length)
            places.Add(at + found);
        return places;
    }
}
