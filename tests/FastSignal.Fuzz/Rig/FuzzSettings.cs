using System.Globalization;

namespace FastSignal.Fuzz.Rig;

/// <summary>What the environment says about the run inside the tests.</summary>
internal static class FuzzSettings
{
    private const double DefaultSeconds = 30;

    /// <summary>For how long all targets together are fed: FASTSIGNAL_FUZZ_SECONDS.</summary>
    public static TimeSpan Duration { get; } = TimeSpan.FromSeconds(
        double.TryParse(Environment.GetEnvironmentVariable("FASTSIGNAL_FUZZ_SECONDS"), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
            ? seconds
            : DefaultSeconds);

    /// <summary>What all mutations are drawn from: FASTSIGNAL_FUZZ_SEED, or another one in every run.</summary>
    public static int Seed { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("FASTSIGNAL_FUZZ_SEED"), CultureInfo.InvariantCulture, out var seed) ? seed : Random.Shared.Next();

    /// <summary>The share of one target.</summary>
    public static TimeSpan Share => Duration / (FuzzTargets.Real.Count + 1);
}
