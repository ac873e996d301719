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

    [Theory]
    [InlineData(288, true)]
    [InlineData(287, false)]
    [InlineData(64, false)]
    public void Too_few_descriptors_for_any_connection_refuse_the_start_and_name_the_cure(int open, bool isEnough)
    {
        if (isEnough)
            Assert.Equal((16, 16), (DescriptorLimit.Fit(new IngestLimits(), open).MaxConnections, DescriptorLimit.Fit(new IngestLimits(), open).MaxLingering));
        else
            Assert.Contains("ulimit -n", Assert.Throws<RefusedException>(() => DescriptorLimit.Fit(new IngestLimits(), open)).Message,
                StringComparison.Ordinal);
    }

    [Fact]
    public void Less_than_the_system_allows_stays_as_it_is()
    {
        var limits = DescriptorLimit.Fit(new IngestLimits { MaxConnections = 20, MaxLingering = 0 }, 1_024);
        Assert.Equal((20, 0), (limits.MaxConnections, limits.MaxLingering));
    }
}
