using System.Globalization;

namespace FastSignal.Harness;

/// <summary>Where random rounds begin.</summary>
/// <remarks>The variable is kept from the processes that the tests start, to whom it would be an unknown key.</remarks>
internal static class Seed
{
    /// <summary>The variable that repeats a run.</summary>
    public const string Variable = "FASTSIGNAL_SEED";

    /// <summary>A new seed, or the one that was asked for.</summary>
    public static int Of() =>
        int.TryParse(Environment.GetEnvironmentVariable(Variable), CultureInfo.InvariantCulture, out var seed) ? seed : Random.Shared.Next();

    /// <summary>The same, told to whoever reads the output of the test.</summary>
    public static int Of(Action<string> say)
    {
        var seed = Of();
        say(string.Create(CultureInfo.InvariantCulture, $"seed {seed} ({Variable} repeats it)"));
        return seed;
    }
}
