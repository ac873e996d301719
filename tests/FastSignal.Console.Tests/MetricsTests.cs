using System.Diagnostics.Metrics;
using FastSignal.Leads;

namespace FastSignal.Console.Tests;

public sealed class MetricsTests : IDisposable
{
    private readonly TempData _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task Follow_the_consumer()
    {
        var signal = _data.CreateSignal(new NewSignal { Name = "People", Target = SignalTarget.People, Status = SignalStatus.Live });
        var tag = $"signal=\"{signal.Id}\"";
        _data.Post(signal.Id, """{"email":"ada@example.com"}""");
        _data.Post(signal.Id, """{"email":"ada@example.com"}""");
        _data.Time.Advance(TimeSpan.FromSeconds(2));
        using var consumer = _data.OpenConsumer();
        using var browser = new Browser(_data, _data.Options with { Consumer = () => consumer.Figures });

        var before = await browser.MetricsAsync();
        Assert.Equal(2, Browser.Value(before, "fastsignal_leads_consumer_lag_entries"));
        Assert.Equal(3, Browser.Value(before, "fastsignal_leads_consumer_lag_duration_seconds"));
        Assert.Equal(0, Browser.Value(before, "fastsignal_leads_consumer_alarm"));
        Assert.Equal(2, Browser.Value(before, "fastsignal_log_entries_committed_total"));
        Assert.Equal(1, Browser.Value(before, "fastsignal_leads_sources_unreadable", "source=\"leads\""));

        consumer.DrainToEnd();

        var after = await browser.MetricsAsync();
        Assert.Equal(0, Browser.Value(after, "fastsignal_leads_consumer_lag_entries"));
        Assert.Equal(0, Browser.Value(after, "fastsignal_leads_consumer_lag_duration_seconds"));
        Assert.Equal(1, Browser.Value(after, "fastsignal_leads_outcomes", tag, "outcome=\"lead_created\""));
        Assert.Equal(1, Browser.Value(after, "fastsignal_leads_outcomes", tag, "outcome=\"lead_updated\""));
        Assert.Equal(1, Browser.Value(after, "fastsignal_leads_stored", tag));
        Assert.Equal(0, Browser.Value(after, "fastsignal_leads_sources_unreadable", "source=\"leads\""));
        Assert.Equal(_data.OpenLog().CommittedUntil.Address - 64, Browser.Value(after, "fastsignal_log_committed_bytes_total"));
        Assert.Equal(_data.OpenLog().CommittedUntil.Address - 64, Browser.Value(after, "fastsignal_log_retained_bytes"));
    }

    [Fact]
    public async Task Show_what_is_held_until_it_is_not()
    {
        var signal = _data.CreateSignal(new NewSignal { Name = "People", Target = SignalTarget.People, Status = SignalStatus.Live });
        var tag = $"signal=\"{signal.Id}\"";
        _data.Change(registry => registry.Pause(signal.Id));
        _data.Post(signal.Id, """{"email":"ada@example.com"}""");
        _data.Post(99, """{"email":"bob@example.com"}""");
        _data.Consume();
        using var browser = new Browser(_data);

        var paused = await browser.MetricsAsync();
        Assert.Equal(1, Browser.Value(paused, "fastsignal_leads_entries_held", tag));
        Assert.Equal(1, Browser.Value(paused, "fastsignal_leads_outcomes", tag, "outcome=\"paused\""));
        Assert.Equal(1, Browser.Value(paused, "fastsignal_leads_outcomes", "signal=\"unknown\"", "outcome=\"unknown_signal\""));

        _data.Change(registry => registry.Resume(signal.Id));
        _data.Consume();

        var resumed = await browser.MetricsAsync();
        Assert.Equal(0, Browser.Value(resumed, "fastsignal_leads_entries_held", tag));
        Assert.Equal(0, Browser.Value(resumed, "fastsignal_leads_outcomes", tag, "outcome=\"paused\""));
        Assert.Equal(1, Browser.Value(resumed, "fastsignal_leads_outcomes", tag, "outcome=\"lead_created\""));
    }

    [Fact]
    public async Task Export_the_meters_that_are_named_and_no_others()
    {
        using var named = new Meter("fastsignal.test.named");
        using var other = new Meter("fastsignal.test.other");
        using var browser = new Browser(_data, _data.Options with { Meters = ["fastsignal.test.named"] });
        var requests = named.CreateCounter<long>("fastsignal.test.requests", "{request}");
        requests.Add(3, new KeyValuePair<string, object?>("status", 202));
        other.CreateCounter<long>("fastsignal.test.secret").Add(1);

        var metrics = await browser.MetricsAsync();

        Assert.Equal(3, Browser.Value(metrics, "fastsignal_test_requests_total", "status=\"202\""));
        Assert.DoesNotContain("fastsignal_test_secret", metrics);
    }

    [Fact]
    public async Task Show_what_the_runtime_allocated_and_collected()
    {
        using var browser = new Browser(_data);
        var before = Browser.Value(await browser.MetricsAsync(), "dotnet_gc_heap_total_allocated_bytes_total");

        var kept = new byte[1 << 20];
        var metrics = await browser.MetricsAsync();

        Assert.InRange(Browser.Value(metrics, "dotnet_gc_heap_total_allocated_bytes_total") - before, kept.Length, double.MaxValue);
        Assert.InRange(Browser.Value(metrics, "dotnet_gc_collections_total", "gc_heap_generation=\"gen0\""), 0, double.MaxValue);
        Assert.InRange(Browser.Value(metrics, "dotnet_gc_collections_total", "gc_heap_generation=\"gen2\""), 0, double.MaxValue);
    }

    [Fact]
    public async Task Leave_out_what_nobody_knows()
    {
        using var browser = new Browser(_data);
        var metrics = await browser.MetricsAsync();

        Assert.DoesNotContain("fastsignal_leads_consumer_lag_entries{", metrics);
        Assert.DoesNotContain("fastsignal_log_committed_bytes_total{", metrics);
        Assert.Equal(1, Browser.Value(metrics, "fastsignal_leads_sources_unreadable", "source=\"log\""));
    }
}
