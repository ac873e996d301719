using FastSignal.Parsing;

namespace FastSignal.Benchmarks;

/// <summary>Makes records as the server does.</summary>
internal static class Records
{
    /// <summary>What the server knows about an entry of RB2B.</summary>
    public static RecordHeader Header => new() { SignalId = 1, ReceivedAtMicroseconds = 1_790_000_000_000_000, UserAgent = "RB2B/1.0"u8 };

    /// <summary>A content as a record, with room for the frame in front.</summary>
    public static RecordBuffer Make(ReadOnlySpan<byte> content)
    {
        var record = new RecordBuffer();
        record.Begin(Header);
        using var flattener = new Flattener();
        flattener.Begin(record);
        flattener.Take(content, out _);
        return flattener.Complete(out var why) is ParseStatus.Complete ? record : throw new InvalidDataException(why.ToString());
    }
}
