using FastSignal.Leads;

namespace FastSignal.Console.Tests;

public sealed class ConsumerStandingTests : IDisposable
{
    private readonly TempData _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task Lag_is_what_is_committed_and_has_not_taken_effect()
    {
        var signal = _data.CreateSignal(new NewSignal { Name = "People", Target = SignalTarget.People, Status = SignalStatus.Live });
        _data.Post(signal.Id, """{"email":"ada@example.com"}""");
        _data.Consume();
        _data.Time.Advance(TimeSpan.FromHours(5));
        _data.Post(signal.Id, """{"email":"bob@example.com"}""");
        _data.Time.Advance(TimeSpan.FromSeconds(9));
        _data.Post(signal.Id, """{"email":"eve@example.com"}""");

        using var browser = new Browser(_data);
        var page = await browser.PageAsync();

        // 9 s and the second that makes the snapshot old: the hours that nothing was posted do not count.
        Assert.Contains("Consumer behind by 2 entries and 10 s", page);
        Assert.Contains("the oldest has waited 10 s", page);

        _data.Consume();

        Assert.Contains("Consumer caught up", await browser.PageAsync());
    }

    [Fact]
    public async Task Everything_is_lag_before_the_first_batch()
    {
        _data.Post(1, """{"email":"ada@example.com"}""");

        using var browser = new Browser(_data);

        Assert.Contains("Consumer behind by 1 entry and 1 s", await browser.PageAsync());
    }

    [Fact]
    public async Task A_consumer_that_stopped_is_an_alarm()
    {
        _data.Post(1, """{"email":"ada@example.com"}""");
        _data.Consume();
        _data.Post(1, """{"email":"bob@example.com"}""");
        File.WriteAllText(Path.Combine(_data.LogDirectory, "id"), "0badc0de\n");
        using var consumer = _data.OpenConsumer();
        using var never = new ManualResetEvent(initialState: false);
        consumer.Run(never);

        using var browser = new Browser(_data, _data.Options with { Consumer = () => consumer.Figures });
        var page = await browser.PageAsync();

        Assert.Contains("<title>Alarm - FastSignal</title>", page);
        Assert.Contains("Consumer stopped", page);
        Assert.Contains("belongs to log", page);
        Assert.Equal(1, Browser.Value(await browser.MetricsAsync(), "fastsignal_leads_consumer_alarm"));
    }

    [Fact]
    public async Task A_checkpoint_of_another_log_is_an_alarm_even_without_a_consumer()
    {
        _data.Post(1, """{"email":"ada@example.com"}""");
        _data.Consume();
        File.WriteAllText(Path.Combine(_data.LogDirectory, "id"), "0badc0de\n");

        using var browser = new Browser(_data);

        Assert.Contains("but this log is 0badc0de.", await browser.PageAsync());
    }
}
