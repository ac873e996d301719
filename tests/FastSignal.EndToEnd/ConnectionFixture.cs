using System.Collections.Concurrent;
using FastSignal.Harness;
using FastSignal.Harness.Connections;

namespace FastSignal.EndToEnd;

/// <summary>One running server with the signals that the corpus of connections needs.</summary>
public sealed class ConnectionFixture : IAsyncLifetime
{
    /// <summary>Enough to keep two processors busy, and few enough that no case waits for another.</summary>
    private const int Threads = 4;

    internal Installation Installation { get; } = new();

    internal ServerProcess Server { get; private set; } = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        await Installation.CreateSignalAsync("live", "--token", ConnectionCorpus.Live);
        await Installation.CreateSignalAsync("draft", "--token", ConnectionCorpus.Draft);
        await Installation.CreateSignalAsync("live", "--token", ConnectionCorpus.Ok, "--success-status", "200");
        var paused = await Installation.CreateSignalAsync("live", "--token", ConnectionCorpus.Paused);
        await Installation.SignalAsync("pause", paused.Id);
        var archived = await Installation.CreateSignalAsync("live", "--token", ConnectionCorpus.Archived);
        await Installation.SignalAsync("archive", archived.Id);
        Server = await Installation.ServeAsync("--console", "none");
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Installation.DisposeAsync();

    /// <summary>A connection that checks that no answer holds a token.</summary>
    internal RawClient Connect()
    {
        var client = Server.Connect();
        foreach (var token in ConnectionCorpus.Tokens)
            client.Secrets.Add(token);
        return client;
    }

    /// <summary>Runs cases, several at once, and fails with all that went wrong.</summary>
    /// <param name="cases">The cases.</param>
    /// <param name="cutsOf">Where the octets of a case are cut; one piece if it is not given.</param>
    /// <returns>The ids of the entries of each case.</returns>
    internal IReadOnlyDictionary<string, IReadOnlyList<string>> Run(IEnumerable<ConnectionCase> cases, Func<ConnectionCase, IReadOnlyList<int>>? cutsOf = null)
    {
        var ids = new ConcurrentDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        var failures = new ConcurrentQueue<string>();
        Parallel.ForEach(cases, new ParallelOptions { MaxDegreeOfParallelism = Threads }, connection =>
        {
            try
            {
                ids[connection.Name] = SocketConnection.Check(connection, Server.Port, cutsOf?.Invoke(connection) ?? []).EntryIds;
            }
            catch (Exception failure)
            {
                failures.Enqueue($"{connection.Name}: {failure.Message}");
            }
        });
        Assert.True(failures.IsEmpty,
            $"{failures.Count} connections did not end as their names say:\n{string.Join('\n', failures.Order(StringComparer.Ordinal))}");
        return ids;
    }
}
