namespace FastSignal.Parsing;

/// <summary>A leaf that <see cref="PathSet.TryFind"/> has found, as a place in the fields. Zero-initialised: there is none.</summary>
/// <param name="Place">Which leaf of the record it is, from 1; 0 if there is none.</param>
/// <param name="Kind">What the leaf is.</param>
/// <param name="ValueAt">Where its value begins in the fields.</param>
/// <param name="ValueBytes">The length of its value.</param>
public readonly record struct FoundLeaf(int Place, LeafKind Kind, int ValueAt, int ValueBytes)
{
    /// <summary>Whether the record has a leaf at the path.</summary>
    public bool IsFound => Place > 0;

    /// <summary>The value, as <see cref="FieldReader.Value"/> gives it, of the fields in which it was found.</summary>
    public ReadOnlySpan<byte> ValueOf(ReadOnlySpan<byte> fields) => fields.Slice(ValueAt, ValueBytes);
}
