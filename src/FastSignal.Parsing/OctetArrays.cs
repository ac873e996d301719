using System.Buffers;
using System.Numerics;

namespace FastSignal.Parsing;

/// <summary>Where <see cref="PooledOctets"/> gets its arrays: small ones from the shared pool, large ones from a pool of its own.</summary>
/// <remarks>The shared pool knows powers of two only, so that a content of 513 KiB takes 1 MiB for each copy of it, three copies if it is
/// coded: six times its size. Here sizes are an eighth apart. No more is kept idle than a few of the largest contents need.</remarks>
internal static class OctetArrays
{
    /// <summary>The largest array that comes from the shared pool, in octets.</summary>
    public const int MaxSharedBytes = 16 << 10;

    /// <summary>How much is kept idle, in octets; what comes back beyond it is the collector's.</summary>
    public const int MaxIdleBytes = 32 << 20;

    private const int StepsOfPower = 8;

    private static readonly Lock Gate = new();
    private static readonly Dictionary<int, Stack<byte[]>> Idle = [];
    private static long _idleBytes;

    /// <summary>An array of at least so many octets; what is in it is left from before.</summary>
    public static byte[] Rent(int leastBytes)
    {
        if (leastBytes <= MaxSharedBytes)
            return ArrayPool<byte>.Shared.Rent(leastBytes);

        var bytes = Rounded(leastBytes);
        lock (Gate)
        {
            if (Idle.TryGetValue(bytes, out var arrays) && arrays.TryPop(out var array))
            {
                _idleBytes -= bytes;
                return array;
            }
        }

        return GC.AllocateUninitializedArray<byte>(bytes);
    }

    /// <summary>Takes an array back that <see cref="Rent"/> gave.</summary>
    public static void Return(byte[] array)
    {
        if (array.Length <= MaxSharedBytes)
        {
            ArrayPool<byte>.Shared.Return(array);
            return;
        }

        lock (Gate)
        {
            if (_idleBytes + array.Length > MaxIdleBytes)
                return;
            if (!Idle.TryGetValue(array.Length, out var arrays))
                Idle.Add(array.Length, arrays = []);
            arrays.Push(array);
            _idleBytes += array.Length;
        }
    }

    /// <summary>The size of the array for so many octets, an eighth more at most.</summary>
    private static int Rounded(int leastBytes)
    {
        var step = (int)(BitOperations.RoundUpToPowerOf2((uint)leastBytes) / 2 / StepsOfPower);
        return (int)Math.Min(((long)leastBytes + step - 1) / step * step, Array.MaxLength);
    }
}
