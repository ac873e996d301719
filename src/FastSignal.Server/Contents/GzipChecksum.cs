using System.Buffers.Binary;
using System.IO.Hashing;

namespace FastSignal.Server.Contents;

/// <summary>What the trailer of a gzip member says of its data (RFC 1952 s2.3.1): CRC32 and length, both little-endian.</summary>
internal sealed class GzipChecksum
{
    private readonly Crc32 _crc = new();
    private uint _length;

    /// <summary>Takes the next octets of the data.</summary>
    public void Append(ReadOnlySpan<byte> octets)
    {
        _crc.Append(octets);
        _length += (uint)octets.Length;
    }

    /// <summary>Whether a trailer says the same.</summary>
    public bool IsThatOf(ReadOnlySpan<byte> trailer) =>
        BinaryPrimitives.ReadUInt32LittleEndian(trailer) == _crc.GetCurrentHashAsUInt32() && BinaryPrimitives.ReadUInt32LittleEndian(trailer[4..]) == _length;
}
