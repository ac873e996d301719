namespace FastSignal.Parsing.Tests;

public sealed class RejectTests
{
    [Fact]
    public void A_reject_branch_is_one_line()
    {
        Assert.False(Reject.BadRequest("a", out var broken));
        Assert.False(Reject.With(Rejection.NotImplemented, "b", out var other));
        Assert.Equal((new Refusal(Rejection.BadRequest, "a"), new Refusal(Rejection.NotImplemented, "b")), (broken, other));
    }
}
