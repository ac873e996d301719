namespace FastSignal.Parsing.Tests;

public sealed class RequestHeadTests
{
    [Fact]
    public void The_first_128_octets_of_User_Agent_are_kept()
    {
        var agent = new string('a', 127) + "\u00FFx";
        Assert.Equal(agent[..128], HeadReading.Text(HeadReading.Fields("User-Agent: " + agent).UserAgent));
        Assert.Equal("first", HeadReading.Text(HeadReading.Fields("User-Agent: first", "User-Agent: second").UserAgent));
        Assert.True(HeadReading.Fields().UserAgent.IsEmpty);
    }

    [Fact]
    public void The_first_Idempotency_Key_that_is_not_empty_counts()
    {
        var expected = HeadReading.Fields("Idempotency-Key: a").IdempotencyKeyHash.ToArray();
        Assert.Equal(expected, HeadReading.Fields("Idempotency-Key:", "Idempotency-Key: a", "Idempotency-Key: b").IdempotencyKeyHash.ToArray());
        Assert.True(HeadReading.Fields("Idempotency-Key: ").IdempotencyKeyHash.IsEmpty);
    }

    [Fact]
    public void A_new_head_says_nothing()
    {
        var head = new RequestHead();
        Assert.Equal((Route.Unknown, RequestMethod.Other, false), (head.Route, head.Method, head.IsPersistent));
        Assert.True(head.Token.IsEmpty && head.DecodedToken.IsEmpty && head.UserAgent.IsEmpty && head.IdempotencyKeyHash.IsEmpty);
    }
}
