namespace FastSignal.Fuzz;

/// <summary>One thing that is fed hostile octets, and the oracles that must hold whatever they are.</summary>
internal interface IFuzzTarget
{
    /// <summary>The name on the command line.</summary>
    string Name { get; }

    /// <summary>The folders of tests/corpus that inputs begin from; one that is not there has no files.</summary>
    IReadOnlyList<string> CorpusFolders { get; }

    /// <summary>Makes an input of a file of the corpus.</summary>
    /// <returns>Null for a file that is nothing for this target.</returns>
    byte[]? Seed(string folder, byte[] file) => file;

    /// <summary>Feeds one input and checks all oracles. The same input gives the same outcome, whatever was fed before.</summary>
    /// <exception cref="Exception">An oracle is broken, or the code under test threw.</exception>
    void Run(ReadOnlySpan<byte> input);
}
