using System.Text;
using System.Text.Json;
using FastSignal.Harness;

namespace FastSignal.EndToEnd;

/// <summary>The flatten command says what an obvious walk says.</summary>
public sealed class FlattenTests
{
    public static readonly TheoryData<string> Contents =
    [
        "{}",
        """{"a":{"b":1},"a":{"b":2},"a.b":3,"c":0}""",
        """{"a":1,"b":2,"a":3}""",
        """{"emails":[{"value":"a@b.example"},{"value":null},[],{},[[1]]],"":{"":true}}""",
        """{"n":[0,-0,1.0,1e400,-2.5E+10,123456789012345678901234567890,0.10]}""",
        """{"First Name":"Zo\u00eb","e\u006dail":"x\u0000y","quote\"d":"\\\/\b\f\n\r\t","emoji":"\ud83d\ude00😀"}""",
        "\uFEFF { \"bom\" : [ true , false , null ] } \r\n",
    ];

    private static int EveryOf => Soak.IsOn ? 1 : 9; // Each is a process.

    [Theory]
    [MemberData(nameof(Contents))]
    public async Task A_content_flattens_as_the_walk_says(string content)
    {
        var lines = (await FastSignalCli.RunWithInputAsync(content, "flatten")).JsonLines();
        Assert.Equal(ReferenceFlattener.Flatten(WithoutMark(content)), lines.Select(EntryLine.ParseLeaf));
    }

    [Fact]
    public async Task Labelled_payloads_flatten_as_the_walk_says()
    {
        var folder = Path.Combine(FastSignalCli.Root, "tests", "corpus", "payloads");
        if (!Directory.Exists(folder))
            Assert.Skip("There are no payloads in tests/corpus.");
        await using var installation = new Installation();
        var file = installation.Beside("payload.json");
        foreach (var labelled in Directory.EnumerateFiles(folder, "*.json").Where(static (_, i) => i % EveryOf == 0))
        {
            using var document = JsonDocument.Parse(await File.ReadAllBytesAsync(labelled, TestContext.Current.CancellationToken));
            var payload = Encoding.UTF8.GetBytes(document.RootElement.GetProperty("payload").GetRawText());
            await File.WriteAllBytesAsync(file, payload, TestContext.Current.CancellationToken);
            var lines = (await FastSignalCli.RunAsync("flatten", file)).JsonLines();
            Assert.Equal(ReferenceFlattener.Flatten(payload), lines.Select(EntryLine.ParseLeaf));
        }
    }

    [Fact]
    public async Task Random_objects_posted_to_a_server_are_kept_as_the_walk_says()
    {
        await using var installation = new Installation();
        var signal = await installation.CreateSignalAsync();
        await using var server = await installation.ServeAsync("--console", "none");
        using var client = server.Connect();
        var random = new Random(20_261_004);
        var contents = Enumerable.Range(0, 1_000).Select(_ => RandomJson.Object(random)).ToList();

        foreach (var content in contents)
        {
            var octets = Encoding.UTF8.GetBytes(content);
            client.Exchange(random.Next(2) == 0 ? Request.Post(signal.Token, octets) : Request.Chunked(signal.Token, octets, random.Next(1, 50)))
                .Acknowledged();
        }

        var entries = await installation.EntriesAsync();
        Assert.Equal(contents.Count, entries.Count);
        for (var i = 0; i < contents.Count; i++)
            Assert.Equal(ReferenceFlattener.Flatten(Encoding.UTF8.GetBytes(contents[i])), entries[i].Fields);
    }

    private static byte[] WithoutMark(string content) => Encoding.UTF8.GetBytes(content.TrimStart('\uFEFF'));
}
