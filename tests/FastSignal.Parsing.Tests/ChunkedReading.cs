using System.Text;

namespace FastSignal.Parsing.Tests;

/// <summary>All that the decoder said about some octets, comparable as a whole.</summary>
internal sealed record ChunkedOutcome(ParseStatus Status, Refusal Why, int Consumed, string Content, long ChunkBytesLeft);

/// <summary>Feeds octets to the chunked decoder: whole, or in pieces as a connection would.</summary>
internal static class ChunkedReading
{
    public static ChunkedOutcome Whole(string text) => InPieces(HeadReading.Octets(text), []);

    public static ChunkedOutcome Whole(byte[] octets) => InPieces(octets, []);

    public static ChunkedOutcome OctetByOctet(byte[] octets) => InPieces(octets, Enumerable.Range(0, octets.Length));

    public static ChunkedOutcome InPieces(byte[] octets, IEnumerable<int> cuts)
    {
        ChunkedDecoder decoder = default;
        var content = new StringBuilder();
        var start = 0;
        foreach (var end in cuts.Where(cut => cut < octets.Length).Order().Append(octets.Length))
        {
            while (true)
            {
                var source = octets.AsSpan(start, end - start);
                var status = decoder.Decode(source, out var consumed, out var dataStart, out var dataLength, out var why);
                start += consumed;
                content.Append(HeadReading.Text(source.Slice(dataStart, dataLength)));
                if (status != ParseStatus.Partial)
                    return new(status, why, start, content.ToString(), decoder.ChunkBytesLeft);

                Assert.True(dataLength > 0 || start == end, "A call without data takes all there is.");
                if (start == end)
                    break;
            }
        }

        return new(ParseStatus.Partial, default, start, content.ToString(), decoder.ChunkBytesLeft);
    }
}
