using FastSignal.Server.Ingest.Tls;

namespace FastSignal.Server.Tests.Ingest.Tls;

public class RecordMeterTests
{
    [Fact]
    public void At_any_cut_it_knows_what_has_come_of_the_record_at_hand()
    {
        int[] lengths = [0, 1, 5, 255, 256, 300, 0, 4096, 2];
        var octets = lengths.SelectMany(n => (byte[])[23, 3, 3, (byte)(n >> 8), (byte)n, .. Enumerable.Repeat((byte)0xff, n)]).ToArray();
        for (var piece = 1; piece < octets.Length; piece += 7)
        {
            var meter = default(RecordMeter);
            for (var at = 0; at < octets.Length; at += piece)
            {
                meter.Take(octets.AsSpan(at, Math.Min(piece, octets.Length - at)));
                Assert.Equal(Partial(lengths, Math.Min(at + piece, octets.Length)), meter.PartialBytes);
            }
        }
    }

    private static int Partial(int[] lengths, int come)
    {
        foreach (var length in lengths.TakeWhile(n => come >= 5 + n))
            come -= 5 + length;
        return come;
    }
}
