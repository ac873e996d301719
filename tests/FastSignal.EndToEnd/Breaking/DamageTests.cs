using System.Globalization;
using FastSignal.Harness;

namespace FastSignal.EndToEnd.Breaking;

/// <summary>Damage at a thousand places of a log: it is always told, and costs nothing but what it hit.</summary>
public sealed class DamageTests(ITestOutputHelper output)
{
    private const int Places = 1_000;
    private const int SlotPlaces = 40;
    private const int CommandPlaces = 6;

    [Fact]
    public async Task Damage_to_entries_is_always_found_and_hides_no_other_entry()
    {
        var random = new Random(Seed.Of(output.WriteLine));
        await using var log = await DamagedLog.MakeAsync(random.Next());
        var harmful = 0;
        var hiding = new List<string>();
        for (var place = 0; place < Places; place++)
        {
            var damage = log.DamageSegment(random);
            var found = log.Verify();
            if (!damage.HitsAnEntry)
            {
                var isWhole = found.Complaint is null && found.Entries.Count == log.Entries.Count;
                Assert.True(isWhole, $"{damage}: nothing was hit, but {found.Complaint ?? "entries are missing"}");
                continue;
            }

            harmful++;
            Assert.True(found.Complaint is not null, $"{damage} was not found");
            Assert.True(found.Wrong == 0, $"{damage} changed an entry unnoticed");
            var hidden = damage.Unhurt.Count(entry => !found.Entries.Contains(entry));
            if (hidden > 0)
                hiding.Add(string.Create(CultureInfo.InvariantCulture, $"{damage} hides {hidden} of {log.Entries.Count} entries that it did not hit"));
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{harmful} of {Places} places hit an entry"));
        Assert.Empty(hiding);
    }

    [Fact]
    public async Task Damage_to_a_slot_is_refused_or_costs_no_entry()
    {
        var random = new Random(Seed.Of(output.WriteLine));
        await using var log = await DamagedLog.MakeAsync(random.Next());
        for (var place = 0; place < SlotPlaces; place++)
        {
            var damage = log.DamageSlots(random);
            if (log.Open() is { } refusal)
            {
                Assert.Contains(log.Folder, refusal, StringComparison.Ordinal);
                continue;
            }

            var found = log.Verify();
            var isWhole = found.Complaint is null && found.Entries.Count == log.Entries.Count;
            Assert.True(isWhole, $"{damage}: {found.Entries.Count} of {log.Entries.Count} entries are left without a word");
        }
    }

    [Fact]
    public async Task A_server_on_a_damaged_log_refuses_to_start_or_has_everything_that_was_not_hit()
    {
        var random = new Random(Seed.Of(output.WriteLine));
        await using var log = await DamagedLog.MakeAsync(random.Next());
        for (var place = 0; place < CommandPlaces; place++)
        {
            var damage = place % 3 == 0 ? log.DamageSlots(random) : log.DamageSegment(random);
            var server = log.Subject.Start(consume: false);
            try
            {
                await server.ReadyAsync();
            }
            catch (InvalidOperationException)
            {
                Assert.Equal(1, await server.ExitAsync());
                Assert.Contains(log.Folder, server.Error, StringComparison.Ordinal);
                Assert.Contains("amaged", server.Error, StringComparison.Ordinal);
            }

            await server.DisposeAsync();
            var verified = await log.Subject.Installation.RunAsync("log", "verify");
            Assert.Equal(damage.HitsAnEntry ? 1 : 0, verified.ExitCode);
        }
    }
}
