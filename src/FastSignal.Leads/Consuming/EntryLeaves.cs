using System.Collections;
using System.Runtime.CompilerServices;
using System.Text;
using FastSignal.Parsing;

namespace FastSignal.Leads;

/// <summary>The leaves of an entry, read from its record: each path once, in the order of the entry.</summary>
/// <remarks>If a path occurs more than once, the last value counts, at the place of the last (DESIGN.md section 2).</remarks>
public sealed class EntryLeaves : IReadOnlyList<Leaf>
{
    [ThreadStatic]
    private static PathBuffer? _path;

    private readonly List<Leaf> _leaves;

    private EntryLeaves(List<Leaf> leaves, bool isCut)
    {
        _leaves = leaves;
        IsCut = isCut;
    }

    /// <summary>Whether reading stopped at <see cref="FieldReader.MaxPathTextBytes"/> of paths: leaves at the end are missing.</summary>
    public bool IsCut { get; }

    /// <inheritdoc/>
    public int Count => _leaves.Count;

    /// <inheritdoc/>
    public Leaf this[int index] => _leaves[index];

    /// <summary>Reads the leaves of a whole record.</summary>
    /// <exception cref="InvalidDataException">The octets are no record, or end in the middle of a field.</exception>
    public static EntryLeaves ReadRecord(ReadOnlySpan<byte> record) =>
        EntryRecord.TryRead(record, out var entry) ? Read(entry.Fields) : throw new InvalidDataException("The octets are no record of an entry.");

    /// <summary>Reads the leaves from a record's fields.</summary>
    /// <exception cref="InvalidDataException">The fields are damaged.</exception>
    public static EntryLeaves Read(ReadOnlySpan<byte> fields)
    {
        var reader = new FieldReader(fields, _path ??= new PathBuffer());
        var leaves = new List<Leaf>();
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var hasRepeats = false;
        while (reader.Read())
        {
            if (reader.PathTextBytes > FieldReader.MaxPathTextBytes)
                return new EntryLeaves(LastOfEach(leaves, places, hasRepeats), isCut: true);

            var path = Encoding.UTF8.GetString(reader.Path);
            hasRepeats |= !places.TryAdd(path, leaves.Count);
            places[path] = leaves.Count;
            leaves.Add(new Leaf(path, reader.Kind, Value(ref reader)));
        }

        if (reader.IsDamaged)
            throw new InvalidDataException("The fields of the record are damaged.");
        return new EntryLeaves(LastOfEach(leaves, places, hasRepeats), isCut: false);
    }

    /// <inheritdoc/>
    public IEnumerator<Leaf> GetEnumerator() => _leaves.GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static string? Value(ref FieldReader reader) =>
        reader.Kind is LeafKind.String or LeafKind.Number ? Encoding.UTF8.GetString(reader.Value) : null;

    private static List<Leaf> LastOfEach(List<Leaf> leaves, Dictionary<string, int> places, bool hasRepeats) =>
        hasRepeats ? leaves.Where((leaf, place) => places[leaf.Path] == place).ToList() : leaves;
}
