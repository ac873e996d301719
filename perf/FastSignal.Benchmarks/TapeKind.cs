namespace FastSignal.Benchmarks;

/// <summary>What a value on a <see cref="StatementTape"/> is.</summary>
internal enum TapeKind : byte
{
    /// <summary>NULL.</summary>
    Null,

    /// <summary>A number, in 8 octets.</summary>
    Number,

    /// <summary>A text in UTF-8.</summary>
    Text,

    /// <summary>Octets.</summary>
    Blob,
}
