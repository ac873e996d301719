using System.IO.Compression;
using FastSignal.Parsing;

namespace FastSignal.Server.Tests.Contents;

/// <summary>Contents in the codings that senders use.</summary>
internal static class Coded
{
    public static byte[] Gzip(byte[] content, CompressionLevel level = CompressionLevel.Optimal) =>
        Encode(content, target => new GZipStream(target, level, leaveOpen: true));

    public static byte[] Zlib(byte[] content, CompressionLevel level = CompressionLevel.Optimal) =>
        Encode(content, target => new ZLibStream(target, level, leaveOpen: true));

    public static byte[] RawDeflate(byte[] content, CompressionLevel level = CompressionLevel.Optimal) =>
        Encode(content, target => new DeflateStream(target, level, leaveOpen: true));

    public static byte[] Brotli(byte[] content, CompressionLevel level = CompressionLevel.Optimal) =>
        Encode(content, target => new BrotliStream(target, level, leaveOpen: true));

    /// <summary>The same content in all of them.</summary>
    public static IEnumerable<(ContentCoding Coding, byte[] Octets)> All(byte[] content, CompressionLevel level = CompressionLevel.Optimal) =>
    [
        (ContentCoding.Gzip, Gzip(content, level)),
        (ContentCoding.Deflate, Zlib(content, level)),
        (ContentCoding.Deflate, RawDeflate(content, level)),
        (ContentCoding.Brotli, Brotli(content, level)),
    ];

    private static byte[] Encode(byte[] content, Func<Stream, Stream> encoder)
    {
        var target = new MemoryStream();
        using (var stream = encoder(target))
            stream.Write(content);
        return target.ToArray();
    }
}
