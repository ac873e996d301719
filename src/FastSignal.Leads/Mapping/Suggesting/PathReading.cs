namespace FastSignal.Leads;

/// <summary>All that the suggester knows about one path of the samples.</summary>
internal sealed class PathReading
{
    /// <summary>The path itself.</summary>
    public required string Path { get; init; }

    /// <summary>Its place in the sample; of equals, the first is taken.</summary>
    public required int Order { get; init; }

    /// <summary>What the samples hold here, without the empty ones.</summary>
    public required IReadOnlyList<string> Values { get; init; }

    /// <summary>True if the samples only say yes or no here.</summary>
    public bool IsFlag { get; init; }

    /// <summary>What most of the values look like.</summary>
    public required ValueShape Shape { get; init; }

    /// <summary>The words of the key itself, or of the label beside the value.</summary>
    public required Words Own { get; init; }

    /// <summary>The words of all containers around it, outermost first.</summary>
    public required Words Outer { get; init; }

    /// <summary>Whose field it is.</summary>
    public required Place Place { get; init; }

    /// <summary>The path of the container that holds it.</summary>
    public required string Container { get; init; }

    /// <summary>The path of the person or array element that it belongs to; empty for the root.</summary>
    public required string Group { get; init; }

    /// <summary>The sum of its array indices: of equals, the first element is taken.</summary>
    public required int IndexSum { get; init; }

    /// <summary>How its value is found by its label, if it has one.</summary>
    public Selector? Selector { get; init; }

    /// <summary>True if no sample has a value here.</summary>
    public bool IsEmpty => Values.Count == 0;

    /// <summary>The first value; empty without one.</summary>
    public string Value => IsEmpty ? "" : Values[0];

    /// <summary>True for a first value as programs write it: of at most <paramref name="maxChars"/>, and without a blank.</summary>
    public bool IsCode(int maxChars) => Value.Length > 0 && Value.Length <= maxChars && !Value.Contains(' ', StringComparison.Ordinal);

    /// <summary>True if the key, a label or a container says any of <paramref name="concepts"/>.</summary>
    public bool Says(ConceptSet concepts) => Own.Set.HasAny(concepts) || Outer.Set.HasAny(concepts);

    /// <summary>True if the values have <paramref name="shape"/>.</summary>
    public bool Looks(ValueShape shape) => (Shape & shape) is not ValueShape.None;
}
