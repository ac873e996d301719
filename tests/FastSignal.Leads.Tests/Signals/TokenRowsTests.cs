using FastSignal.Harness;
using Microsoft.Extensions.Time.Testing;

namespace FastSignal.Leads.Tests;

public sealed class TokenRowsTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = new(DateTimeOffset.Parse("2026-01-01T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture));
    private readonly SignalRegistry _registry;

    public TokenRowsTests() => _registry = SignalRegistry.Open(_folder.SignalsFile, _time);

    public void Dispose()
    {
        _registry.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Without_a_change_nothing_has_changed()
    {
        Create();
        var changes = _registry.ReadTable(_registry.ReadTable());
        Assert.False(changes.IsWhole);
        Assert.Empty(changes.Rows);
    }

    [Fact]
    public void An_archived_signal_is_a_change_whose_tokens_count_no_longer()
    {
        var id = Create();
        _registry.Rotate(id, TimeSpan.FromHours(1));
        Create();
        var last = _registry.ReadTable();
        _registry.Archive(id);

        Assert.Equal([(id, false), (id, false)], _registry.ReadTable(last).Rows.Select(row => (row.SignalId, row.Counts)));
    }

    [Fact]
    public void The_end_of_an_overlap_is_a_change_and_says_when_the_next_one_ends()
    {
        var (first, second) = (Create(), Create());
        _registry.Rotate(first, TimeSpan.FromHours(1));
        _registry.Rotate(second, TimeSpan.FromHours(2));
        var last = _registry.ReadTable();
        _time.Advance(TimeSpan.FromHours(1));

        var changes = _registry.ReadTable(last);

        Assert.Equal((false, last.NextOverlapEnd + TimeSpan.FromHours(1)), (changes.IsWhole, changes.NextOverlapEnd));
        Assert.Equal([(first, false), (first, true)], changes.Rows.Select(row => (row.SignalId, row.Counts)));
    }

    [Fact]
    public void An_overlap_that_goes_on_is_not_forgotten_over_a_change_of_another_signal()
    {
        _registry.Rotate(Create(), TimeSpan.FromHours(1));
        var last = _registry.ReadTable();
        _registry.Rotate(Create(), TimeSpan.FromHours(2));

        Assert.Equal(last.NextOverlapEnd, _registry.ReadTable(last).NextOverlapEnd);
    }

    [Theory]
    [InlineData("UPDATE registry SET version = version + 1")]
    [InlineData("INSERT INTO changes (signal_id, changed_at, what, after) VALUES (1, 0, 'save', '{}')")]
    public void If_the_history_does_not_tell_all_tokens_are_read(string byOtherMeans)
    {
        Create();
        Create();
        var last = _registry.ReadTable();
        using (var database = Database.OpenExisting(_folder.SignalsFile, SignalSchema.Scripts))
            database.Execute(byOtherMeans);

        var table = _registry.ReadTable(last);

        Assert.True(table.IsWhole);
        Assert.Equal(2, table.Rows.Count);
    }

    [Fact]
    public void Changes_after_changes_give_what_reading_all_gives()
    {
        var seed = Seed.Of();
        TestContext.Current.TestOutputHelper?.WriteLine($"{Seed.Variable}={seed}");
        var random = new Random(seed);
        var tokens = new Dictionary<string, TokenRow>(StringComparer.Ordinal);
        var last = _registry.ReadTable();
        for (var round = 0; round < 200; round++)
        {
            for (var changes = random.Next(4); changes > 0; changes--)
                ChangeOne(random);
            _time.Advance(TimeSpan.FromMinutes(random.Next(3)));

            last = _registry.ReadTable(last);
            Assert.False(last.IsWhole);
            foreach (var row in last.Rows)
            {
                tokens.Remove(row.Token);
                if (row.Counts)
                    tokens.Add(row.Token, row);
            }

            var whole = _registry.ReadTable();
            Assert.Equal(whole.Rows.ToHashSet(), tokens.Values.ToHashSet());
            Assert.Equal(whole.NextOverlapEnd, last.NextOverlapEnd);
        }
    }

    private void ChangeOne(Random random)
    {
        var open = _registry.List().Where(signal => signal.Status is not SignalStatus.Archived).Select(signal => signal.Id).ToArray();
        if (open.Length < 5)
            Create();
        else if (random.Next(5) == 0)
            _registry.Archive(random.GetItems(open, 1)[0]);
        else
            _registry.Rotate(random.GetItems(open, 1)[0], TimeSpan.FromMinutes(random.Next(5)));
    }

    private long Create() => _registry.Create(new NewSignal { Name = "n", Target = SignalTarget.People }).Signal.Id;
}
