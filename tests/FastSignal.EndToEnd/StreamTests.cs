using FastSignal.Harness;

namespace FastSignal.EndToEnd;

/// <summary>A stream of visitors over many connections, some of them coming again.</summary>
public sealed class StreamTests
{
    private const int Posts = 20_000;
    private const int People = Posts * 95 / 100;

    [Fact]
    public async Task Every_post_of_a_busy_stream_is_acknowledged_logged_once_and_counted_on_its_lead()
    {
        await using var installation = new Installation();
        var signal = await installation.CreateVisitorSignalAsync();
        await using var server = await installation.ServeAsync();

        var results = await new LoadClient(server.Port, connections: 64, signal.Token, Posts, Content).RunAsync();
        Assert.All(results, static result => Assert.Equal((PostOutcome.Answered, 202), (result.Outcome, result.Status)));
        Assert.Equal(Posts, results.Select(static result => result.EntryId).Distinct(StringComparer.Ordinal).Count());

        var entries = await installation.EntriesAsync();
        Assert.Equal(Posts, entries.Count);
        Assert.Equal(Enumerable.Range(0, Posts).Select(i => entries[0].Sequence + i), entries.Select(static entry => entry.Sequence));
        foreach (var entry in entries)
        {
            var visit = Visitor.VisitOf(entry);
            Assert.Equal(results[visit].EntryId, entry.Id);
            Assert.Equal(ReferenceFlattener.Flatten(Content(visit)), entry.Fields);
            Assert.False(entry.Test);
        }

        var leads = await installation.LeadsWithVisitsAsync(signal.Id, Posts);
        Visitor.AssertLeads(Enumerable.Range(0, Posts).CountBy(Person).ToDictionary(), leads);
        Assert.Equal(0, await server.StopAsync());
    }

    /// <summary>The last 5 % are visits of people who were there before, a few of them many times.</summary>
    private static int Person(int visit) => visit < People ? visit : (visit - People) % 700 * 13 % People;

    private static byte[] Content(int visit) => Visitor.Content(visit, Person(visit), again: visit >= People);
}
