using System.Globalization;
using System.Text;
using FastSignal.Harness;

namespace FastSignal.EndToEnd;

/// <summary>Contents whose leaves would take gigabytes if each carried its whole path: everything that shows paths stops at 16 MiB of them, and says
/// so.</summary>
/// <remarks>Every process gets a heap of 256 MiB and ends if it needs more.</remarks>
public sealed class AmplificationTests
{
    private const int MaxContentBytes = 1 << 20;
    private const long MaxPathTextBytes = 16 << 20;
    private const long HeapBytes = 256 << 20;

    public static readonly TheoryData<string, bool> Contents = new()
    {
        { "a long key above many leaves", true },
        { "long keys above each other", true },
        { "a long array", false },
    };

    [Theory]
    [MemberData(nameof(Contents))]
    public async Task Paths_are_shown_up_to_16_MiB_and_the_cut_is_told(string shape, bool isCut)
    {
        await using var installation = new Installation();
        installation.Environment["DOTNET_GCHeapHardLimit"] = HeapBytes.ToString("X", CultureInfo.InvariantCulture);
        var signal = await installation.CreateSignalAsync("live", "--map", "email=email");
        await using var server = await installation.ServeAsync();
        var content = Encoding.UTF8.GetBytes(Content(shape));
        Assert.InRange(content.Length, MaxContentBytes * 9 / 10, MaxContentBytes);

        using (var client = server.Connect())
            client.Exchange(Request.Post(signal.Token, content)).Acknowledged();

        // Behind all paths that are shown stands the mapped one: the consumer finds it.
        var lead = Assert.Single(await installation.LeadsWithVisitsAsync(signal.Id, 1));
        Assert.Equal("mara@brightforge.example", lead.Keys["email"]);

        var entry = (await installation.RunAsync("entries", "--json")).Json();
        Assert.Equal(isCut, entry.TryGetProperty("cut", out _));
        AssertWithin(entry.GetProperty("fields").EnumerateArray().Select(EntryLine.ParseLeaf), isCut);

        var file = installation.Beside("content.json");
        await File.WriteAllBytesAsync(file, content, TestContext.Current.CancellationToken);
        var flattened = await FastSignalCli.RunAsync(installation.Environment, "flatten", file);
        AssertWithin(flattened.JsonLines().Select(EntryLine.ParseLeaf), isCut);
        Assert.Equal(isCut, flattened.Error.Contains("longer than 16 MiB", StringComparison.Ordinal));
        Assert.Equal(0, await server.StopAsync());
    }

    private static void AssertWithin(IEnumerable<Leaf> leaves, bool isCut)
    {
        var paths = leaves.Sum(static leaf => (long)Encoding.UTF8.GetByteCount(leaf.Path));
        Assert.InRange(paths, isCut ? MaxPathTextBytes / 2 : 1, MaxPathTextBytes);
    }

    private static string Content(string shape)
    {
        const string Mail = ",\"email\":\"mara@brightforge.example\"}";
        return shape switch
        {
            "a long key above many leaves" => $"{{\"{new string('k', 500_000)}\":[{Repeated("0", 250_000)}]{Mail}",
            "long keys above each other" => Nested(new string('k', 16_000), 60) + Mail,
            "a long array" => $"{{\"a\":[{Repeated("0", 520_000)}]{Mail}",
            _ => throw new ArgumentOutOfRangeException(nameof(shape), shape, "No content is called so."),
        };
    }

    private static string Repeated(string item, int count) => string.Join(',', Enumerable.Repeat(item, count));

    /// <summary>Objects in each other, each with a leaf of its own: every leaf has all keys above it in its path.</summary>
    private static string Nested(string key, int depth) =>
        "{" + string.Concat(Enumerable.Range(0, depth).Select(_ => $"\"l\":[1,2,3],\"{key}\":{{")) + "\"l\":1" + new string('}', depth);
}
