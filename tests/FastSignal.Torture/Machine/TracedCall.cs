using System.Globalization;
using System.Text.RegularExpressions;

namespace FastSignal.Torture.Machine;

/// <summary>One system call as strace saw it with <c>-f -ttt -T -y</c>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Began">When it was entered, in microseconds since 1970.</param>
/// <param name="Ended">When it was left.</param>
/// <param name="Text">Arguments and result.</param>
internal sealed partial record TracedCall(string Name, long Began, long Ended, string Text)
{
    /// <summary>Whether its error was strace's doing.</summary>
    public bool IsInjected => Text.Contains("(INJECTED)", StringComparison.Ordinal);

    /// <summary>What it returned; -1 after an error.</summary>
    public long Result => ResultPart().Match(Text) is { Success: true } match ? long.Parse(match.Groups["it"].Value, CultureInfo.InvariantCulture) : -1;

    /// <summary>The descriptor that is its first argument; -1 if there is none.</summary>
    public int Descriptor => DescriptorPart().Match(Text) is { Success: true } match ? int.Parse(match.Groups["it"].Value, CultureInfo.InvariantCulture) : -1;

    /// <summary>Reads a trace, in the order in which the calls were entered; calls that never ended are left out.</summary>
    public static IReadOnlyList<TracedCall> Parse(IEnumerable<string> lines)
    {
        var calls = new List<TracedCall>();
        var unfinished = new Dictionary<string, (long Began, string Name, string Text)>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            if (Whole().Match(line) is { Success: true } whole)
            {
                var (thread, began, name, text) = (
                    whole.Groups["thread"].Value, Microseconds(whole.Groups["at"].Value), whole.Groups["name"].Value, whole.Groups["rest"].Value);
                if (text.EndsWith("<unfinished ...>", StringComparison.Ordinal))
                    unfinished[thread] = (began, name, text[..^"<unfinished ...>".Length]);
                else
                    calls.Add(Make(name, began, text));
            }
            else if (Resumed().Match(line) is { Success: true } resumed && unfinished.Remove(resumed.Groups["thread"].Value, out var first))
            {
                calls.Add(Make(first.Name, first.Began, first.Text + resumed.Groups["rest"].Value));
            }
        }

        return [.. calls.OrderBy(static call => call.Began)];
    }

    private static TracedCall Make(string name, long began, string text) =>
        new(name, began, began + (Took().Match(text) is { Success: true } took ? Microseconds(took.Groups["it"].Value) : 0), text);

    private static long Microseconds(string seconds) => (long)(decimal.Parse(seconds, CultureInfo.InvariantCulture) * 1_000_000);

    [GeneratedRegex(@"^(?<thread>\d+) +(?<at>\d+\.\d+) (?<name>\w+)\((?<rest>.*)$", RegexOptions.ExplicitCapture | RegexOptions.Singleline)]
    private static partial Regex Whole();

    [GeneratedRegex(@"^(?<thread>\d+) +\d+\.\d+ <\.\.\. \w+ resumed>(?<rest>.*)$", RegexOptions.ExplicitCapture | RegexOptions.Singleline)]
    private static partial Regex Resumed();

    [GeneratedRegex(@"<(?<it>\d+\.\d+)>$", RegexOptions.ExplicitCapture)]
    private static partial Regex Took();

    [GeneratedRegex(@"\) += (?<it>-?\d+)", RegexOptions.ExplicitCapture | RegexOptions.RightToLeft)]
    private static partial Regex ResultPart();

    [GeneratedRegex(@"^(?<it>\d+)<", RegexOptions.ExplicitCapture)]
    private static partial Regex DescriptorPart();
}
