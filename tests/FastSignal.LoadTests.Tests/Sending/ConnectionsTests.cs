using FastSignal.LoadTests.Sending;

namespace FastSignal.LoadTests.Tests.Sending;

public sealed class ConnectionsTests
{
    [Fact]
    public void When_one_cannot_be_opened_none_stays_open()
    {
        var opened = new List<Opened>();

        Assert.Throws<IOException>(() => Connections.Open(5, () =>
        {
            if (opened.Count == 3)
                throw new IOException("The limit.");
            opened.Add(new());
            return opened[^1];
        }));

        Assert.Equal(3, opened.Count);
        Assert.All(opened, connection => Assert.True(connection.IsDisposed));
    }

    [Fact]
    public void As_many_are_opened_as_were_asked_for() =>
        Assert.Equal([false, false], Connections.Open(2, () => new Opened()).Select(connection => connection.IsDisposed));

    private sealed class Opened : IDisposable
    {
        public bool IsDisposed { get; private set; }

        public void Dispose() => IsDisposed = true;
    }
}
