using System.IO.Hashing;
using System.Text;

namespace FastSignal.Leads;

/// <summary>What the lead store indexes instead of a match key: eight octets where the key has fifty, so that its indexes are small, and a batch
/// changes few of their pages.</summary>
/// <remarks>
/// Whoever fills in a form chooses keys. That nobody can choose many with one hash, which a search would have to read one by one, each store has a seed of
/// its own. Keys whose hashes are alike by chance cost nothing: what is found is compared with the key itself.
/// </remarks>
/// <param name="seed">The seed of the store.</param>
internal sealed class KeyHash(long seed)
{
    private const int MaxStackBytes = 512;

    /// <summary>The hashes of a store.</summary>
    internal static KeyHash Of(Database database)
    {
        using var seed = database.PrepareOnce("SELECT seed FROM key_seed");
        return new KeyHash(seed.Scalar() ?? throw new StoreException("The lead store has lost the seed of its hashes: put it back from a backup."));
    }

    /// <summary>The hash of a key of a signal; null for none.</summary>
    internal long? Of(long signalId, string? key)
    {
        if (key is null)
            return null;

        var maxBytes = Encoding.UTF8.GetMaxByteCount(key.Length);
        var utf8 = maxBytes <= MaxStackBytes ? stackalloc byte[MaxStackBytes] : new byte[maxBytes];
        return Of(signalId, utf8[..Encoding.UTF8.GetBytes(key, utf8)]);
    }

    /// <summary>The hash of a key of a signal, in UTF-8, as the store keeps it.</summary>
    internal long Of(long signalId, ReadOnlySpan<byte> utf8) => (long)XxHash3.HashToUInt64(utf8, seed ^ signalId);
}
