using System.Text;
using FastSignal.Server.Tokens;

namespace FastSignal.Server.Tests.Tokens;

public class TokenTableTests
{
    [Fact]
    public void Every_token_is_found_by_its_octets_and_no_other()
    {
        var routes = Enumerable.Range(0, 10_000).ToDictionary(i => $"fs_token_{i:D8}", i => new SignalRoute(i, i % 2 == 0, 202), StringComparer.Ordinal);
        var table = new TokenTable(routes);

        Assert.Equal(10_000, table.Count);
        foreach (var (token, route) in routes)
        {
            Assert.Same(route, table.Find(Encoding.ASCII.GetBytes(token)));
            Assert.Null(table.Find(Encoding.ASCII.GetBytes(token[..^1])));
            Assert.Null(table.Find(Encoding.ASCII.GetBytes(token.ToUpperInvariant())));
        }

        Assert.Null(table.Find([]));
    }

    [Fact]
    public void Looking_up_allocates_nothing()
    {
        var table = new TokenTable([KeyValuePair.Create("fs_0123456789abcdef", new SignalRoute(1, false, 202))]);
        var token = "fs_0123456789abcdef"u8;
        for (var i = 0; i < 100; i++)
            table.Find(token);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            table.Find(token);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
