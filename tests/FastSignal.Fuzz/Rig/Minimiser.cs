using System.Diagnostics;

namespace FastSignal.Fuzz.Rig;

/// <summary>Makes a failing input smaller, for as long as it is worth: what is left is easier to read.</summary>
internal static class Minimiser
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>Cuts out ever smaller pieces, as long as the target still fails in the same way.</summary>
    public static byte[] Smaller(IFuzzTarget target, byte[] failing)
    {
        var began = Stopwatch.GetTimestamp();
        var kind = Kind(Campaign.Try(target, failing));
        var smallest = failing;
        for (var size = Math.Max(1, failing.Length / 2); Stopwatch.GetElapsedTime(began) < Patience;)
        {
            var before = smallest.Length;
            for (var at = 0; at < smallest.Length && Stopwatch.GetElapsedTime(began) < Patience;)
            {
                byte[] without = [.. smallest.AsSpan(0, at), .. smallest.AsSpan(Math.Min(smallest.Length, at + size))];
                if (string.Equals(Kind(Campaign.Try(target, without)), kind, StringComparison.Ordinal))
                    smallest = without;
                else
                    at += size;
            }

            if (size == 1 && smallest.Length == before)
                break;
            size = Math.Max(1, size / 2);
        }

        return smallest;
    }

    /// <summary>The first line of the message without its numbers: another fault is not what is looked for.</summary>
    private static string? Kind(Exception? broken) =>
        broken is null ? null : broken.GetType().Name + string.Concat(broken.Message.Split('\n')[0].Where(character => !char.IsAsciiDigit(character)));
}
