using Microsoft.Extensions.Time.Testing;

namespace FastSignal.Leads.Tests;

public sealed class RegistryWatchTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = new();
    private readonly SignalRegistry _registry;
    private readonly List<TokenTableRows> _adopted = [];
    private readonly List<Exception> _faults = [];

    public RegistryWatchTests() => _registry = SignalRegistry.Open(_folder.SignalsFile, _time);

    public void Dispose()
    {
        _registry.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_look_hands_over_the_table_first_and_then_says_so()
    {
        var version = Create().Version;
        var adoptedDuring = -1L;
        using var watch = new RegistryWatch(Open, _ => adoptedDuring = _registry.AdoptedVersion(), _faults.Add, _time);

        Assert.False(watch.HasReadOnce);
        watch.Poll();

        Assert.True(watch.HasReadOnce);
        Assert.Equal((0, version), (adoptedDuring, _registry.AdoptedVersion()));
    }

    [Fact]
    public void An_empty_registry_is_a_table_too()
    {
        using var watch = Watch();
        watch.Poll();
        Assert.True(watch.HasReadOnce);
        Assert.Empty(Assert.Single(_adopted).Rows);
    }

    [Fact]
    public void Without_a_change_nothing_is_handed_over()
    {
        Create();
        using var watch = Watch();
        for (var look = 0; look < 5; look++)
            watch.Poll();
        Assert.Single(_adopted);

        Create();
        for (var look = 0; look < 5; look++)
            watch.Poll();
        Assert.Equal([1, 2], _adopted.Select(table => table.Version));
    }

    [Fact]
    public void The_table_is_read_again_when_an_overlap_ends()
    {
        var id = Create().Signal.Id;
        _registry.Rotate(id, TimeSpan.FromMinutes(5));
        using var watch = Watch();
        watch.Poll();
        _time.Advance(TimeSpan.FromMinutes(4));
        watch.Poll();
        Assert.Equal([2], _adopted.Select(CountingRows));

        _time.Advance(TimeSpan.FromMinutes(1));
        watch.Poll();
        watch.Poll();
        Assert.Equal([2, 1], _adopted.Select(CountingRows));
    }

    [Fact]
    public void After_the_first_look_only_the_tokens_of_changed_signals_are_handed_over()
    {
        var first = Create().Signal;
        Create();
        using var watch = Watch();
        watch.Poll();
        _registry.Rotate(first.Id, TimeSpan.Zero);
        watch.Poll();

        Assert.Equal([true, false], _adopted.Select(table => table.IsWhole));
        Assert.Equal([(first.Id, false), (first.Id, true)], _adopted[1].Rows.Select(row => (row.SignalId, row.Counts)));
        Assert.Equal(_adopted[1].Version, _registry.AdoptedVersion());
    }

    [Fact]
    public void A_registry_that_is_opened_again_is_read_whole_even_at_the_same_version()
    {
        Create();
        using var watch = Watch();
        watch.Poll();
        File.Move(_folder.SignalsFile, _folder.File("elsewhere"));
        watch.Poll();
        File.Move(_folder.File("elsewhere"), _folder.SignalsFile);
        watch.Poll();

        Assert.Equal([true, true], _adopted.Select(table => table.IsWhole));
        Assert.Equal([1, 1], _adopted.Select(CountingRows));
    }

    [Fact]
    public void Rows_that_could_not_be_taken_into_use_are_read_again_whole()
    {
        Create();
        var isBroken = false;
        using var watch = new RegistryWatch(
            Open, table => (isBroken ? _ => throw new InvalidOperationException("broken") : (Action<TokenTableRows>)_adopted.Add)(table), _faults.Add, _time);
        watch.Poll();
        isBroken = true;
        Create();
        watch.Poll();
        isBroken = false;
        watch.Poll();

        Assert.Equal("broken", Assert.Single(_faults).Message);
        Assert.Equal([1, 2], _adopted.Select(CountingRows));
        Assert.True(_adopted[1].IsWhole);
    }

    [Fact]
    public void An_unreadable_registry_is_reported_once_and_the_last_table_stays()
    {
        Create();
        var isBroken = true;
        using var watch = new RegistryWatch(() => isBroken ? throw new IOException("broken") : Open(), _adopted.Add, _faults.Add, _time);

        watch.Poll();
        watch.Poll();
        Assert.False(watch.HasReadOnce);
        Assert.Equal("broken", Assert.Single(_faults).Message);

        isBroken = false;
        watch.Poll();
        Assert.True(watch.HasReadOnce);
        Assert.Single(_adopted);
        Assert.Single(_faults);
    }

    [Fact]
    public void A_command_waits_until_the_thread_of_the_server_has_adopted_its_change()
    {
        using var watch = Watch();
        watch.Start();
        for (var round = 0; round < 3; round++)
        {
            var change = Create();
            Assert.True(new RegistryAdoption(_registry, TimeProvider.System).WaitUntilAdopted(change.Version));
            lock (_adopted)
                Assert.Contains(_adopted[^1].Rows, row => string.Equals(row.Token, change.Signal.Token, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_command_gives_up_when_nobody_adopts()
    {
        var version = Create().Version;
        Assert.False(new RegistryAdoption(_registry, TimeProvider.System).WaitUntilAdopted(version, TimeSpan.FromMilliseconds(30)));
    }

    [Fact]
    public void A_lost_registry_is_reported_once_and_never_becomes_an_empty_one()
    {
        Create();
        using var watch = Watch();
        watch.Poll();
        File.Move(_folder.SignalsFile, _folder.File("elsewhere"));
        watch.Poll();
        watch.Poll();

        Assert.Contains("missing", Assert.Single(_faults).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.SignalsFile));
        Assert.Single(_adopted);
    }

    [Fact]
    public void A_registry_older_than_the_one_in_use_is_reported_once_and_not_adopted()
    {
        Create();
        using var folder = new TempFolder();
        var path = _folder.SignalsFile;
        using var watch = new RegistryWatch(() => SignalRegistry.Open(path, _time), _adopted.Add, _faults.Add, _time);
        watch.Poll();
        path = folder.SignalsFile;
        File.Move(_folder.SignalsFile, _folder.File("elsewhere"));
        for (var look = 0; look < 4; look++)
            watch.Poll();

        Assert.Single(_faults);
        Assert.Equal([1L], _adopted.Select(table => table.Version));
    }

    private static int CountingRows(TokenTableRows table) => table.Rows.Count(row => row.Counts);

    private SignalRegistry Open() => SignalRegistry.OpenExisting(_folder.SignalsFile, _time);

    private RegistryWatch Watch() => new(
        Open,
        table =>
        {
            lock (_adopted)
                _adopted.Add(table);
        },
        _faults.Add,
        _time);

    private SignalChange Create() => _registry.Create(new NewSignal { Name = "n", Target = SignalTarget.People });
}
