using System.Text;
using FastSignal.Harness;
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

    [Fact]
    public void A_change_makes_another_table_and_leaves_this_one_as_it_is()
    {
        var (old, other) = (new SignalRoute(1, true, 202), new SignalRoute(2, false, 202));
        var table = new TokenTable([KeyValuePair.Create("fs_0123456789abcdef", old), KeyValuePair.Create("fs_unchanged_token", other)]);

        var changed = table.With(
            [KeyValuePair.Create("fs_0123456789abcdef", (SignalRoute?)null), KeyValuePair.Create<string,
                SignalRoute?>("fs_fedcba9876543210", old with { IsTest = false })]);

        Assert.Equal((2, 2), (table.Count, changed.Count));
        Assert.Same(old, table.Find("fs_0123456789abcdef"u8));
        Assert.Null(table.Find("fs_fedcba9876543210"u8));
        Assert.Null(changed.Find("fs_0123456789abcdef"u8));
        Assert.Equal(new SignalRoute(1, false, 202), changed.Find("fs_fedcba9876543210"u8));
        Assert.Same(other, changed.Find("fs_unchanged_token"u8));
    }

    [Fact]
    public void Changes_after_changes_give_the_table_that_a_dictionary_would_be()
    {
        var seed = Seed.Of();
        TestContext.Current.TestOutputHelper?.WriteLine($"{Seed.Variable}={seed}");
        var random = new Random(seed);
        var tokens = Enumerable.Range(0, 2_000).Select(i => random.GetString("abcXYZ019_-", random.Next(1, 40)) + i).ToArray();
        var expected = new Dictionary<string, SignalRoute>(StringComparer.Ordinal);
        var table = TokenTable.Empty;
        for (var round = 0; round < 100; round++)
        {
            var changes = random.GetItems(tokens, random.Next(200)).Distinct(StringComparer.Ordinal)
                .Select(token => KeyValuePair.Create(token, random.Next(3) == 0 ? null : new SignalRoute(random.Next(3), random.Next(2) == 0, 202))).ToArray();
            table = table.With(changes);
            foreach (var (token, route) in changes)
            {
                expected.Remove(token);
                if (route is not null)
                    expected.Add(token, route);
            }

            Assert.Equal(expected.Count, table.Count);
            Assert.All(tokens, token => Assert.Equal(expected.GetValueOrDefault(token), table.Find(Encoding.ASCII.GetBytes(token))));
        }
    }

    [Fact]
    public void A_change_among_100_000_tokens_costs_little_memory()
    {
        var table = new TokenTable(Enumerable.Range(0, 100_000).Select(i => KeyValuePair.Create($"fs_token_{i:D8}", new SignalRoute(i, false, 202))));
        KeyValuePair<string, SignalRoute?>[] change = [KeyValuePair.Create("fs_token_00004711", (SignalRoute?)null), KeyValuePair.Create<string,
            SignalRoute?>("fs_another_token", new SignalRoute(4711, false, 202))];
        table.With(change);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var changed = table.With(change);

        // The whole table takes millions of octets; two of its parts take some ten thousand each.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 200_000);
        Assert.Equal(100_000, changed.Count);
    }
}
