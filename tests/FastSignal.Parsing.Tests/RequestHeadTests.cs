using System.Security.Cryptography;

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
    public void A_key_hashed_at_once_counts_as_well_as_one_that_waits()
    {
        var (longKey, shortKey) = (new string('k', RequestHead.MaxWaitingKeyBytes + 1), "k");
        foreach (var (first, second) in new[] { (longKey, shortKey), (shortKey, longKey) })
            Assert.Equal(SHA256.HashData(HeadReading.Octets(first)),
                HeadReading.Fields("Idempotency-Key: " + first, "Idempotency-Key: " + second).IdempotencyKeyHash.ToArray());
    }

    [Fact]
    public void The_hash_is_the_same_however_often_it_is_read_and_gone_with_the_request()
    {
        var head = HeadReading.Fields("Idempotency-Key: a");
        Assert.Equal(head.IdempotencyKeyHash.ToArray(), head.IdempotencyKeyHash.ToArray());
        head.Reset();
        Assert.True(head.IdempotencyKeyHash.IsEmpty);
        head.SetIdempotencyKey("b"u8);
        head.Reset();
        Assert.True(head.IdempotencyKeyHash.IsEmpty);
    }

    [Fact]
    public void A_new_head_says_nothing()
    {
        var head = new RequestHead();
        Assert.Equal((Route.Unknown, RequestMethod.Other, false), (head.Route, head.Method, head.IsPersistent));
        Assert.True(head.Token.IsEmpty && head.DecodedToken.IsEmpty && head.UserAgent.IsEmpty && head.IdempotencyKeyHash.IsEmpty);
    }
}
