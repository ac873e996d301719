using FastSignal.Parsing;

namespace FastSignal.Server.Contents;

/// <summary>Where a decoder's octets go: on to the flattener, as long as they are not too many.</summary>
internal sealed class DecodedContent(Flattener flattener, ContentBeginning beginning, long maxBytes)
{
    /// <summary>Octets so far.</summary>
    public long Count { get; private set; }

    /// <summary>Takes the next octets.</summary>
    /// <returns>No rejection while they are right: the decoder stops at any other.</returns>
    public Refusal Take(ReadOnlySpan<byte> octets)
    {
        var room = maxBytes - Count;
        Count += octets.Length;
        beginning.Add(octets);

        // In the order of the octets: what is wrong in front of the limit is refused for that.
        if (flattener.Take(octets[..(int)Math.Min(octets.Length, room)], out var why) is ParseStatus.Invalid)
            return why;
        return octets.Length > room ? EntryContent.TooLarge : default;
    }
}
