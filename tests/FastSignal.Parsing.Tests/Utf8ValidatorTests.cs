using System.Text.Unicode;
using CsCheck;

namespace FastSignal.Parsing.Tests;

public class Utf8ValidatorTests
{
    private static readonly Gen<byte[]> Octets = Gen.OneOf(
            Gen.OneOf<string>("a", "\u0080", "\u07FF", "\u0800", "\uD7FF", "\uFFFF", "\U00010000", "\U0010FFFF").Select(System.Text.Encoding.UTF8.GetBytes),
            Gen.OneOf<byte>(0x80, 0xBF, 0xC0, 0xC2, 0xE0, 0xED, 0xA0, 0xEF, 0xF0, 0x90, 0xF4, 0xF5, 0xFF).Select(octet => new[] { octet }).Array[0, 1]
                .Select(parts => parts.SelectMany(part => part).ToArray()))
        .Array[0, 12].Select(parts => parts.SelectMany(part => part).ToArray());

    [Fact]
    public void Any_split_finds_the_ill_formed_sequence_where_the_whole_has_it() =>
        Gen.Select(Octets, Gen.Double[0, 1].Array[0, 6]).Sample(
            (octets, places) =>
            {
                int[] cuts = [.. places.Select(place => (int)(place * octets.Length)).Order(), octets.Length];
                Assert.Equal(InPieces(octets, [octets.Length]), InPieces(octets, cuts));
                Assert.Equal(InPieces(octets, [octets.Length]), InPieces(octets, Enumerable.Range(1, octets.Length)));
            },
            iter: 20_000);

    [Fact]
    public void What_is_in_front_of_it_is_UTF8_and_what_it_begins_is_not() =>
        Octets.Sample(
            octets =>
            {
                var (wellFormed, isWhole) = InPieces(octets, [octets.Length]);
                Assert.True(Utf8.IsValid(octets.AsSpan(0, wellFormed)));
                Assert.Equal(Utf8.IsValid(octets), isWhole);
                for (var length = 1; length <= 4 && wellFormed + length <= octets.Length; length++)
                    Assert.False(Utf8.IsValid(octets.AsSpan(wellFormed, length)));
            },
            iter: 20_000);

    /// <summary>How many octets are well-formed, and whether these are all.</summary>
    private static (int WellFormed, bool IsWhole) InPieces(byte[] octets, IEnumerable<int> cuts)
    {
        var validator = default(Utf8Validator);
        Span<byte> sequence = stackalloc byte[Utf8Validator.MaxSequenceBytes];
        var (from, count) = (0, 0);
        foreach (var cut in cuts)
        {
            var piece = octets.AsSpan(from, cut - from);
            from = cut;
            if (validator.HasPending)
            {
                var length = validator.EndPending(piece, sequence, out var used);
                if (length < 0)
                    return (count, false);
                Assert.Equal(length > 0, !validator.HasPending);
                Assert.Equal(length == 0 ? piece.Length : used, used);
                if (length == 0)
                    continue;
                count += length;
                piece = piece[used..];
            }

            count += validator.Take(piece, out var isInvalid);
            if (isInvalid)
                return (count, false);
        }

        if (validator.HasPending)
            Assert.Equal(octets[count], validator.FirstPending);
        return (count, !validator.HasPending);
    }
}
