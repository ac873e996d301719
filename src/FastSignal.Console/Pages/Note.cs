namespace FastSignal.Console;

/// <summary>One sentence above the figures: what is wrong, or not there yet.</summary>
/// <param name="IsAlarm">Whether somebody has to do something.</param>
/// <param name="Text">The sentence.</param>
internal readonly record struct Note(bool IsAlarm, string Text);
