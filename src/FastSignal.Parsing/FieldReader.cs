namespace FastSignal.Parsing;

/// <summary>Walks the leaves of a record's fields in the order of the content, and rebuilds the dotted path of each.</summary>
/// <remarks>Total: on any octets it ends, never throws and never reads past them; <see cref="IsDamaged"/> tells whether they were fields.
/// The same path may come twice: the last value counts. Owns nothing: the spans live as long as the fields, and the path until the next
/// <see cref="Read"/>.</remarks>
public ref struct FieldReader
{
    /// <summary>How much path text of one entry anybody keeps, in octets.</summary>
    public const long MaxPathTextBytes = 16 << 20;

    private const int MaxVarintBytes = 5;

    private readonly ReadOnlySpan<byte> _fields;
    private readonly PathBuffer _path;
    private int _at;

    /// <summary>Starts in front of the first leaf.</summary>
    /// <param name="fields">The fields of a record: <see cref="EntryRecord.Fields"/>.</param>
    /// <param name="path">Where paths are built; not to be shared with another reader at the same time.</param>
    public FieldReader(ReadOnlySpan<byte> fields, PathBuffer path)
    {
        _fields = fields;
        _path = path;
        path.Begin();
    }

    /// <summary>What the leaf is.</summary>
    public LeafKind Kind { get; private set; }

    /// <summary>The unescaped text of a string, the exact text of a number; empty for the other kinds.</summary>
    public ReadOnlySpan<byte> Value { get; private set; }

    /// <summary>The dotted path of the leaf: keys as they are, array elements by their index.</summary>
    public readonly ReadOnlySpan<byte> Path => _path.Path;

    /// <summary>The length of all the paths so far, added up. Who keeps paths stops at <see cref="MaxPathTextBytes"/> and marks the cut: one long
    /// key above many leaves is stored once and would be kept as often as there are leaves.</summary>
    public long PathTextBytes { get; private set; }

    /// <summary>Whether the octets are no fields from here on. Leaves read before are as good as the frame's checksum says.</summary>
    public bool IsDamaged { get; private set; }

    /// <summary>Where the value begins in the fields: it is what was read last.</summary>
    internal readonly int ValueAt => _at - Value.Length;

    /// <summary>Goes to the next leaf.</summary>
    /// <returns>False at the end, or where the octets are damaged.</returns>
    public bool Read()
    {
        while (!IsDamaged && _at < _fields.Length)
        {
            if (TryEndOfContainer())
                continue;
            if (TryPlace() && TryValue(out var isLeaf))
            {
                if (!isLeaf)
                    continue;
                PathTextBytes += Path.Length;
                return true;
            }

            IsDamaged = true;
        }

        // A container that is still open misses its end.
        IsDamaged |= !_path.IsAtRoot;
        Value = default;
        return false;
    }

    private bool TryEndOfContainer()
    {
        if (_path.IsAtRoot || _fields[_at] != (_path.IsInArray ? RecordFormat.EndOfArray : RecordFormat.EndOfObject))
            return false;
        _at++;
        _path.Leave();
        return true;
    }

    /// <summary>Builds the path of the next value: by its key, or by its index, which the record does not store.</summary>
    private bool TryPlace()
    {
        if (_path.IsInArray)
        {
            _path.SetNextIndex();
            return true;
        }

        if (!TryVarint(out var length) || length == 0 || !TryTake(length - 1, out var key))
            return false;
        _path.SetKey(key);
        return true;
    }

    private bool TryValue(out bool isLeaf)
    {
        isLeaf = true;
        if (_at == _fields.Length)
            return false;

        var head = _fields[_at++];
        if (head is RecordFormat.StartOfObject or RecordFormat.StartOfArray)
        {
            isLeaf = false;
            return _path.TryEnter(isArray: head == RecordFormat.StartOfArray);
        }

        Kind = (LeafKind)(head >> RecordFormat.LengthBits);
        var length = head & RecordFormat.LongLength;
        if (Kind is LeafKind.String or LeafKind.Number)
            return (length < RecordFormat.LongLength || TryVarint(out length)) && TryTakeValue(length);

        Value = default;
        return Kind <= LeafKind.Array && length == 0;
    }

    private bool TryTakeValue(int length)
    {
        var isThere = TryTake(length, out var value);
        Value = value;
        return isThere;
    }

    private bool TryTake(int length, out ReadOnlySpan<byte> octets)
    {
        octets = default;
        if (length > _fields.Length - _at)
            return false;
        octets = _fields.Slice(_at, length);
        _at += length;
        return true;
    }

    private bool TryVarint(out int value)
    {
        ulong read = 0;
        for (var shift = 0; shift < 7 * MaxVarintBytes && _at < _fields.Length; shift += 7)
        {
            var octet = _fields[_at++];
            read |= (ulong)(octet & 0x7F) << shift;
            if (octet <= 0x7F)
            {
                value = (int)Math.Min(read, int.MaxValue);
                return read <= int.MaxValue;
            }
        }

        value = 0;
        return false;
    }
}
