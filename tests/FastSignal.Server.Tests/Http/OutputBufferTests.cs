using FastSignal.Server.Http;
using FastSignal.Server.Ingest;

namespace FastSignal.Server.Tests.Http;

public class OutputBufferTests
{
    [Fact]
    public void What_is_written_is_sent_in_order_however_it_is_cut()
    {
        var random = new Random(7);
        var buffer = new OutputBuffer();
        var written = new List<byte>();
        var sent = new List<byte>();
        for (var i = 0; i < 2_000; i++)
        {
            var octets = new byte[random.Next(300)];
            random.NextBytes(octets);
            buffer.Write(octets);
            written.AddRange(octets);
            var count = random.Next(buffer.Length + 1);
            sent.AddRange(buffer.Unsent[..count]);
            buffer.Sent(count);
        }

        sent.AddRange(buffer.Unsent);
        Assert.Equal(written, sent);
    }

    [Fact]
    public void Cleared_it_is_empty_and_small_again()
    {
        var buffer = new OutputBuffer();
        buffer.Write(new byte[100_000]);
        buffer.Clear();
        Assert.Equal(0, buffer.Length);
        Assert.True(buffer.GetSpan(1).Length < 100_000);
    }

    [Fact]
    public void An_acknowledgement_of_any_length_needs_no_pooled_array()
    {
        var clock = new LoopClock(TimeProvider.System);
        foreach (var form in (AnswerForm[])[default, new(Closes: true), new(Closes: false, IsHttp10: true), new(Closes: true, IsHttp10: true)])
        {
            foreach (var status in (int[])[200, 202])
            {
                var buffer = new OutputBuffer();
                var room = buffer.GetSpan(1).Length;
                new AnswerWriter(buffer, clock).WriteAcknowledgement(status, "0f3a9c21"u8, long.MaxValue, form);
                Assert.Equal(room, buffer.Length + buffer.GetSpan(1).Length);
            }
        }
    }
}
