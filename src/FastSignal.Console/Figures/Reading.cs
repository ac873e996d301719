namespace FastSignal.Console;

/// <summary>What was read from one place, or why it could not be read.</summary>
/// <typeparam name="T">What the place says.</typeparam>
/// <param name="Value">What was read; null if it could not be.</param>
/// <param name="FaultText">Why not, in words for a person; null if it was read.</param>
internal sealed record Reading<T>(T? Value, string? FaultText)
    where T : class
{
    /// <summary>Says that nobody has looked so far.</summary>
    internal static Reading<T> NotYet { get; } = Unreadable("Not read yet.");

    /// <summary>It could be read.</summary>
    internal static Reading<T> Of(T value) => new(value, FaultText: null);

    /// <summary>It could not be read.</summary>
    internal static Reading<T> Unreadable(string faultText) => new(Value: null, faultText);
}
