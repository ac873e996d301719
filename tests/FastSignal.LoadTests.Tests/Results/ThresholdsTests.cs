using FastSignal.LoadTests.Results;

namespace FastSignal.LoadTests.Tests.Results;

public sealed class ThresholdsTests
{
    private static readonly LoadResult WithControl = Sample.Result with { Control = Sample.Control };

    [Fact]
    public void Nothing_is_broken_when_nothing_is_asked_for() => Assert.Empty(new Thresholds().Broken(Sample.Result));

    [Fact]
    public void What_is_at_a_threshold_keeps_to_it() =>
        Assert.Empty(new Thresholds { MaxP99 = 6, MaxP999 = 20, MaxFailures = 0 }.Broken(Sample.Result));

    [Fact]
    public void Each_threshold_that_is_broken_says_so() =>
        Assert.Equal(
            [
                "p99 is 6.00 ms, above --max-p99 5.5",
                "p99.9 is 20.00 ms, above --max-p999 19",
                "3 requests failed, above --max-failures 2",
            ],
            new Thresholds { MaxP99 = 5.5, MaxP999 = 19, MaxFailures = 2 }.Broken(Sample.Result with { Failures = 3 }));

    [Fact]
    public void A_run_without_an_answer_is_broken_always() =>
        Assert.Equal(["nothing was answered"], new Thresholds().Broken(Sample.Result with { Answered = 0 }));

    [Fact]
    public void The_control_may_be_exceeded_by_so_much() =>
        Assert.Empty(new Thresholds { MaxP99OverControl = 4.5, MaxP999OverControl = 16 }.Broken(WithControl));

    [Fact]
    public void What_is_further_above_the_control_is_broken() =>
        Assert.Equal(
            [
                "p99 is 6.00 ms, above --max-p99-over-control 4 and the control's 1.50 ms",
                "p99.9 is 20.00 ms, above --max-p999-over-control 15 and the control's 4.00 ms",
            ],
            new Thresholds { MaxP99OverControl = 4, MaxP999OverControl = 15 }.Broken(WithControl));

    [Fact]
    public void A_control_does_not_soften_the_other_thresholds() =>
        Assert.Equal(["p99 is 6.00 ms, above --max-p99 5"], new Thresholds { MaxP99 = 5 }.Broken(WithControl));
}
