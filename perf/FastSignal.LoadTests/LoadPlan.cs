using FastSignal.LoadTests.Sending;

namespace FastSignal.LoadTests;

/// <summary>How much load, and on what.</summary>
/// <param name="Target">The signal.</param>
/// <param name="Rate">Requests a second, in the open loop.</param>
/// <param name="Connections">How many connections.</param>
/// <param name="Duration">When to stop sending.</param>
/// <param name="Requests">After how many requests to stop.</param>
internal sealed record LoadPlan(Target Target, int Rate, int Connections, TimeSpan Duration, long Requests)
{
    /// <summary>How long an answer is waited for after the last request; then it counts as a failure.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    /// <summary>The number of the first request. Numbers make contents and idempotency keys differ.</summary>
    public long FirstNumber { get; private init; }

    /// <summary>How long requests fall due at the rate: until the time is over, or all of them have.</summary>
    public TimeSpan SendingTime => Requests / (double)Rate < Duration.TotalSeconds ? TimeSpan.FromSeconds(Requests / (double)Rate) : Duration;

    /// <summary>The same load for a moment, under numbers that the real run does not use.</summary>
    public LoadPlan WarmUp(TimeSpan duration) => this with { Duration = duration, Requests = long.MaxValue, FirstNumber = 5_000_000_000 };
}
