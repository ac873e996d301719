using CsCheck;

namespace FastSignal.Parsing.Tests;

public class EntryRecordTests
{
    [Fact]
    public void A_record_reads_back_as_it_was_written() =>
        Gen.Select(Gen.Long, Gen.Bool, Gen.Long, Gen.OneOf(Gen.Const(Array.Empty<byte>()), Gen.Byte.Array[32]), Gen.Byte.Array[0, 300], JsonGen.Content).Sample(
            (signalId, isTest, receivedAt, keyHash, userAgent, content) =>
            {
                using var record = Written(signalId, isTest, receivedAt, keyHash, userAgent, content);

                Assert.True(EntryRecord.TryRead(record.Record, out var entry));
                Assert.Equal((signalId, isTest, receivedAt), (entry.SignalId, entry.IsTest, entry.ReceivedAtMicroseconds));
                Assert.Equal(keyHash, entry.IdempotencyKeyHash);
                Assert.Equal(userAgent.AsSpan(0, Math.Min(userAgent.Length, 128)), entry.UserAgent);
                Assert.Equal(record.Fields, entry.Fields);
                Assert.Equal(Flattening.Leaves(content), Flattening.Leaves(entry.Fields));
            },
            iter: 2_000);

    [Fact]
    public void Every_cut_of_the_header_is_refused()
    {
        using var record = Written(1, true, 2, new byte[32], "agent"u8.ToArray(), "{}");
        var octets = record.Record.ToArray();
        Assert.True(EntryRecord.TryRead(octets, out var entry));
        Assert.True(entry.Fields.IsEmpty);
        for (var length = 0; length < octets.Length; length++)
            Assert.False(EntryRecord.TryRead(octets.AsSpan(0, length), out _));
    }

    [Theory]
    [InlineData(0, 0)] // version
    [InlineData(0, 2)]
    [InlineData(1, 4)] // flags
    [InlineData(1, 0x80)]
    [InlineData(18, 129)] // length of User-Agent
    public void A_header_that_this_program_does_not_know_is_refused(int at, byte octet)
    {
        using var record = Written(1, false, 2, [], new byte[128], "{}");
        var octets = record.Record.ToArray();
        octets[at] = octet;
        Assert.False(EntryRecord.TryRead([.. octets, .. new byte[100]], out _));
    }

    [Fact]
    public void Random_octets_never_throw() =>
        Gen.Select(Gen.OneOf<byte>(1, 1, 1, 0, 255), Gen.Byte.Array[0, 80], (version, rest) => (byte[])[version, .. rest]).Sample(
            octets =>
            {
                if (EntryRecord.TryRead(octets, out var entry))
                    Assert.InRange(entry.Fields.Length, 0, octets.Length);
            },
            iter: 20_000);

    private static RecordBuffer Written(long signalId, bool isTest, long receivedAt, byte[] keyHash, byte[] userAgent, string content)
    {
        var record = new RecordBuffer();
        using var flattener = new Flattener();
        record.Begin(new RecordHeader
        {
            SignalId = signalId,
            IsTest = isTest,
            ReceivedAtMicroseconds = receivedAt,
            IdempotencyKeyHash = keyHash,
            UserAgent = userAgent,
        });
        flattener.Begin(record);
        flattener.Take(System.Text.Encoding.UTF8.GetBytes(content), out _);
        Assert.Equal(ParseStatus.Complete, flattener.Complete(out _));
        return record;
    }
}
