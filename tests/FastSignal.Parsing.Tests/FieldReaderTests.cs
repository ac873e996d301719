using CsCheck;

namespace FastSignal.Parsing.Tests;

public class FieldReaderTests
{
    internal static readonly Gen<byte[]> Mutated = Gen.Select(
        Gen.OneOf(JsonGen.Content.Select(content => Flattening.Fields(content)), Gen.Int[0, Corpus.Accepted.Count - 1]
            .Select(i => Flattening.Fields(Corpus.Accepted[i].Octets))),
        Gen.Select(Gen.Double[0, 1], Gen.OneOf(Gen.Byte, Gen.OneOf<byte>(0x00, 0xE0, 0xE1, 0xE2, 0x1F, 0x3F, 0xFF, 0x80))).Array[0, 4],
        Gen.Double[0, 1],
        (fields, changes, kept) =>
        {
            foreach (var (place, octet) in changes)
            {
                if (fields.Length > 0)
                    fields[Math.Min((int)(place * fields.Length), fields.Length - 1)] = octet;
            }

            return kept > 0.7 ? fields[..(int)(kept * fields.Length)] : fields;
        });

    [Fact]
    public void Mutated_fields_end_without_a_throw_and_give_the_same_whatever_is_behind_them() =>
        Mutated.Sample(
            fields =>
            {
                var alone = Flattening.ReadAll(fields.ToArray(), out var isDamaged);
                foreach (var around in (ReadOnlySpan<byte>)[0x00, 0x61, 0xE0, 0xFF])
                {
                    var surrounded = new byte[fields.Length + 64];
                    surrounded.AsSpan().Fill(around);
                    fields.CopyTo(surrounded.AsSpan(32));
                    Assert.Equal(alone, Flattening.ReadAll(surrounded.AsSpan(32, fields.Length), out var isDamagedAmong));
                    Assert.Equal(isDamaged, isDamagedAmong);
                }
            },
            iter: 20_000);

    [Fact]
    public void Random_octets_end_without_a_throw() =>
        Gen.Byte.Array[0, 200].Sample(
            fields => Assert.InRange(Flattening.ReadAll(fields, out _).Count, 0, fields.Length),
            iter: 20_000);

    [Fact]
    public void Every_cut_of_nested_fields_is_seen_as_damage_or_has_only_whole_leaves()
    {
        var fields = Flattening.Fields("""{"a":{"b":[1,{"c":"text"}]},"d":"0123456789012345678901234567890123456789","e":[[]]}""");
        var whole = Flattening.Leaves(fields);
        for (var length = 0; length < fields.Length; length++)
        {
            var leaves = Flattening.ReadAll(fields.AsSpan(0, length), out _);
            Assert.Equal(whole.Take(leaves.Count), leaves);
        }
    }

    [Theory]
    [InlineData("00")] // The root has no end.
    [InlineData("02")] // A key that is not there.
    [InlineData("0261")] // No value.
    [InlineData("02610541")] // A string that is cut.
    [InlineData("02611F")] // A length that is cut.
    [InlineData("02611FFFFFFFFFFF01")] // A length beyond any record.
    [InlineData("FFFFFFFFFF0161")] // A key longer than any record.
    [InlineData("026141")] // true with a length.
    [InlineData("0261E3")] // No such bracket.
    [InlineData("0261E0")] // An end where a value belongs.
    [InlineData("0261E1")] // An object without an end.
    [InlineData("0261E221")] // An array without an end, and a number that is cut.
    public void Octets_that_are_no_fields_are_damaged(string hex)
    {
        Flattening.ReadAll(Convert.FromHexString(hex), out var isDamaged);
        Assert.True(isDamaged);
    }

    [Fact]
    public void Nesting_beyond_what_a_content_may_have_is_damaged()
    {
        byte[] fields = [0x02, 0x61, .. Enumerable.Repeat((byte)0xE2, 63), 0x21, 0x31, .. Enumerable.Repeat((byte)0xE0, 63)];
        Assert.Single(Flattening.Leaves(fields));

        fields = [0x02, 0x61, .. Enumerable.Repeat((byte)0xE2, 64), 0x21, 0x31, .. Enumerable.Repeat((byte)0xE0, 64)];
        Assert.Empty(Flattening.ReadAll(fields, out var isDamaged));
        Assert.True(isDamaged);
    }

    [Fact]
    public void Path_text_is_added_up_for_those_who_keep_paths()
    {
        using var path = new PathBuffer();
        var reader = new FieldReader(Flattening.Fields("""{"ab":[1,{"c":2}],"d":null}"""), path);
        while (reader.Read())
        {
        }

        Assert.Equal("ab.0".Length + "ab.1.c".Length + "d".Length, reader.PathTextBytes);
    }

    [Fact]
    public void An_element_beyond_the_ninth_has_an_index_of_two_digits()
    {
        var leaves = Flattening.Leaves($$"""{"a":[{{string.Join(",", Enumerable.Range(0, 120))}}]}""");
        Assert.All(leaves, leaf => Assert.Equal($"a.{leaf.Value}", leaf.Path));
    }
}
