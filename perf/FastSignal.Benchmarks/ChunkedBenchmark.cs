using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using FastSignal.Parsing;

namespace FastSignal.Benchmarks;

/// <summary>Removing the chunked coding: real bodies of the corpus, the worst one (a chunk for each octet), and 1 MiB in chunks of 8 KiB.</summary>
[MemoryDiagnoser]
public class ChunkedBenchmark
{
    private const string InEightKibibytes = "1 MiB in 8 KiB chunks";

    private byte[] _body = [];

    [Params("y_three", "y_extension_aws", "y_trailer", "y_one_octet_chunks", InEightKibibytes)]
    public string Body { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        _body = Body is InEightKibibytes ? Chunk(Contents.Make(ContentKind.Mixed1M), 8 << 10) : Corpus.Chunked(Body);
        if (Decode() == 0)
            throw new InvalidDataException($"{Body} is no whole body.");
    }

    /// <returns>The octets of content; 0 if the body is not complete.</returns>
    [Benchmark]
    public int Decode()
    {
        var decoder = default(ChunkedDecoder);
        var rest = _body.AsSpan();
        var contentBytes = 0;
        while (true)
        {
            var status = decoder.Decode(rest, out var consumed, out _, out var length, out _);
            contentBytes += length;
            if (status is ParseStatus.Complete)
                return contentBytes;
            if (status is ParseStatus.Invalid || consumed == 0)
                return 0;
            rest = rest[consumed..];
        }
    }

    private static byte[] Chunk(byte[] content, int chunkBytes)
    {
        using var body = new MemoryStream();
        foreach (var chunk in content.Chunk(chunkBytes))
        {
            body.Write(Encoding.ASCII.GetBytes(chunk.Length.ToString("x", CultureInfo.InvariantCulture) + "\r\n"));
            body.Write(chunk);
            body.Write("\r\n"u8);
        }

        body.Write("0\r\n\r\n"u8);
        return body.ToArray();
    }
}
