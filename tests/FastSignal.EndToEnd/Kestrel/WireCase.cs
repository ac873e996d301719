using FastSignal.Harness;

namespace FastSignal.EndToEnd.Kestrel;

/// <summary>What a client sends on one connection.</summary>
/// <param name="Name">Folder and file in tests/corpus.</param>
/// <param name="Octets">All octets.</param>
internal sealed record WireCase(string Name, byte[] Octets)
{
    /// <summary>The token of the heads.</summary>
    public const string HeadToken = "fs_0123456789abcdefghijABCDEFGHIJ01";

    /// <summary>The token that chunked bodies and most connections are posted to.</summary>
    public const string Token = "live_token_0123456789";

    /// <summary>The other tokens of the corpus that entries may be posted to.</summary>
    public const string DraftToken = "draft_token_0123456789";

    /// <summary>The token of the signal that is acknowledged with 200.</summary>
    public const string OkToken = "ok_token_0123456789";

    private static readonly byte[] ChunkedHead = Request.ChunkedHead(Token);

    /// <summary>The folder of the corpus.</summary>
    public string Folder => Name.Split('/')[0];

    /// <summary>The heads, the chunked bodies behind a head, and the connections of the corpus.</summary>
    public static IReadOnlyList<WireCase> All { get; } =
    [
        .. Files("heads"),
        .. Files("chunked").Select(static file => file with { Octets = [.. ChunkedHead, .. file.Octets] }),
        .. Files("connections"),
    ];

    private static IEnumerable<WireCase> Files(string folder)
    {
        var path = Path.Combine(FastSignalCli.Root, "tests", "corpus", folder);
        return Directory.Exists(path)
            ? Directory.GetFiles(path).Where(static file => Path.GetExtension(file) is ".http" or ".bin").Order(StringComparer.Ordinal)
                .Select(file => new WireCase($"{folder}/{Path.GetFileName(file)}", File.ReadAllBytes(file)))
            : [];
    }
}
