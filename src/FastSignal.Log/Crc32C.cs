using System.Buffers.Binary;
using System.Numerics;

namespace FastSignal.Log;

/// <summary>CRC-32C (Castagnoli, RFC 3720 appendix B.4), with the processor's own instruction where there is one.</summary>
public static class Crc32C
{
    /// <summary>The state before the first octet.</summary>
    public const uint Start = uint.MaxValue;

    /// <summary>The state after <paramref name="octets"/>, eight at a time.</summary>
    public static uint Append(uint state, ReadOnlySpan<byte> octets)
    {
        while (octets.Length >= sizeof(ulong))
        {
            state = BitOperations.Crc32C(state, BinaryPrimitives.ReadUInt64LittleEndian(octets));
            octets = octets[sizeof(ulong)..];
        }

        foreach (var octet in octets)
            state = BitOperations.Crc32C(state, octet);
        return state;
    }

    /// <summary>The checksum of everything appended so far.</summary>
    public static uint Finish(uint state) => ~state;
}
