namespace FastSignal.Parsing;

/// <summary>What a leaf of a flattened entry is. The numbers are part of the record's format: never renumber them.</summary>
public enum LeafKind
{
    /// <summary>A string; the value is its unescaped text.</summary>
    String = 0,

    /// <summary>A number; the value is its exact text (<c>1e400</c>, <c>-0</c>).</summary>
    Number = 1,

    /// <summary>The literal <c>true</c>; no value.</summary>
    True = 2,

    /// <summary>The literal <c>false</c>; no value.</summary>
    False = 3,

    /// <summary>The literal <c>null</c>; no value.</summary>
    Null = 4,

    /// <summary>An empty object: a leaf, so that flattening loses nothing.</summary>
    Object = 5,

    /// <summary>An empty array: a leaf, so that flattening loses nothing.</summary>
    Array = 6,
}
