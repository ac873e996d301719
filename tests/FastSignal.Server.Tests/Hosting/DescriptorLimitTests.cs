using FastSignal.Server.Hosting;
using FastSignal.Server.Ingest;

namespace FastSignal.Server.Tests.Hosting;

public class DescriptorLimitTests
{
    [Theory]
    [InlineData(1_048_576, 10_000, 1_000)]
    [InlineData(20_000, 10_000, 1_000)]
    [InlineData(4_096, 3_456, 384)]
    [InlineData(1_024, 692, 76)]
    [InlineData(300, 28, 16)]
    public void Connections_and_lingering_ones_together_leave_256_descriptors(int open, int connections, int lingering)
    {
        var limits = DescriptorLimit.Fit(new IngestLimits(), open);
        Assert.Equal((connections, lingering), (limits.MaxConnections, limits.MaxLingering));
        Assert.InRange(limits.MaxConnections + limits.MaxLingering, 0, open - 256);
    }

    [Fact]
    public void A_few_are_served_however_few_descriptors_there_are()
    {
        var limits = DescriptorLimit.Fit(new IngestLimits(), 64);
        Assert.Equal((16, 16), (limits.MaxConnections, limits.MaxLingering));
    }

    [Fact]
    public void Less_than_the_system_allows_stays_as_it_is()
    {
        var limits = DescriptorLimit.Fit(new IngestLimits { MaxConnections = 20, MaxLingering = 0 }, 1_024);
        Assert.Equal((20, 0), (limits.MaxConnections, limits.MaxLingering));
    }
}
