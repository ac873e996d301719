using System.Globalization;
using System.Text;
using FastSignal.Harness;

namespace FastSignal.EndToEnd;

/// <summary>However the octets of a request arrive, answer and record are those of the request that came whole.</summary>
public sealed class FramingTests
{
    /// <summary>Every kind of leaf, escapes, characters of two, three and four octets, a surrogate pair and a lone one, a long number.</summary>
    private static readonly byte[] Content = Encoding.UTF8.GetBytes(
        """
        {"LinkedIn URL":"https://www.linkedin.com/in/mara-fs/","Näme":"Mara \"L\" \u00e9\n☃😀\ud83d\ude00\ud800","nested":{"a.b":[1,-2.50e+10,true,false,null,{},[]],"":{"":"x"}},
         "big":123456789012345678901234567890.000,"a":1,"a":{"b":2},"nul":"x\u0000y","empty":{},"none":[], "last":"z" }
        """);

    [Fact]
    public Task A_request_split_at_any_octet_is_the_same_request() =>
        AssertAnySplitIsTheSameAsync(static token => Request.Post(token, Content));

    [Fact]
    public Task A_chunked_request_split_at_any_octet_is_the_same_request() =>
        AssertAnySplitIsTheSameAsync(static token => Request.Chunked(token, Content, chunkSize: 17));

    [Fact]
    public async Task A_request_that_comes_octet_by_octet_is_the_same_request()
    {
        await using var installation = new Installation();
        var signal = await installation.CreateSignalAsync();
        await using var server = await installation.ServeAsync("--console", "none");
        using var client = server.Connect();

        foreach (var request in (byte[][])[Request.Post(signal.Token, Content), Request.Chunked(signal.Token, Content, chunkSize: 5)])
        {
            client.SendInPieces(request, Enumerable.Range(1, request.Length - 1));
            client.Read().Acknowledged();
        }

        await AssertAllRecordsEqualAsync(installation, 2);
    }

    [Fact]
    public async Task Chunks_of_every_size_make_the_same_record()
    {
        await using var installation = new Installation();
        var signal = await installation.CreateSignalAsync();
        await using var server = await installation.ServeAsync("--console", "none");
        using var client = server.Connect();
        var whole = client.Exchange(Request.Post(signal.Token, Content));

        for (var size = 1; size <= 64; size++)
            Assert.Equal(whole.WithoutDateAndEntryId, client.Exchange(Request.Chunked(signal.Token, Content, size)).WithoutDateAndEntryId);

        await AssertAllRecordsEqualAsync(installation, 65);
    }

    [Fact]
    public async Task Requests_in_one_segment_are_answered_in_their_order()
    {
        await using var installation = new Installation();
        var signal = await installation.CreateSignalAsync();
        await using var server = await installation.ServeAsync("--console", "none");
        using var client = server.Connect();
        var one = Request.Post(signal.Token, Content);
        var two = Request.Chunked(signal.Token, Content, 9);

        client.Send([.. one, .. two, .. one]);
        var answers = new[] { client.Read(), client.Read(), client.Read() };

        var ids = answers.Select(static answer => answer.Acknowledged()).ToArray();
        Assert.Equal(ids, (await installation.EntriesAsync()).Select(static entry => entry.Id));
        await AssertAllRecordsEqualAsync(installation, 3);
    }

    [Fact]
    public async Task A_pipeline_cut_at_any_octet_gives_the_same_answers_refusals_among_them()
    {
        await using var installation = new Installation();
        var signal = await installation.CreateSignalAsync();
        await using var server = await installation.ServeAsync("--console", "none");
        byte[] pipeline =
        [
            .. Request.Post(signal.Token, """{"n":1}"""), .. Request.Post("fs_nobody_knows_this_token", """{"n":2}"""),
            .. Request.Chunked(signal.Token, """{"n":3}"""u8, 2), .. Request.Head($"GET {Request.Path(signal.Token)} HTTP/1.1", "Host: h"),
            .. Request.Post(signal.Token, """{"n":4}"""),
        ];
        int[] expected = [202, 404, 202, 405, 202];

        using var client = server.Connect();
        for (var cut = 1; cut < pipeline.Length; cut += 3)
        {
            client.SendInPieces(pipeline, [cut]);
            Assert.Equal(expected, expected.Select(_ => client.Read().Status));
        }
    }

    [Fact]
    public async Task A_deep_pipeline_is_answered_whole_and_in_order()
    {
        await using var installation = new Installation();
        var signal = await installation.CreateSignalAsync();
        await using var server = await installation.ServeAsync("--console", "none");
        using var client = server.Connect();
        const int Requests = 2_000;
        var pipeline = Enumerable.Range(0, Requests)
            .SelectMany(i => Request.Post(signal.Token, string.Create(CultureInfo.InvariantCulture, $$"""{"n":{{i}}}"""))).ToArray();

        var sender = Task.Factory.StartNew(() => client.Send(pipeline), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var ids = Enumerable.Range(0, Requests).Select(_ => client.Read().Acknowledged()).ToArray();
        await sender;

        var entries = await installation.EntriesAsync();
        Assert.Equal(ids, entries.Select(static entry => entry.Id));
        Assert.Equal(Enumerable.Range(0, Requests)
            .Select(static i => i.ToString(CultureInfo.InvariantCulture)), entries.Select(static entry => entry.Value("n")));
    }

    private static async Task AssertAnySplitIsTheSameAsync(Func<string, byte[]> requestWith)
    {
        await using var installation = new Installation();
        var signal = await installation.CreateSignalAsync();
        await using var server = await installation.ServeAsync("--console", "none");
        using var client = server.Connect();
        var request = requestWith(signal.Token);
        var whole = client.Exchange(request);
        whole.Acknowledged();

        for (var cut = 1; cut < request.Length; cut++)
        {
            client.SendInPieces(request, [cut]);
            Assert.Equal(whole.WithoutDateAndEntryId, client.Read().WithoutDateAndEntryId);
        }

        await AssertAllRecordsEqualAsync(installation, request.Length);
    }

    private static async Task AssertAllRecordsEqualAsync(Installation installation, int count)
    {
        var entries = await installation.EntriesAsync();
        Assert.Equal(count, entries.Count);
        var expected = Expected();
        Assert.All(entries, entry => Assert.Equal(expected, entry.Fields));
    }

    /// <summary>The walk over a document, which does not know the lone surrogate: that one is put in by hand.</summary>
    private static IReadOnlyList<Leaf> Expected()
    {
        var readable = Encoding.UTF8.GetString(Content).Replace("\\ud800", "\\ufffd", StringComparison.Ordinal);
        return ReferenceFlattener.Flatten(Encoding.UTF8.GetBytes(readable));
    }
}
