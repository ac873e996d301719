namespace FastSignal.Parsing.Tests;

public class RecordBufferTests
{
    [Fact]
    public void The_largest_header_is_within_the_limit()
    {
        using var record = new RecordBuffer();
        record.Begin(new RecordHeader { SignalId = long.MaxValue, IsTest = true, IdempotencyKeyHash = new byte[32], UserAgent = new byte[5000] });
        Assert.InRange(record.Record.Length, 1, RecordBuffer.MaxHeaderBytes);
        Assert.Equal(RecordBuffer.FrameBytes + record.Record.Length, record.Framed.Length);
    }

    [Fact]
    public void The_version_comes_first()
    {
        using var record = new RecordBuffer();
        record.Begin(default);
        Assert.Equal(RecordFormat.Version, record.Record[0]);
    }

    [Fact]
    public void The_octets_of_the_frame_are_free_and_zero()
    {
        using var record = new RecordBuffer();
        record.Begin(new RecordHeader { UserAgent = "agent"u8 });
        record.Framed[..RecordBuffer.FrameBytes].Fill(0xFF);
        record.Begin(default);
        Assert.Equal(new byte[RecordBuffer.FrameBytes], record.Framed[..RecordBuffer.FrameBytes]);
    }

    [Fact]
    public void Before_begin_and_after_reset_there_is_nothing()
    {
        using var record = new RecordBuffer();
        Assert.True(record.Framed.IsEmpty && record.Record.IsEmpty && record.Fields.IsEmpty);
        record.Begin(default);
        record.Reset();
        Assert.True(record.Framed.IsEmpty && record.Record.IsEmpty && record.Fields.IsEmpty);
    }

    [Fact]
    public void A_key_hash_of_another_length_counts_as_none()
    {
        using var record = new RecordBuffer();
        record.Begin(new RecordHeader { IdempotencyKeyHash = new byte[31] });
        Assert.True(EntryRecord.TryRead(record.Record, out var entry));
        Assert.True(entry.IdempotencyKeyHash.IsEmpty);
    }

    [Fact]
    public void The_largest_record_that_an_entry_can_need_fits()
    {
        const int MaxContentBytes = 1 << 20;
        var flattened = Flattening.Fields($"{{\"a\":\"{new string('s', MaxContentBytes - 8)}\"}}");
        Assert.InRange(flattened.Length, MaxContentBytes - 8, (MaxContentBytes * 3 / 2) + 16);
    }
}
