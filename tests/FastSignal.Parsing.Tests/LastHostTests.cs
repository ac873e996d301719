namespace FastSignal.Parsing.Tests;

public sealed class LastHostTests
{
    [Fact]
    public void Every_value_is_judged_as_if_it_were_the_first()
    {
        var longest = new string('h', LastHost.MaxBytes);
        string[] values = ["", "h", "H", "h:80", "h:8o", "[::1]:80", "[::1", "h h", longest, longest + "h", longest + " ", "h:", "h@i"];
        var last = new LastHost();
        foreach (var before in values)
        {
            foreach (var value in values)
            {
                _ = last.Accepts(HeadReading.Octets(before));
                Assert.Equal(HostSyntax.IsHostValue(HeadReading.Octets(value)), last.Accepts(HeadReading.Octets(value)));
            }
        }
    }

    [Fact]
    public void A_refused_host_is_refused_again_and_does_not_stand_for_the_next_request()
    {
        var parser = new RequestHeadParser(new HeadLimits());
        foreach (var (host, expected) in new[] { ("Host: h", 0), ("Host: h", 0), ("Host: h h", 400), ("Host: h h", 400), ("Accept: h", 400),
            ("Host: i", 0), ("Host: i\r\nHost: i", 400) })
        {
            parser.Reset();
            var status = parser.Parse(HeadReading.Octets($"POST /custom_signals/tok/entries HTTP/1.1\r\n{host}\r\n\r\n"), out _, out var why);
            Assert.Equal(expected, status == ParseStatus.Complete ? 0 : why.Rejection.Status());
        }
    }
}
