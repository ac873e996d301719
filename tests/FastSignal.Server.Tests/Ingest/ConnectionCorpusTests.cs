using CsCheck;
using FastSignal.Harness;
using FastSignal.Harness.Connections;

namespace FastSignal.Server.Tests.Ingest;

/// <summary>Every connection of the corpus over an exchange without a socket: whole, octet by octet, and cut at random.</summary>
public class ConnectionCorpusTests(ITestOutputHelper output)
{
    /// <summary>Beyond that, octet by octet says nothing new and takes long.</summary>
    private const int MaxSingleOctets = 16 * 1024;

    private static readonly byte[] NextRequest = Request.Post(ConnectionCorpus.Live, """{"next":true}""");

    public static TheoryData<string> Names => [.. ConnectionCorpus.All.Select(static connection => connection.Name)];

    [Fact]
    public void The_corpus_has_cases_for_every_rule()
    {
        Assert.True(ConnectionCorpus.All.Count > 1_000);
        for (var rule = 1; rule <= 25; rule++)
            Assert.True(ConnectionCorpus.Of($"rule{rule:00}").Count >= 10, $"rule {rule} has {ConnectionCorpus.Of($"rule{rule:00}").Count} cases");
        Assert.Equal(ConnectionCorpus.All.Count,
                ConnectionCorpus.All.Select(static connection => connection.Name[connection.Name.IndexOf('_', StringComparison.Ordinal)..])
            .Distinct(StringComparer.Ordinal).Count());
    }

    [Theory, MemberData(nameof(Names))]
    public void A_connection_that_comes_whole_ends_as_its_name_says(string name)
    {
        var connection = ConnectionCorpus.Named(name);
        using var memory = new MemoryConnection();
        memory.Feed(connection.Octets);
        Check(connection, memory, isInPieces: false);
    }

    [Theory, MemberData(nameof(Names))]
    public void Octet_by_octet_it_ends_in_the_same_way(string name)
    {
        var connection = ConnectionCorpus.Named(name);
        if (connection.Octets.Length <= MaxSingleOctets)
            RunInPieces(connection, [.. Enumerable.Range(1, connection.Octets.Length)]);
    }

    [Theory, MemberData(nameof(Names))]
    public void Cut_at_random_it_ends_in_the_same_way(string name)
    {
        var connection = ConnectionCorpus.Named(name);
        if (connection.Octets.Length < 2)
            return;
        Gen.Int[1, connection.Octets.Length - 1].Array[1, 8]
            .Sample(places => RunInPieces(connection, places), writeLine: output.WriteLine, iter: connection.Octets.Length <= MaxSingleOctets
                ? 30
                : 3, threads: 1);
    }

    [Fact]
    public void Any_connection_that_stays_may_stand_in_front_of_any_other()
    {
        // Which version an answer owes something to, and how many empty lines there are, is judged for the octets as a whole: such cases stand alone.
        var small = ConnectionCorpus.Files.Where(static connection => !connection.IsHttp10 && connection.Octets is not [(byte)'\r' or (byte)'\n', ..])
            .ToArray();
        var staying = small.Where(static connection => connection.End is ConnectionEnd.Stays).ToArray();
        Gen.Select(OneOf(staying).Array[1, 4], OneOf(small), Gen.Int[1, 2_000].Array[0, 4]).Sample(
            (before, last, cuts) =>
            {
                var joined = Join([.. before, last]);
                using var memory = new MemoryConnection();
                foreach (var piece in ExchangeRun.Cut(joined.Octets, cuts))
                    memory.Feed(piece);
                CheckRun(joined, memory, isInPieces: cuts.Length > 0);
            },
            writeLine: output.WriteLine,
            iter: 3_000,
            print: drawn => string.Join(" + ", drawn.Item1.Append(drawn.Item2).Select(static connection => connection.Name)) + " cut at "
                + string.Join(',', drawn.Item3));
    }

    [Theory]
    [InlineData("202-202k_rule23_two", "202k_x_an_answer_too_many")]
    [InlineData("202-202k_rule23_two", "202-202-202k_x_an_answer_missing")]
    [InlineData("202-202k_rule23_two", "202-200k_x_another_status")]
    [InlineData("202-202k_rule23_two", "202-202c_x_it_stays")]
    [InlineData("202-202k_rule23_two", "202-202w_x_it_does_not_wait")]
    [InlineData("202-202k_rule23_two", "202h-202k_x_it_has_content")]
    [InlineData("202-202k_rule23_two", "400or500-202k_x_neither")]
    [InlineData("202c_rule22_close", "202k_x_it_closes")]
    [InlineData("202w_rule23_second_only_cr", "202k_x_it_waits")]
    [InlineData("100w_rule20_nothing_sent", "nonew_x_it_is_told_to_go_on")]
    [InlineData("200h-202k_rule21_readyz", "200-202k_x_it_has_none")]
    public void A_verdict_that_is_wrong_is_noticed(string name, string wrong)
    {
        using var memory = new MemoryConnection();
        var connection = new ConnectionCase(wrong, ConnectionCorpus.Named(name).Octets);
        memory.Feed(connection.Octets);
        Assert.ThrowsAny<Exception>(() => Check(connection, memory, isInPieces: false));
    }

