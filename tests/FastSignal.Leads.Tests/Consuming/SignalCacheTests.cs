using Microsoft.Extensions.Time.Testing;

namespace FastSignal.Leads.Tests;

public sealed class SignalCacheTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = new();
    private readonly SignalRegistry _registry;
    private readonly SignalCache _cache;

    public SignalCacheTests()
    {
        _registry = SignalRegistry.Open(_folder.SignalsFile, _time);
        _cache = new SignalCache(() => SignalRegistry.OpenExisting(_folder.SignalsFile, _time));
    }

    public void Dispose()
    {
        _cache.Dispose();
        _registry.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Only_signals_that_have_changed_are_read_again()
    {
        var (first, second) = (Create(_registry), Create(_registry));
        Assert.True(_cache.Refresh());
        var (firstBefore, secondBefore) = (_cache.Find(first), _cache.Find(second));
        Assert.False(_cache.Refresh());

        _registry.Save(second);
        var third = Create(_registry);

        Assert.True(_cache.Refresh());
        Assert.Same(firstBefore, _cache.Find(first));
        Assert.NotSame(secondBefore, _cache.Find(second));
        Assert.Equal(SignalStatus.Live, _cache.Find(second)?.Status);
        Assert.Equal([first, second, third], _cache.All.Select(signal => signal.Id).Order());
    }

    [Fact]
    public void A_first_mapping_makes_its_signal_be_read_again_and_no_other()
    {
        var (first, second) = (Create(_registry), Create(_registry));
        _cache.Refresh();
        var secondBefore = _cache.Find(second);

        _cache.SetFirstMapping(first, SignalMapping.Empty);

        Assert.True(_cache.Refresh());
        Assert.Equal(1, _cache.Find(first)?.MappingVersion);
        Assert.Same(secondBefore, _cache.Find(second));
    }

    [Fact]
    public void A_registry_that_was_put_in_the_place_of_another_is_read_whole_even_at_the_same_version()
    {
        Create(_registry);
        var gone = Create(_registry);
        _cache.Refresh();
        File.Move(_folder.SignalsFile, _folder.File("elsewhere"));
        Assert.False(_cache.Refresh());
        Assert.NotNull(_cache.FaultText);

        // What a lost file's log would say about this one is not meant for it.
        File.Delete(_folder.SignalsFile + "-wal");
        File.Delete(_folder.SignalsFile + "-shm");
        using (var other = SignalRegistry.Open(_folder.SignalsFile, _time))
            other.Save(Create(other));

        Assert.True(_cache.Refresh());
        Assert.Null(_cache.FaultText);
        Assert.Null(_cache.Find(gone));
        Assert.Equal(SignalStatus.Live, Assert.Single(_cache.All).Status);
    }

    private static long Create(SignalRegistry registry) => registry.Create(new NewSignal { Name = "n", Target = SignalTarget.People }).Signal.Id;
}
