using System.Text;

namespace FastSignal.Server.Tests.Ingest;

public class AdmissionTests
{
    private const string Path = "/custom_signals/" + TestIngest.Live + "/entries";

    /// <summary>Each request has the faults of all behind it, too: the first one in the contract's order is answered.</summary>
    [Theory]
    [InlineData("PUT /elsewhere", 404)]
    [InlineData("PUT " + Path, 405)]
    [InlineData("PUT /custom_signals/unknown-token-0123456789/entries", 405)]
    [InlineData("POST /custom_signals/unknown-token-0123456789/entries", 404)]
    [InlineData("POST " + Path, 417)]
    public void The_refusal_that_comes_first_in_the_contract_is_answered(string start, int status)
    {
        var octets = Encoding.ASCII.GetBytes($"{start} HTTP/1.1\r\nHost: h\r\nExpect: tea\r\nContent-Encoding: tea\r\nContent-Length: 2000000\r\n\r\n");
        Assert.Equal([status], ExchangeRun.Statuses(ExchangeRun.Of(new TestIngest(), octets).Output));
    }

    [Theory]
    [InlineData("Content-Encoding: tea\r\nContent-Length: 2000000", 413)]
    [InlineData("Content-Encoding: tea\r\nContent-Length: 2", 415)]
    public void Length_comes_before_coding(string fields, int status)
    {
        var octets = Encoding.ASCII.GetBytes($"POST {Path} HTTP/1.1\r\nHost: h\r\n{fields}\r\n\r\n");
        Assert.Equal([status], ExchangeRun.Statuses(ExchangeRun.Of(new TestIngest(), octets).Output));
    }

    [Fact]
    public void A_server_that_is_not_ready_looks_at_no_token()
    {
        var ingest = new TestIngest();
        ingest.State.Tokens = null;
        Assert.Equal([503], ExchangeRun.Statuses(ExchangeRun.Of(ingest, TestIngest.Post("{}", "unknown-token-0123456789")).Output));
        Assert.Equal([404], ExchangeRun.Statuses(ExchangeRun.Of(ingest, Encoding.ASCII.GetBytes("POST /elsewhere HTTP/1.1\r\nHost: h\r\n\r\n")).Output));
    }
}
