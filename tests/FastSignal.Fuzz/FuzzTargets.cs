using FastSignal.Fuzz.Targets;

namespace FastSignal.Fuzz;

/// <summary>Every target.</summary>
internal static class FuzzTargets
{
    /// <summary>Those whose oracles have to hold.</summary>
    public static IReadOnlyList<IFuzzTarget> Real { get; } =
        [new HeadTarget(), new ChunkedTarget(), new FlattenerTarget(), new RecordTarget(), new ConnectionTarget()];

    /// <summary>The one with a planted fault that blind mutations find: if the rig does not, it finds nothing else either.</summary>
    public static IFuzzTarget Canary { get; } = new CanaryTarget();

    /// <summary>The one with a planted fault that only coverage leads to, for the guided run.</summary>
    public static IFuzzTarget DeepCanary { get; } = new DeepCanaryTarget();

    /// <summary>All of them.</summary>
    public static IReadOnlyList<IFuzzTarget> All { get; } = [.. Real, Canary, DeepCanary];

    /// <summary>The target of a name; null if there is none.</summary>
    public static IFuzzTarget? Named(string name) => All.SingleOrDefault(target => string.Equals(target.Name, name, StringComparison.Ordinal));
}
