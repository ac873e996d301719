using FastSignal.Harness;

namespace FastSignal.EndToEnd;

/// <summary>One running server with one live signal, for the tests of a class that do not disturb each other.</summary>
public sealed class ServerFixture : IAsyncLifetime
{
    internal Installation Installation { get; } = new();

    internal ServerProcess Server { get; private set; } = null!;

    internal SignalLine Signal { get; private set; } = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Signal = await Installation.CreateVisitorSignalAsync();
        Server = await Installation.ServeAsync();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Installation.DisposeAsync();

    /// <summary>A connection that checks that no answer holds the token.</summary>
    internal RawClient Connect()
    {
        var client = Server.Connect();
        client.Secrets.Add(Signal.Token);
        return client;
    }
}
