using FastSignal.Harness;

namespace FastSignal.EndToEnd;

/// <summary>What a command has changed when it returns, the server knows: no post is too early.</summary>
public sealed class DraftsTests
{
    private const int Lanes = 4;
    private const string Content = """{"Business Email":"ada@calm.example","Company Name":"Calm"}""";

    [Fact]
    public async Task A_post_right_after_create_is_a_test_and_one_right_after_save_is_live()
    {
        await using var installation = new Installation();
        await using var server = await installation.ServeAsync("--console", "none");
        var perLane = (Soak.IsOn ? 1_000 : 40) / Lanes; // Each is two commands, of half a second of processor time.

        var expected = (await Task.WhenAll(Enumerable.Range(0, Lanes).Select(_ => RunLaneAsync(installation, server, perLane))))
            .SelectMany(static ids => ids).ToList();

        var entries = (await installation.EntriesAsync()).ToDictionary(static entry => entry.Id, StringComparer.Ordinal);
        Assert.Equal(expected.Count * 2, entries.Count);
        foreach (var (signal, first, second) in expected)
        {
            Assert.Equal((signal, true), (entries[first].Signal, entries[first].Test));
            Assert.Equal((signal, false), (entries[second].Signal, entries[second].Test));
        }
    }

    private static async Task<List<(string Signal, string First, string Second)>> RunLaneAsync(Installation installation, ServerProcess server, int rounds)
    {
        var ids = new List<(string, string, string)>();
        for (var round = 0; round < rounds; round++)
        {
            var signal = await installation.CreateSignalAsync("draft");
            using var client = server.Connect();
            var first = client.Exchange(Request.Post(signal.Token, Content)).Acknowledged();
            await installation.SignalAsync("save", signal.Id);
            ids.Add((signal.Id, first, client.Exchange(Request.Post(signal.Token, Content)).Acknowledged()));
        }

        return ids;
    }
}
