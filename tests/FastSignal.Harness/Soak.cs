namespace FastSignal.Harness;

/// <summary>Whether the long rounds were asked for: <c>FASTSIGNAL_SOAK=1</c>.</summary>
/// <remarks>The variable is kept from the processes that the tests start, to whom it would be an unknown key.</remarks>
internal static class Soak
{
    /// <summary>Whether to run the long rounds.</summary>
    public static bool IsOn { get; } = Environment.GetEnvironmentVariable("FASTSIGNAL_SOAK") == "1";
}
