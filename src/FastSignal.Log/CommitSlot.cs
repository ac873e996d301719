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

    /// <summary>The version that is written. In version 1 a slot was synced before anything was acknowledged; now it may be behind.</summary>
    private const byte Version = 2;

    private const int MagicAt = 4;
    private const int VersionAt = 7;

    private static ReadOnlySpan<byte> Magic => "FSC"u8;

    /// <summary>Writes a slot into <see cref="Bytes"/> octets; the checksum covers all behind it.</summary>
    public void Write(Span<byte> target)
    {
        target.Clear();
        Magic.CopyTo(target[MagicAt..]);
        target[VersionAt] = Version;
        BinaryPrimitives.WriteInt64LittleEndian(target[8..], Number);
        BinaryPrimitives.WriteInt64LittleEndian(target[16..], Begin.Address);
        BinaryPrimitives.WriteInt64LittleEndian(target[24..], Begin.Sequence);
        BinaryPrimitives.WriteInt64LittleEndian(target[32..], End.Address);
        BinaryPrimitives.WriteInt64LittleEndian(target[40..], End.Sequence);
        target[48] = (byte)Geometry.PageBits;
        target[49] = (byte)Geometry.SegmentBits;
        target[50] = (byte)Geometry.MemoryBits;
        BinaryPrimitives.WriteUInt32LittleEndian(target, Checksum(target));
    }

    /// <summary>Whether a slot is of a version that this program does not know.</summary>
    public static bool IsNewer(ReadOnlySpan<byte> source) => IsWhole(source) && source[VersionAt] > Version;

    /// <summary>Reads a slot; null if it was never written, was torn, or was damaged.</summary>
    public static CommitSlot? Read(ReadOnlySpan<byte> source)
    {
        if (!IsWhole(source) || source[VersionAt] is 0 or > Version)
            return null;

        return new CommitSlot(
            BinaryPrimitives.ReadInt64LittleEndian(source[8..]),
            new LogPosition(BinaryPrimitives.ReadInt64LittleEndian(source[16..]), BinaryPrimitives.ReadInt64LittleEndian(source[24..])),
            new LogPosition(BinaryPrimitives.ReadInt64LittleEndian(source[32..]), BinaryPrimitives.ReadInt64LittleEndian(source[40..])),
            new LogGeometry(source[48], source[49], source[50]));
    }

    private static bool IsWhole(ReadOnlySpan<byte> source) =>
        source.Length >= Bytes && source[MagicAt..].StartsWith(Magic) && BinaryPrimitives.ReadUInt32LittleEndian(source) == Checksum(source);

    private static uint Checksum(ReadOnlySpan<byte> slot) => Crc32C.Finish(Crc32C.Append(Crc32C.Start, slot[MagicAt..Bytes]));
}
