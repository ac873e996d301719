using System.Buffers.Binary;

namespace FastSignal.Log;

/// <summary>
/// The 20 octets in front of every record: magic and version, length, sequence, CRC32C over all of it.
/// Little-endian. FASTER's own header has no number and, at best, a 64-bit XOR: it sees neither a lost entry nor two swapped words.
/// </summary>
public static class Frame
{
    /// <summary>Size of a frame, in octets.</summary>
    public const int Bytes = 20;

    /// <summary>"FSE" and the version of the frame.</summary>
    private const uint Magic = 0x01_45_53_46;

    private const int LengthAt = 4;
    private const int SequenceAt = 8;
    private const int ChecksumAt = 16;

    /// <summary>Writes the frame into the first <see cref="Bytes"/> octets of <paramref name="framed"/>; the record is the rest.</summary>
    public static void Complete(Span<byte> framed, long sequence)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(framed, Magic);
        BinaryPrimitives.WriteInt32LittleEndian(framed[LengthAt..], framed.Length - Bytes);
        BinaryPrimitives.WriteInt64LittleEndian(framed[SequenceAt..], sequence);
        BinaryPrimitives.WriteUInt32LittleEndian(framed[ChecksumAt..], Checksum(framed));
    }

    /// <summary>Checks a frame and its record.</summary>
    /// <returns>False if the octets are no whole entry, or were changed since they were written.</returns>
    public static bool TryRead(ReadOnlySpan<byte> framed, out long sequence, out ReadOnlySpan<byte> record)
    {
        sequence = 0;
        record = default;
        if (framed.Length <= Bytes
            || BinaryPrimitives.ReadUInt32LittleEndian(framed) != Magic
            || BinaryPrimitives.ReadInt32LittleEndian(framed[LengthAt..]) != framed.Length - Bytes
            || BinaryPrimitives.ReadUInt32LittleEndian(framed[ChecksumAt..]) != Checksum(framed))
        {
            return false;
        }

        sequence = BinaryPrimitives.ReadInt64LittleEndian(framed[SequenceAt..]);
        record = framed[Bytes..];
        return true;
    }

    /// <summary>Everything but the checksum's own four octets.</summary>
    private static uint Checksum(ReadOnlySpan<byte> framed) =>
        Crc32C.Finish(Crc32C.Append(Crc32C.Append(Crc32C.Start, framed[..ChecksumAt]), framed[Bytes..]));
}
