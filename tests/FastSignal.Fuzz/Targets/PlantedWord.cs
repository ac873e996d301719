namespace FastSignal.Fuzz.Targets;

/// <summary>Six comparisons in a row: the branches that coverage sees, in a type that is instrumented alone.</summary>
internal static class PlantedWord
{
    /// <summary>Whether the octets begin with the word.</summary>
    public static bool Begins(ReadOnlySpan<byte> octets)
    {
        if (octets.Length < 6 || octets[0] != 'P')
            return false;
        if (octets[1] != 'L')
            return false;
        if (octets[2] != 'A')
            return false;
        if (octets[3] != 'N')
            return false;
        if (octets[4] != 'T')
            return false;
        return octets[5] == '!';
    }
}