    [Fact]
    public void An_entry_that_was_cut_out_of_another_is_noticed()
    {
        using var memory = new MemoryConnection();
        var connection = new ConnectionCase("202k_x_smuggled", Request.Post(ConnectionCorpus.Live, """{"smuggled":true}"""));
        memory.Feed(connection.Octets);
        Assert.ThrowsAny<Exception>(() => Check(connection, memory, isInPieces: false));
    }

    private static void RunInPieces(ConnectionCase connection, int[] places)
    {
        using var whole = new MemoryConnection();
        whole.Feed(connection.Octets);
        using var memory = new MemoryConnection();
        foreach (var piece in ExchangeRun.Cut(connection.Octets, places))
            memory.Feed(piece);

        // Where the connection may be closed early, less may have been kept.
        if (connection.End is not ConnectionEnd.MayClose)
            Assert.Equal(whole.Entries(), memory.Entries());
        if (UsesAllThatIsIts(connection))
            Assert.Equal(whole.ConsumedBytes, memory.ConsumedBytes);

        Check(connection, memory, isInPieces: true);
    }

    /// <summary>How much of a content is skipped behind a refusal that closes depends on what is there; what broken HTTP leaves over does not.</summary>
    private static bool UsesAllThatIsIts(ConnectionCase connection) =>
        connection.End is ConnectionEnd.Stays or ConnectionEnd.Waits
        || (connection.End is ConnectionEnd.Closes && connection.Answers is [.., { Statuses: [202 or 414 or 431 or 501 or 505] }]);

    private static Gen<ConnectionCase> OneOf(ConnectionCase[] cases) => Gen.Int[0, cases.Length - 1].Select(i => cases[i]);

    /// <summary>One connection with the octets of several, and all their answers.</summary>
    private static ConnectionCase Join(ConnectionCase[] parts)
    {
        var verdicts = parts.Select(static part => part.Name.Split('_')[0]).ToArray();
        var end = parts[^1].ClientEnds ? ".end" : "";
        return new ConnectionCase(
            $"{string.Join('-', verdicts.Select(static verdict => verdict[..^1]))}{verdicts[^1][^1]}_joined_x{end}",
            [.. parts.SelectMany(static part => part.Octets)]);
    }

    private static void Check(ConnectionCase connection, MemoryConnection memory, bool isInPieces)
    {
        CheckRun(connection, memory, isInPieces);

        // The next request that shows whether the connection is open is the last entry, and has no number.
        EntryContents.Check(memory.Entries());
    }

    private static void CheckRun(ConnectionCase connection, MemoryConnection memory, bool isInPieces)
    {
        if (connection.ClientEnds)
            memory.End();
        var run = RunOf(connection, memory, isInPieces);
        run.Check(connection);
        Assert.Equal(run.EntryIds.Count, memory.Records.Count);
        Assert.DoesNotContain(memory.Entries(), static entry => entry.Any(static leaf => leaf.Path == "smuggled"));
        if (!memory.IsClosed)
            CheckWhatIsLeft(connection, run, memory);
    }

    /// <summary>A connection that stays serves the next request; one that waits has begun another, and is not to be disturbed.</summary>
    private static void CheckWhatIsLeft(ConnectionCase connection, ConnectionRun run, MemoryConnection memory)
    {
        Assert.Equal(run.StaysOf(connection), memory.IsIdle);
        if (!memory.IsIdle)
            return;
        var answered = memory.Output.Length;
        memory.Feed(NextRequest);
        AnswerParser.Take(memory.Output[answered..], isToHead: false)!.Acknowledged();
        Assert.Equal("next", memory.Entries()[^1][0].Path);
    }

    private static ConnectionRun RunOf(ConnectionCase connection, MemoryConnection memory, bool isInPieces)
    {
        var answers = new List<RawAnswer>();
        var rest = memory.Output;
        for (var final = 0; !rest.IsEmpty;)
        {
            var answer = AnswerParser.Take(rest, ConnectionRun.IsToHead(connection, final));
            Assert.True(answer is not null, "half an answer");
            answers.Add(answer);
            rest = rest[answer.Octets.Length..];
            final += answer.Status >= 200 ? 1 : 0;
        }

        return new ConnectionRun(answers, memory.IsClosed, isInPieces);
    }
}
