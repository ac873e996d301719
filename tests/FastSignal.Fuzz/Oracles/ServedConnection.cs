namespace FastSignal.Fuzz.Oracles;

/// <summary>All that came of a connection.</summary>
/// <param name="Output">The octets that were sent.</param>
/// <param name="Closes">Whether the server ended it.</param>
/// <param name="Records">The records that were appended, in order.</param>
internal sealed record ServedConnection(byte[] Output, bool Closes, IReadOnlyList<byte[]> Records);
