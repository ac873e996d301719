namespace FastSignal.Harness.Connections;

/// <summary>All cases: the files of <c>tests/corpus/connections</c>, and those that are too large for one.</summary>
internal static class ConnectionCorpus
{
    /// <summary>The tokens that the cases use. None of them may stand in any answer.</summary>
    public const string Live = "live_token_0123456789";
    public const string Draft = "draft_token_0123456789";
    public const string Ok = "ok_token_0123456789";
    public const string Paused = "paused_token_0123456789";
    public const string Archived = "archived_token_0123456789";
    public const string Nobody = "nobody_token_0123456789";

    /// <summary>The cases of the files, in the order of their names.</summary>
    public static IReadOnlyList<ConnectionCase> Files { get; } =
    [
        .. Directory.EnumerateFiles(Path.Combine(FastSignalCli.Root, "tests", "corpus", "connections"), "*.http").Order(StringComparer.Ordinal)
            .Select(static file => new ConnectionCase(Path.GetFileNameWithoutExtension(file), File.ReadAllBytes(file))),
    ];

    /// <summary>The cases that are made in code.</summary>
    public static IReadOnlyList<ConnectionCase> Large { get; } = [.. LargeConnections.All()];

    /// <summary>Every case.</summary>
    public static IReadOnlyList<ConnectionCase> All { get; } = [.. Files, .. Large];

    /// <summary>All tokens.</summary>
    public static IReadOnlyList<string> Tokens { get; } = [Live, Draft, Ok, Paused, Archived, Nobody];

    /// <summary>The cases of one topic.</summary>
    public static IReadOnlyList<ConnectionCase> Of(string topic) => [.. All.Where(connection => connection.Topic == topic)];

    /// <summary>A case by its name.</summary>
    public static ConnectionCase Named(string name) => All.Single(connection => connection.Name == name);
}
