using System.Buffers.Binary;

namespace FastSignal.Log;

/// <summary>
/// The 24 octets in front of every record: magic and version, length, sequence, how many entries before this one were not yet durable
/// when it was appended, CRC32C over all of it. Little-endian.
/// </summary>
/// <remarks>
/// FASTER's own header has no number and, at best, a 64-bit XOR: it sees neither a lost entry nor two swapped words. The count tells
/// damage from a torn tail: a good entry that was appended after entry n was durable proves, where n is not, that n was lost. Version 1
/// has no count, and its frame takes 20 octets.
/// </remarks>
public static class Frame
{
    /// <summary>Size of a frame, in octets.</summary>
    public const int Bytes = 24;

    /// <summary>The shortest frame that can be read, in octets: that of version 1.</summary>
    public const int MinBytes = 20;

    /// <summary>The version that is written.</summary>
    private const byte Version = 2;

    private const int VersionAt = 3;
    private const int LengthAt = 4;
    private const int SequenceAt = 8;
    private const int UncommittedAt = 16;
    private const int ChecksumBytes = 4;

    /// <summary>What every frame of every version begins with.</summary>
    public static ReadOnlySpan<byte> Magic => "FSE"u8;

    /// <summary>Writes the frame into the first <see cref="Bytes"/> octets of <paramref name="framed"/>; the record is the rest.</summary>
    /// <param name="framed">Room for the frame, and the record.</param>
    /// <param name="sequence">The number of the entry.</param>
    /// <param name="committedBelow">The number below which every entry is durable by now; at most <paramref name="sequence"/>.</param>
    public static void Complete(Span<byte> framed, long sequence, long committedBelow)
    {
        Magic.CopyTo(framed);
        framed[VersionAt] = Version;
        BinaryPrimitives.WriteInt32LittleEndian(framed[LengthAt..], framed.Length - Bytes);
        BinaryPrimitives.WriteInt64LittleEndian(framed[SequenceAt..], sequence);
        BinaryPrimitives.WriteUInt32LittleEndian(framed[UncommittedAt..], (uint)(sequence - committedBelow));
        BinaryPrimitives.WriteUInt32LittleEndian(framed[(Bytes - ChecksumBytes)..], Checksum(framed, Bytes));
    }

    /// <summary>Whether what may be a damaged frame still says that frame and record take so many octets.</summary>
    /// <param name="framed">At least the first <see cref="MinBytes"/> octets.</param>
    /// <param name="framedBytes">What FASTER's header says.</param>
    public static bool HasLength(ReadOnlySpan<byte> framed, int framedBytes) =>
        framedBytes > MinBytes && framed.StartsWith(Magic) && BinaryPrimitives.ReadInt32LittleEndian(framed[LengthAt..]) is var length
            && (length == framedBytes - Bytes || length == framedBytes - MinBytes);

    /// <summary>Checks a frame and its record.</summary>
    /// <returns>False if the octets are no whole entry, or were changed since they were written.</returns>
    public static bool TryRead(ReadOnlySpan<byte> framed, out FrameHeader header, out ReadOnlySpan<byte> record)
    {
        header = default;
        record = default;
        if (framed.Length <= MinBytes || !framed.StartsWith(Magic))
            return false;

        var frameBytes = framed[VersionAt] switch { 1 => MinBytes, Version => Bytes, _ => int.MaxValue };
        if (framed.Length <= frameBytes
            || BinaryPrimitives.ReadInt32LittleEndian(framed[LengthAt..]) != framed.Length - frameBytes
            || BinaryPrimitives.ReadUInt32LittleEndian(framed[(frameBytes - ChecksumBytes)..]) != Checksum(framed, frameBytes))
        {
            return false;
        }

        var sequence = BinaryPrimitives.ReadInt64LittleEndian(framed[SequenceAt..]);
        header = new FrameHeader(sequence, frameBytes == Bytes ? sequence - BinaryPrimitives.ReadUInt32LittleEndian(framed[UncommittedAt..]) : null);
        record = framed[frameBytes..];
        return true;
    }

    /// <summary>Everything but the checksum's own four octets, which are the frame's last.</summary>
    private static uint Checksum(ReadOnlySpan<byte> framed, int frameBytes) =>
        Crc32C.Finish(Crc32C.Append(Crc32C.Append(Crc32C.Start, framed[..(frameBytes - ChecksumBytes)]), framed[frameBytes..]));
}
