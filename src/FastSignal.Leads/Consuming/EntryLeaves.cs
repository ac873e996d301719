using System.Collections;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using FastSignal.Parsing;

namespace FastSignal.Leads;

/// <summary>The leaves of an entry, read from its record: each path once, in the order of the entry.</summary>
/// <remarks>If a path occurs more than once, the last value counts, at the place of the last (DESIGN.md section 2). Behind
/// <see cref="FieldReader.MaxPathTextBytes"/> of path text only the paths that somebody asked for are still read.</remarks>
public sealed class EntryLeaves : IReadOnlyList<Leaf>
{
    private static readonly PathSet Nothing = new([]);

    /// <summary>Leaves that most entries stay below: room for so many is made at once.</summary>
    private const int UsualCount = 32;

    /// <summary>A dictionary that has held more paths than this is not used again.</summary>
    private const int MaxKeptPlaces = 1_024;

    [ThreadStatic]
    private static PathBuffer? _path;

    [ThreadStatic]
    private static PathTexts? _texts;

    [ThreadStatic]
    private static Dictionary<string, int>? _places;

    private readonly List<Leaf> _leaves;

    private EntryLeaves(List<Leaf> leaves, bool isCut)
    {
        _leaves = leaves;
        IsCut = isCut;
    }

    /// <summary>Whether the paths were longer than <see cref="FieldReader.MaxPathTextBytes"/> together: leaves at the end are missing.</summary>
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
    /// <param name="fields">The fields.</param>
    /// <param name="wanted">Paths that are read even where the rest is cut, so that no long key costs an entry its person.</param>
    /// <exception cref="InvalidDataException">The fields are damaged.</exception>
    public static EntryLeaves Read(ReadOnlySpan<byte> fields, PathSet? wanted = null)
    {
        var reader = new FieldReader(fields, _path ??= new PathBuffer());
        var leaves = new List<Leaf>(UsualCount);
        var places = Places();
        var texts = _texts ??= new PathTexts();
        var hasRepeats = false;
        while (reader.Read())
        {
            if (reader.PathTextBytes > FieldReader.MaxPathTextBytes)
            {
                hasRepeats |= AddWanted(leaves, places, fields, wanted ?? Nothing);
                return new EntryLeaves(LastOfEach(leaves, places, hasRepeats), isCut: true);
            }

            hasRepeats |= Add(leaves, places, new Leaf(texts.Of(reader.Path), reader.Kind, Value(reader.Kind, reader.Value)));
        }

        if (reader.IsDamaged)
            throw Damaged();
        return new EntryLeaves(LastOfEach(leaves, places, hasRepeats), isCut: false);
    }

    /// <inheritdoc/>
    public IEnumerator<Leaf> GetEnumerator() => _leaves.GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Adds what stands at the wanted paths behind the leaves that were read.</summary>
    /// <returns>Whether one of the paths is among the leaves already.</returns>
    private static bool AddWanted(List<Leaf> leaves, Dictionary<string, int> places, ReadOnlySpan<byte> fields, PathSet wanted)
    {
        var found = new FoundLeaf[wanted.Count];
        if (!wanted.TryFind(fields, _path!, found))
            throw Damaged();

        var (read, hasRepeats) = (leaves.Count, false);
        foreach (var (number, leaf) in found.Index().Where(pair => pair.Item.Place > read).OrderBy(pair => pair.Item.Place))
        {
            hasRepeats |= Add(leaves, places, new Leaf(Encoding.UTF8.GetString(wanted[number]), leaf.Kind, Value(leaf.Kind, leaf.ValueOf(fields))));
        }

        return hasRepeats;
    }

    /// <summary>Adds a leaf.</summary>
    /// <returns>Whether its path is there already.</returns>
    private static bool Add(List<Leaf> leaves, Dictionary<string, int> places, in Leaf leaf)
    {
        ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(places, leaf.Path, out var isRepeat);
        place = leaves.Count;
        leaves.Add(leaf);
        return isRepeat;
    }

    private static Dictionary<string, int> Places()
    {
        if (_places is null or { Count: > MaxKeptPlaces })
            return _places = new Dictionary<string, int>(StringComparer.Ordinal);

        _places.Clear();
        return _places;
    }

    private static InvalidDataException Damaged() => new("The fields of the record are damaged.");

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static string? Value(LeafKind kind, ReadOnlySpan<byte> value) =>
        kind is LeafKind.String or LeafKind.Number ? Encoding.UTF8.GetString(value) : null;

    private static List<Leaf> LastOfEach(List<Leaf> leaves, Dictionary<string, int> places, bool hasRepeats) =>
        hasRepeats ? leaves.Where((leaf, place) => places[leaf.Path] == place).ToList() : leaves;
}
