using System.Buffers;
using FastSignal.Parsing;

namespace FastSignal.Server.Ingest;

/// <summary>Reads request heads out of input that may lie in several segments: the parser wants one.</summary>
/// <param name="limits">The limits of a head.</param>
internal sealed class HeadReader(HeadLimits limits)
{
    /// <summary>More than the longest head: a line that the parser sees in full is refused for its length, not waited for.</summary>
    private readonly int _maxBytes = limits.MaxRequestLineBytes + limits.MaxFieldSectionBytes + 1024;

    private readonly RequestHeadParser _parser = new(limits);

    /// <summary>The head, once it is complete.</summary>
    public RequestHead Head => _parser.Head;

    /// <summary>An octet of the head has come.</summary>
    public bool HasBegun => _parser.HasBegun;

    /// <summary>Takes as much of the input as is used up.</summary>
    public ParseStatus Take(ref ReadOnlySequence<byte> input, out Refusal why)
    {
        var status = input.IsSingleSegment ? _parser.Parse(input.FirstSpan, out var used, out why) : ParseCopy(input, out used, out why);
        input = input.Slice(used);
        return status;
    }

    /// <summary>Ready for the next head.</summary>
    public void Reset() => _parser.Reset();

    private ParseStatus ParseCopy(in ReadOnlySequence<byte> input, out int used, out Refusal why)
    {
        var length = (int)Math.Min(input.Length, _maxBytes);
        var copy = ArrayPool<byte>.Shared.Rent(length);
        input.Slice(0, length).CopyTo(copy);
        var status = _parser.Parse(copy.AsSpan(0, length), out used, out why);
        ArrayPool<byte>.Shared.Return(copy);
        return status;
    }
}
