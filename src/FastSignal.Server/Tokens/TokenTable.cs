using System.Collections.Frozen;
using System.Text;

namespace FastSignal.Server.Tokens;

/// <summary>Every token that counts now, and where its entries go. Read-only: a change makes a new table, swapped as a whole.</summary>
internal sealed class TokenTable
{
    private readonly FrozenDictionary<byte[], SignalRoute>.AlternateLookup<ReadOnlySpan<byte>> _routes;

    /// <summary>Freezes the routes by token.</summary>
    public TokenTable(IEnumerable<KeyValuePair<string, SignalRoute>> routes)
    {
        var frozen = routes.ToFrozenDictionary(r => Encoding.ASCII.GetBytes(r.Key), r => r.Value, TokenComparer.Instance);
        Count = frozen.Count;
        _routes = frozen.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    /// <summary>How many tokens there are.</summary>
    public int Count { get; }

    /// <summary>Finds a token by its octets.</summary>
    /// <returns>Null for a token that is unknown, archived or rotated out: nobody can tell these apart.</returns>
    public SignalRoute? Find(ReadOnlySpan<byte> token) => _routes.TryGetValue(token, out var route) ? route : null;
}
