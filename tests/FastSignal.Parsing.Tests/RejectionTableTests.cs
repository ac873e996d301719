namespace FastSignal.Parsing.Tests;

public class RejectionTableTests
{
    public static TheoryData<Rejection> All => [.. Enum.GetValues<Rejection>().Where(r => r is not Rejection.None)];

    [Theory, MemberData(nameof(All))]
    public void Every_rejection_has_a_status_a_code_a_title_and_says_whether_it_closes(Rejection rejection)
    {
        Assert.InRange(rejection.Status(), 400, 599);
        Assert.Matches("^[a-z][a-z0-9_]+$", rejection.Code());
        Assert.Matches("^[A-Z][A-Za-z0-9 -]+$", rejection.Title());
        _ = rejection.Closes();
    }

    [Fact]
    public void Codes_are_unique() =>
        Assert.Equal(All.Count, All.Select(r => r.Data.Code()).Distinct(StringComparer.Ordinal).Count());

    [Fact]
    public void A_rejection_behind_which_the_next_request_cannot_be_found_closes() =>
        Assert.All([Rejection.BadRequest, Rejection.RequestTimeout, Rejection.ContentTooLarge, Rejection.UriTooLong, Rejection.FieldsTooLarge,
                Rejection.NotImplemented, Rejection.VersionNotSupported],
            r => Assert.True(r.Closes()));

    [Fact]
    public void No_rejection_is_none() => Assert.Throws<ArgumentOutOfRangeException>(() => Rejection.None.Closes());
}
