using System.Net;
using System.Net.Sockets;

namespace FastSignal.Console.Tests;

public sealed class ConsoleHostTests : IDisposable
{
    private readonly TempData _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public void Says_the_real_port()
    {
        using var browser = new Browser(_data);

        Assert.Equal("127.0.0.1", browser.Address.Host);
        Assert.NotEqual(0, browser.Address.Port);
    }

    [Fact]
    public void A_port_in_use_is_one_clear_sentence()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var endpoint = (IPEndPoint)taken.LocalEndpoint;

        var fault = Assert.Throws<IOException>(() => ConsoleHost.Start(_data.Options with { Listen = endpoint }));

        Assert.Equal($"The console cannot listen on {endpoint}: Address already in use. Give another endpoint with --console, or none.", fault.Message);
    }

    [Fact]
    public void An_address_of_another_machine_is_one_clear_sentence()
    {
        var endpoint = new IPEndPoint(IPAddress.Parse("192.0.2.1"), 0);

        var fault = Assert.Throws<IOException>(() => ConsoleHost.Start(_data.Options with { Listen = endpoint }));

        Assert.StartsWith($"The console cannot listen on {endpoint}: ", fault.Message);
    }

    [Fact]
    public void Ends_and_starts_again_on_the_same_port()
    {
        Uri address;
        using (var browser = new Browser(_data))
            address = browser.Address;
        using var again = new Browser(_data, _data.Options with { Listen = new IPEndPoint(IPAddress.Loopback, address.Port) });

        Assert.Equal(address, again.Address);
    }
}
