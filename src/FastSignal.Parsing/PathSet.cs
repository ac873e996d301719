using System.Text;

namespace FastSignal.Parsing;

/// <summary>A fixed set of paths, to be found among the leaves of records without making a string of any other path. Immutable.</summary>
/// <remarks>Most leaves are told apart by the length of their path alone. Who asks for few and short paths pays for no long one, however
/// often a hostile content repeats it.</remarks>
public sealed class PathSet
{
    private readonly byte[][] _paths;

    /// <summary>Makes the set; a path that is given twice is in it once.</summary>
    public PathSet(IEnumerable<string> paths) => _paths = [.. paths.Distinct(StringComparer.Ordinal).Select(Encoding.UTF8.GetBytes)];

    /// <summary>How many paths are in the set.</summary>
    public int Count => _paths.Length;

    /// <summary>The octets of a path, by its number in the set.</summary>
    public ReadOnlySpan<byte> this[int number] => _paths[number];

    /// <summary>The number of a path in the set, from 0; -1 if it is not in it.</summary>
    public int IndexOf(ReadOnlySpan<byte> path)
    {
        // A mapping has ten paths or so: each is another length, or one comparison of octets.
        for (var number = 0; number < _paths.Length; number++)
        {
            if (path.SequenceEqual(_paths[number]))
                return number;
        }

        return -1;
    }

    /// <summary>Finds the leaf that counts at each path, in one pass: the last one. Total: on any octets it answers, and never reads past them.</summary>
    /// <param name="fields">The fields of a record.</param>
    /// <param name="path">Where paths are built.</param>
    /// <param name="found">Receives as many answers as the set has paths, each at the number of its path.</param>
    /// <returns>False if the fields are damaged; what was found before the damage is there.</returns>
    public bool TryFind(ReadOnlySpan<byte> fields, PathBuffer path, Span<FoundLeaf> found)
    {
        found[..Count].Clear();
        var reader = new FieldReader(fields, path);
        for (var place = 1; reader.Read(); place++)
        {
            var number = IndexOf(reader.Path);
            if (number >= 0)
                found[number] = new FoundLeaf(place, reader.Kind, reader.ValueAt, reader.Value.Length);
        }

        return !reader.IsDamaged;
    }
}
