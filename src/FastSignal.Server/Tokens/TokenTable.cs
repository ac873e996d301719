using System.Buffers.Binary;
using System.Collections.Frozen;
using System.Text;
using Part = System.Collections.Frozen.FrozenDictionary<byte[], FastSignal.Server.Tokens.SignalRoute>.AlternateLookup<System.ReadOnlySpan<byte>>;

namespace FastSignal.Server.Tokens;

/// <summary>Every token that counts now, and where its entries go. Read-only: a change makes a new table, swapped as a whole.</summary>
/// <remarks>
/// The tokens lie in parts, each a frozen dictionary, and a new table has the parts that did not change from the one before. Made anew as one, a
/// table of 100,000 tokens was garbage enough at every change to hold the event loop up for 100 ms while it was collected.
/// </remarks>
internal sealed class TokenTable
{
    /// <summary>The bits of a number of a part: 100,000 tokens make 256 parts of 400.</summary>
    private const int PartBits = 8;

    // 2^64 divided by the golden ratio: multiplied by it, neighbours fall far apart (Knuth, The Art of Computer Programming 6.4).
    private const ulong Spread = 0x9E3779B97F4A7C15;

    private readonly Part[] _parts;

    /// <summary>Freezes the routes by token.</summary>
    public TokenTable(IEnumerable<KeyValuePair<string, SignalRoute>> routes)
        : this(Empty.With(routes.Select(r => KeyValuePair.Create(r.Key, (SignalRoute?)r.Value)))._parts)
    {
    }

    private TokenTable(Part[] parts)
    {
        _parts = parts;
        Count = parts.Sum(static part => part.Dictionary.Count);
    }

    /// <summary>A table without a token.</summary>
    public static TokenTable Empty { get; } = new([.. Enumerable.Repeat(Freeze([]), 1 << PartBits)]);

    /// <summary>How many tokens there are.</summary>
    public int Count { get; }

    /// <summary>Finds a token by its octets.</summary>
    /// <returns>Null for a token that is unknown, archived or rotated out: nobody can tell these apart.</returns>
    public SignalRoute? Find(ReadOnlySpan<byte> token) => _parts[PartOf(token)].TryGetValue(token, out var route) ? route : null;

    /// <summary>A table with other routes for some tokens. This one stays as it is.</summary>
    /// <param name="changes">The tokens, each with its route, or with null if it counts no longer.</param>
    public TokenTable With(IEnumerable<KeyValuePair<string, SignalRoute?>> changes)
    {
        var parts = _parts.ToArray();
        var news = changes.Select(static c => KeyValuePair.Create(Encoding.ASCII.GetBytes(c.Key), c.Value)).Where(c => Find(c.Key) != c.Value);
        foreach (var ofPart in news.GroupBy(static c => PartOf(c.Key)))
            parts[ofPart.Key] = With(parts[ofPart.Key], ofPart);
        return new TokenTable(parts);
    }

    private static Part With(Part part, IEnumerable<KeyValuePair<byte[], SignalRoute?>> changes)
    {
        var routes = part.Dictionary.ToDictionary(TokenComparer.Instance);
        foreach (var (token, route) in changes)
        {
            if (route is null)
                routes.Remove(token);
            else
                routes[token] = route;
        }

        return Freeze(routes);
    }

    private static Part Freeze(Dictionary<byte[], SignalRoute> routes) =>
        routes.ToFrozenDictionary(TokenComparer.Instance).GetAlternateLookup<ReadOnlySpan<byte>>();

    /// <summary>The end of a token tells its part. Whoever gives tokens that all end alike has one large part, and slower changes.</summary>
    private static int PartOf(ReadOnlySpan<byte> token) =>
        token.Length < sizeof(ulong) ? 0 : (int)(BinaryPrimitives.ReadUInt64LittleEndian(token[^sizeof(ulong)..]) * Spread >> (64 - PartBits));
}
