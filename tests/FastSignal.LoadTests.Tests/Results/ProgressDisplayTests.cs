using System.Threading.Channels;
using FastSignal.LoadTests.Results;
using FastSignal.LoadTests.Sending;
using Microsoft.Extensions.Time.Testing;

namespace FastSignal.LoadTests.Tests.Results;

public sealed class ProgressDisplayTests : IDisposable
{
    private static readonly Target Target = Target.Parse(new("http://127.0.0.1:1/"));
    private static readonly PreparedRequest Post = PreparedRequest.Post(Target, "{}");

    private readonly FakeTimeProvider _time = new();
    private readonly Measurement _measurement = new();
    private readonly TaskCompletionSource _run = new();
    private readonly LoadPlan _plan = new(Target, Rate: 1, Connections: 1, TimeSpan.FromSeconds(5), Requests: long.MaxValue);

    // A display that a failed test leaves behind ends, too.
    public void Dispose() => _run.TrySetResult();

    [Fact]
    public async Task Where_no_terminal_is_each_second_has_its_line()
    {
        await using var output = new Written();
        var showing = new ProgressDisplay(output, terminalColumns: null, _time).ShowAsync("rb2b", _plan, _measurement, () => _run.Task);

        _measurement.RecordSent();
        _measurement.RecordSent();
        _measurement.Record(Measurement.Now, Post, 202);
        _measurement.Fail();
        Assert.Matches(@"^rb2b 20 %: 2 sent, 1 answered, 1 failed, last second: p99 \d+\.\d\d ms\n$", await NextAsync(output, TimeSpan.FromSeconds(1)));
        Assert.Equal("rb2b 40 %: 2 sent, 1 answered, 1 failed, last second: no answer\n", await NextAsync(output, TimeSpan.FromSeconds(1)));

        _run.SetResult();
        await showing;
        Assert.False(output.Texts.TryRead(out var more), more);
    }

    [Fact]
    public async Task On_a_terminal_one_line_stays_up_to_date_and_goes_at_the_end()
    {
        await using var output = new Written();
        var showing = new ProgressDisplay(output, terminalColumns: 30, _time).ShowAsync("rb2b", _plan, _measurement, () => _run.Task);

        Assert.Equal("\rrb2b 5 %: 0 sent, 0 answered,", await NextAsync(output, TimeSpan.FromMilliseconds(250)));
        _measurement.RecordSent();
        Assert.Equal("\rrb2b 10 %: 1 sent, 0 answered", await NextAsync(output, TimeSpan.FromMilliseconds(250)));

        _run.SetResult();
        await showing;
        Assert.Equal("\r" + new string(' ', 29) + "\r", await output.Texts.ReadAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_a_run_fails_with_is_what_the_display_fails_with()
    {
        await using var output = new Written();
        _run.SetException(new InvalidDataException());

        await Assert.ThrowsAsync<InvalidDataException>(
            () => new ProgressDisplay(output, terminalColumns: null, _time).ShowAsync("rb2b", _plan, _measurement, () => _run.Task));
    }

    private async Task<string> NextAsync(Written output, TimeSpan after)
    {
        _time.Advance(after);
        return await output.Texts.ReadAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>What is written, text by text as it comes.</summary>
    private sealed class Written : StringWriter
    {
        private readonly Channel<string> _texts = Channel.CreateUnbounded<string>();

        public ChannelReader<string> Texts => _texts.Reader;

        public override void Write(string? value) => _texts.Writer.TryWrite(value!);

        public override void WriteLine(string? value) => _texts.Writer.TryWrite(value + "\n");
    }
}
