using System.IO.Hashing;

namespace FastSignal.Server.Contents;

/// <summary>What surrounds the deflate data of a gzip member (RFC 1952 s2.3).</summary>
/// <param name="DataAt">Where the deflate data begins.</param>
internal readonly record struct GzipMember(int DataAt)
{
    /// <summary>CRC32 and ISIZE, behind the data.</summary>
    public const int TrailerBytes = 8;

    private const int FixedBytes = 10;
    private const int HeaderChecksumFlag = 1 << 1;
    private const int ExtraFlag = 1 << 2;
    private const int NameFlag = 1 << 3;
    private const int CommentFlag = 1 << 4;
    private const int ReservedFlags = 0b1110_0000;

    /// <summary>Reads the header of the only member of a content.</summary>
    /// <param name="content">All of it.</param>
    /// <param name="member">The member.</param>
    /// <param name="isTruncated">Why not: it ends before header and trailer do; otherwise it is no gzip.</param>
    public static bool TryRead(ReadOnlySpan<byte> content, out GzipMember member, out bool isTruncated)
    {
        member = default;
        ReadOnlySpan<byte> magic = [0x1F, 0x8B, 8];
        var common = Math.Min(content.Length, magic.Length);
        isTruncated = content[..common].SequenceEqual(magic[..common]);
        if (!isTruncated || (content.Length > magic.Length && (content[3] & ReservedFlags) != 0))
            return isTruncated = false;

        // The trailer is set aside, so that what is missing anywhere shows as a header, or as data, that ends too early.
        if (content.Length < FixedBytes + TrailerBytes || !TrySkipHeader(content[..^TrailerBytes], out var length))
            return false;

        isTruncated = false;
        member = new GzipMember(length);
        return (content[3] & HeaderChecksumFlag) == 0 || IsChecksumOfHeader(content, length);
    }

    private static bool TrySkipHeader(ReadOnlySpan<byte> content, out int length)
    {
        var flags = content[3];
        length = FixedBytes;
        if ((flags & ExtraFlag) != 0)
        {
            if (content.Length < length + 2)
                return false;
            length += 2 + (content[length] | (content[length + 1] << 8));
        }

        if ((flags & NameFlag) != 0 && !TrySkipText(content, ref length))
            return false;
        if ((flags & CommentFlag) != 0 && !TrySkipText(content, ref length))
            return false;
        if ((flags & HeaderChecksumFlag) != 0)
            length += 2;
        return length <= content.Length;
    }

    /// <summary>A text ends with a NUL.</summary>
    private static bool TrySkipText(ReadOnlySpan<byte> content, ref int length)
    {
        var end = length <= content.Length ? content[length..].IndexOf((byte)0) : -1;
        length += end + 1;
        return end >= 0;
    }

    private static bool IsChecksumOfHeader(ReadOnlySpan<byte> content, int length) =>
        (ushort)Crc32.HashToUInt32(content[..(length - 2)]) == (content[length - 2] | (content[length - 1] << 8));
}
