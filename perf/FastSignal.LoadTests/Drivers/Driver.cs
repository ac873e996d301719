using FastSignal.LoadTests.Scenarios;
using FastSignal.LoadTests.Sending;

namespace FastSignal.LoadTests.Drivers;

/// <summary>Who sends a scenario's requests.</summary>
internal static class Driver
{
    /// <summary>The loops of this program.</summary>
    public const string BuiltIn = "built-in";

    /// <summary>NBomber, if this program was built with it.</summary>
    public const string NBomber = "nbomber";

    /// <summary>What is wrong with the name of a driver; null if nothing is.</summary>
    public static string? Refusal(string name, Scenario scenario) => name switch
    {
        BuiltIn => null,
        NBomber when NewNBomber is not null => null,
        NBomber => $"This program was built without NBomber. Build and run it with: dotnet run -c Release -p:UseNBomber=true --project perf/FastSignal.LoadTests -- {scenario.Name} --driver nbomber --url URL",
        _ => $"--driver cannot be '{name}', only {BuiltIn} or {NBomber}.",
    };

    /// <summary>A driver of a name that was not refused, for one run.</summary>
    public static ILoad Create(string name, Scenario scenario) =>
        string.Equals(name, NBomber, StringComparison.Ordinal) && NewNBomber is { } create ? create() : scenario.Load();

#if NBOMBER
    private static Func<ILoad>? NewNBomber => () => new NBomberLoad();
#else
    private static Func<ILoad>? NewNBomber => null;
#endif
}
