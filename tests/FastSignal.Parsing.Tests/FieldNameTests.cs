using System.Text;
using CsCheck;

namespace FastSignal.Parsing.Tests;

public sealed class FieldNameTests
{
    private static readonly string[] Known =
        ["host", "expect", "connection", "user-agent", "content-length", "idempotency-key", "content-encoding", "transfer-encoding"];

    private static readonly byte[] TokenOctets = [.. Enumerable.Range(0, 256).Select(octet => (byte)octet).Where(octet => FieldSyntax.Token.Contains(octet))];

    [Fact]
    public void One_other_octet_of_a_token_at_any_place_is_another_name()
    {
        foreach (var known in Known.Select(Encoding.ASCII.GetBytes))
        {
            for (var place = 0; place < known.Length; place++)
            {
                foreach (var octet in TokenOctets)
                {
                    byte[] name = [.. known];
                    name[place] = octet;
                    Assert.Equal(FieldSyntax.Is(name, known), FieldName.Is(name, known));
                }
            }
        }
    }

    [Fact]
    public void Every_case_of_a_name_is_the_name() => Gen.Select(Gen.OneOf(Known), Gen.ULong).Sample((known, upper) =>
    {
        var name = string.Concat(known.Select((letter, place) => (upper >> place & 1) == 1 ? char.ToUpperInvariant(letter) : letter));
        Assert.NotEqual(KnownField.None, KnownFields.Recognise(Encoding.ASCII.GetBytes(name)));
    }, iter: 5_000);

    [Fact]
    public void Any_other_token_is_no_field_of_ours() => Gen.OneOf(TokenOctets).Array[1, 20].Sample(name =>
        Assert.Equal(Known.Any(known => FieldSyntax.Is(name, Encoding.ASCII.GetBytes(known))), KnownFields.Recognise(name) != KnownField.None), iter: 50_000);
}
