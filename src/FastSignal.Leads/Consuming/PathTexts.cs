using System.Text;

namespace FastSignal.Leads;

/// <summary>The texts of paths: the entries of a signal have the same ones, and a text that is there need not be made again.</summary>
/// <remarks>A path has one place in the table, and the one that came last is there. Belongs to one thread.</remarks>
internal sealed class PathTexts
{
    /// <summary>A longer path has its text made each time, so the table stays below 100 KiB.</summary>
    private const int MaxPathBytes = 64;

    private const int PlaceCount = 512;

    private readonly (byte[] Octets, string Text)[] _texts = new (byte[], string)[PlaceCount];

    /// <summary>The text of a path.</summary>
    /// <param name="path">In UTF-8.</param>
    internal string Of(ReadOnlySpan<byte> path)
    {
        if (path.Length is 0 or > MaxPathBytes)
            return Encoding.UTF8.GetString(path);

        ref var known = ref _texts[Place(path)];
        if (known.Octets is null || !path.SequenceEqual(known.Octets))
            known = (path.ToArray(), Encoding.UTF8.GetString(path));
        return known.Text;
    }

    /// <summary>Length, ends and middle tell the keys of one object apart well enough; two that share a place only cost what they did without the
    /// table.</summary>
    private static int Place(ReadOnlySpan<byte> path) =>
        (int)((((path.Length * 31u) + path[0]) * 31u + path[path.Length / 2]) * 31u + path[^1]) & (PlaceCount - 1);
}
