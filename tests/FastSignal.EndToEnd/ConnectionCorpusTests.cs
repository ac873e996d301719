using FastSignal.Harness.Connections;

namespace FastSignal.EndToEnd;

/// <summary>Every connection of the corpus over a socket, against the real executable.</summary>
public sealed class ConnectionCorpusTests(ConnectionFixture fixture, ITestOutputHelper output) : IClassFixture<ConnectionFixture>
{
    [Fact]
    public async Task Every_connection_ends_as_its_name_says_and_leaves_the_entries_that_were_acknowledged()
    {
        var before = (await fixture.Installation.EntriesAsync()).Count;
        var ids = fixture.Run(ConnectionCorpus.All);

        var entries = (await fixture.Installation.EntriesAsync()).Skip(before).ToDictionary(static entry => entry.Id, StringComparer.Ordinal);
        foreach (var (_, acknowledged) in ids)
            EntryContents.Check([.. acknowledged.Select(id => entries[id].Fields)]);

        // What is left are the requests that showed that a connection was open, one for each; nothing was kept that was not acknowledged.
        var known = ids.Values.SelectMany(static acknowledged => acknowledged).ToHashSet(StringComparer.Ordinal);
        var others = entries.Values.Where(entry => !known.Contains(entry.Id)).ToList();
        Assert.All(others, static entry => Assert.Equal("true", entry.Fields[0].Kind));
        Assert.All(others, static entry => Assert.Equal("next", entry.Fields[0].Path));
        Assert.InRange(others.Count, ConnectionCorpus.All.Count(static connection => connection.End is ConnectionEnd.Stays),
            ConnectionCorpus.All.Count(static connection => connection.End is ConnectionEnd.Stays or ConnectionEnd.MayClose));
        Assert.False(fixture.Server.HasExited);
    }

    [Fact]
    public void Cut_into_pieces_every_connection_ends_in_the_same_way()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");

        // More small sends than these would only be joined again on their way. Each case has a random of its own: they run side by side.
        fixture.Run(ConnectionCorpus.Files.Where(static connection => connection.Octets.Length > 4), connection =>
        {
            var random = new Random(seed + connection.Octets.Length);
            return [.. Enumerable.Range(0, 3).Select(_ => random.Next(1, connection.Octets.Length)).Distinct().Order()];
        });
    }
}
