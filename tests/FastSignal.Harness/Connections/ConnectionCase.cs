namespace FastSignal.Harness.Connections;

/// <summary>The octets of one whole connection, and what its name says becomes of them (<c>tests/corpus/connections/README.md</c>).</summary>
internal sealed class ConnectionCase
{
    private const string EndMark = ".end";

    /// <summary>Reads the verdict out of a name such as <c>202-404hk_rule21_what</c>.</summary>
    /// <exception cref="FormatException">The name is no verdict.</exception>
    public ConnectionCase(string name, byte[] octets)
    {
        Name = name;
        Octets = octets;
        var parts = name.Split('_', 3);
        if (parts.Length < 3 || parts[0].Length < 2)
            throw new FormatException($"'{name}' is not {{statuses}}{{c|k|w|m}}_{{topic}}_{{what}}.");
        Topic = parts[1];
        ClientEnds = name.EndsWith(EndMark, StringComparison.Ordinal);
        Answers = [.. parts[0][..^1].Split('-').SelectMany(ExpectedAnswer.Parse)];
        End = parts[0][^1] switch
        {
            'c' => ConnectionEnd.Closes,
            'k' => ConnectionEnd.Stays,
            'w' => ConnectionEnd.Waits,
            'm' => ConnectionEnd.MayClose,
            _ => throw new FormatException($"'{name}': the letter behind the statuses must be c, k, w or m."),
        };
        FinalAnswers = [.. Answers.Where(static answer => !answer.IsInterim)];
        IsHttp10 = octets.AsSpan().IndexOf(" HTTP/1.0\r\n"u8) >= 0;
        Expects = octets.AsSpan().IndexOf("xpect:"u8) >= 0 || octets.AsSpan().IndexOf("XPECT:"u8) >= 0;
    }

    /// <summary>Verdict and topic, without the ending of the file.</summary>
    public string Name { get; }

    /// <summary>What the client sends, raw.</summary>
    public byte[] Octets { get; }

    /// <summary>What it is about: <c>rule01</c> to <c>rule25</c>, or a word.</summary>
    public string Topic { get; }

    /// <summary>The answers in their order, interim ones too.</summary>
    public IReadOnlyList<ExpectedAnswer> Answers { get; }

    /// <summary>The answers in their order, without the interim ones.</summary>
    public IReadOnlyList<ExpectedAnswer> FinalAnswers { get; }

    /// <summary>What becomes of the connection.</summary>
    public ConnectionEnd End { get; }

    /// <summary>The client ends its side behind the octets.</summary>
    public bool ClientEnds { get; }

    /// <summary>A request speaks HTTP/1.0: no 100 may come, and an answer that keeps the connection says so.</summary>
    public bool IsHttp10 { get; }

    /// <summary>A request has an expectation: whether a 100 comes depends on what is there already.</summary>
    public bool Expects { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
