namespace FastSignal.Leads;

/// <summary>The names that targets have on the command line and in the store.</summary>
public static class SignalTargets
{
    /// <summary>The name of <paramref name="target"/>.</summary>
    public static string Name(SignalTarget target) => target is SignalTarget.Companies ? "companies" : "people";

    /// <summary>The target that <paramref name="name"/> names; false if there is none.</summary>
    public static bool TryParse(string? name, out SignalTarget target)
    {
        target = name is "companies" ? SignalTarget.Companies : SignalTarget.People;
        return name is "companies" or "people";
    }
}
