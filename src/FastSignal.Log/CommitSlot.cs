using System.Buffers.Binary;

namespace FastSignal.Log;

/// <summary>What a commit stands for: from where to where the log's octets are durable, and which numbers its entries have.</summary>
/// <param name="Number">Counts commits; of two good slots the higher one holds.</param>
/// <param name="Begin">The first entry that is still there, and its sequence.</param>
/// <param name="End">Where the next entry will go, and the sequence it will have: committed-until.</param>
/// <param name="Geometry">How addresses become files.</param>
internal readonly record struct CommitSlot(long Number, LogPosition Begin, LogPosition End, LogGeometry Geometry)
{
    /// <summary>Size of a slot, in octets: far below a sector, so that a torn write leaves the other slot whole.</summary>
    public const int Bytes = 64;

    /// <summary>"FSC" and the version of the slot.</summary>
    private const uint Magic = 0x01_43_53_46;

    /// <summary>Writes a slot into <see cref="Bytes"/> octets; the checksum covers all behind it.</summary>
    public void Write(Span<byte> target)
    {
        target.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(target[4..], Magic);
        BinaryPrimitives.WriteInt64LittleEndian(target[8..], Number);
        BinaryPrimitives.WriteInt64LittleEndian(target[16..], Begin.Address);
        BinaryPrimitives.WriteInt64LittleEndian(target[24..], Begin.Sequence);
        BinaryPrimitives.WriteInt64LittleEndian(target[32..], End.Address);
        BinaryPrimitives.WriteInt64LittleEndian(target[40..], End.Sequence);
        target[48] = (byte)Geometry.PageBits;
        target[49] = (byte)Geometry.SegmentBits;
        target[50] = (byte)Geometry.MemoryBits;
        BinaryPrimitives.WriteUInt32LittleEndian(target, Crc32C.Finish(Crc32C.Append(Crc32C.Start, target[4..Bytes])));
    }

    /// <summary>Reads a slot; null if it was never written, was torn, or was damaged.</summary>
    public static CommitSlot? Read(ReadOnlySpan<byte> source)
    {
        if (source.Length < Bytes
            || BinaryPrimitives.ReadUInt32LittleEndian(source[4..]) != Magic
            || BinaryPrimitives.ReadUInt32LittleEndian(source) != Crc32C.Finish(Crc32C.Append(Crc32C.Start, source[4..Bytes])))
        {
            return null;
        }

        return new CommitSlot(
            BinaryPrimitives.ReadInt64LittleEndian(source[8..]),
            new LogPosition(BinaryPrimitives.ReadInt64LittleEndian(source[16..]), BinaryPrimitives.ReadInt64LittleEndian(source[24..])),
            new LogPosition(BinaryPrimitives.ReadInt64LittleEndian(source[32..]), BinaryPrimitives.ReadInt64LittleEndian(source[40..])),
            new LogGeometry(source[48], source[49], source[50]));
    }
}
