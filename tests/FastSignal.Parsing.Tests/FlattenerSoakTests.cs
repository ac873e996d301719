using System.Globalization;
using CsCheck;
using FastSignal.Harness;

namespace FastSignal.Parsing.Tests;

/// <summary>Everything that is said of the flattener and its readers, on many random contents and records: a million with FASTSIGNAL_SOAK=1.</summary>
/// <remarks>A failure names the seed of its case; FASTSIGNAL_SOAK_SEED begins with that case.</remarks>
public class FlattenerSoakTests(ITestOutputHelper output)
{
    private const string SeedName = "FASTSIGNAL_SOAK_SEED";

    private static int Times => Soak.IsOn ? 1_000_000 : 5_000;

    [Fact]
    public void Random_contents_are_flattened_or_refused_as_the_slow_oracles_say() =>
        Run(Gen.Select(JsonGen.Content, Gen.Double[0, 1].Array[0, 4]), (content, places) =>
        {
            var octets = System.Text.Encoding.UTF8.GetBytes(content);
            var whole = Flattening.Whole(octets);
            Assert.Equal(ParseStatus.Complete, whole.Status);
            AssertSame(whole, Flattening.InPieces(octets, Cuts(octets, places)));
            AssertSame(whole, Flattening.InPieces(octets, Cuts(octets, places), Flattening.AnyText));
            var fields = Convert.FromHexString(whole.Fields);
            Assert.True(32L * fields.Length <= 33L * octets.Length);
            Assert.Equal(DocumentWalk.Leaves(content), Flattening.Leaves(fields));
        });

    [Fact]
    public void Mutated_contents_are_refused_at_the_octet_of_the_naive_parser() =>
        Run(Gen.Select(JsonGen.MutatedContent, Gen.Double[0, 1].Array[0, 4]), (octets, places) =>
        {
            var whole = Flattening.Whole(octets);
            Assert.Equal(NaiveJson.Check(octets), (whole.Why.Rejection, whole.Why.Offset, whole.Why.Found));
            AssertSame(whole, Flattening.InPieces(octets, Cuts(octets, places)));
            AssertSame(whole, Flattening.InPieces(octets, Cuts(octets, places), Flattening.AnyText));
        });

    [Fact]
    public void Mutated_records_are_read_without_a_throw_and_alike_by_both_readers() =>
        Run(Gen.Select(FieldReaderTests.Mutated, Gen.Byte), (fields, around) =>
        {
            var alone = Flattening.ReadAll(fields, out var isDamaged);
            var surrounded = new byte[fields.Length + 64];
            surrounded.AsSpan().Fill(around);
            fields.CopyTo(surrounded.AsSpan(32));
            Assert.Equal(alone, Flattening.ReadAll(surrounded.AsSpan(32, fields.Length), out var isDamagedAmong));
            Assert.Equal(isDamaged, isDamagedAmong);
            PathSetTests.AssertLikeTheList(["a", "a.b", "a.0", "LinkedIn URL"], fields);
        });

    private void Run<T1, T2>(Gen<(T1, T2)> gen, Action<T1, T2> check)
    {
        var seed = Environment.GetEnvironmentVariable(SeedName) ?? PCG.ThreadPCG.ToString();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{SeedName}={seed}, {Times} times"));
        gen.Sample((one, other) => check(one, other), seed: seed, iter: Times);
    }

    private static int[] Cuts(byte[] octets, double[] places) => [.. places.Select(place => (int)(place * octets.Length)).Order()];

    private static void AssertSame(Flattened expected, Flattened actual) =>
        Assert.Equal(expected with { ScannedBytes = 0 }, actual with { ScannedBytes = 0 });
}
