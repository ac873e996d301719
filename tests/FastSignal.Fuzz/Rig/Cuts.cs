namespace FastSignal.Fuzz.Rig;

/// <summary>Places to cut an input at, derived from its octets: so an input alone says everything.</summary>
internal static class Cuts
{
    private const int MaxCuts = 5;

    /// <summary>Zero to five places, in order, the ends among them: empty pieces arrive, too.</summary>
    public static int[] Of(ReadOnlySpan<byte> input)
    {
        var state = Hash(input);
        var cuts = new int[state % (MaxCuts + 1)];
        foreach (ref var cut in cuts.AsSpan())
        {
            // Xorshift: any spread will do, as long as it is the same everywhere.
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            cut = (int)(state % (ulong)(input.Length + 1));
        }

        Array.Sort(cuts);
        return cuts;
    }

    /// <summary>FNV-1a, never 0.</summary>
    private static ulong Hash(ReadOnlySpan<byte> input)
    {
        var hash = 14695981039346656037UL;
        foreach (var octet in input)
            hash = (hash ^ octet) * 1099511628211UL;
        return hash | 1;
    }
}
