namespace FastSignal.Fuzz.Targets;

/// <summary>Counts the tabs that something stands behind, but forgets one at the end of a piece: the planted fault.</summary>
internal struct PlantedTabCounter
{
    /// <summary>The tabs so far.</summary>
    public int Count { get; private set; }

    /// <summary>Takes a piece.</summary>
    public void Take(ReadOnlySpan<byte> piece)
    {
        for (var at = 0; at + 1 < piece.Length; at++)
            Count += piece[at] == '\t' ? 1 : 0;
    }
}
