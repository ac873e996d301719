using System.Text;
using FastSignal.Leads;
using FastSignal.Parsing;
using FastSignal.Server.Refusals;

namespace FastSignal.Server.Tests.Refusals;

public sealed class RefusalJournalTests : IDisposable
{
    private readonly RefusalBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Twenty_a_second_are_noted_and_the_others_counted()
    {
        for (var second = 0; second < 3; second++)
        {
            for (var i = 0; i < 30; i++)
                _bench.Note(1, $"{second}.{i}");
            Assert.Equal(Enumerable.Range(0, 20).Select(i => $"{second}.{i}"), _bench.Waiting.TakeLast(20), StringComparer.Ordinal);
            Assert.Equal((second + 1) * 20, _bench.Waiting.Count());
            Assert.Equal((second + 1) * 10, _bench.Figures.Unkept);
            _bench.NextSecond();
        }
    }

    [Fact]
    public void A_flood_without_a_signal_leaves_half_of_the_second_to_the_signals()
    {
        for (var i = 0; i < 1_000; i++)
            _bench.Note(RejectionStore.NoSignal, "flood");
        Assert.Equal(10, _bench.Waiting.Count());
        for (var i = 0; i < 11; i++)
            _bench.Note(1, "mine");
        Assert.Equal(10, _bench.Waiting.Count(content => content is "mine"));
        Assert.Equal(990 + 1, _bench.Figures.Unkept);

        _bench.NextSecond();
        _bench.Note(RejectionStore.NoSignal, "again");
        Assert.Equal("again", _bench.Waiting.Last());
    }

    [Fact]
    public void When_all_slots_are_taken_the_newest_are_counted_until_some_are_given_back()
    {
        for (var i = 0; i < 200; i++)
        {
            if (i % 20 == 0)
                _bench.NextSecond();
            _bench.Note(1, $"{i}");
        }

        Assert.Equal(Enumerable.Range(0, RefusalJournal.SlotCount).Select(i => $"{i}"), _bench.Waiting, StringComparer.Ordinal);
        Assert.Equal(200 - RefusalJournal.SlotCount, _bench.Figures.Unkept);

        _bench.NextSecond();
        _bench.Journal.Release(2);
        _bench.Note(1, "a");
        _bench.Note(1, "b");
        _bench.Note(1, "c");
        Assert.Equal(["2", "3"], _bench.Waiting.Take(2), StringComparer.Ordinal);
        Assert.Equal(["127", "a", "b"], _bench.Waiting.TakeLast(3), StringComparer.Ordinal);
    }

    [Fact]
    public void Everything_about_it_is_noted()
    {
        Assert.True(_bench.Journal.IsEmpty);
        _bench.Journal.Note(new RefusedRequest
        {
            Why = new Refusal(Rejection.MalformedJson, "expected a value", 17, '}'),
            SignalId = 5,
            ReceivedAtMicroseconds = 123,
            UserAgent = Encoding.UTF8.GetBytes("Zapier" + new string('x', 200)),
            Beginning = "{\"a\":"u8,
            Rest = "}"u8,
        });
        _bench.Journal.Note(new RefusedRequest { Why = new Refusal(Rejection.NotFound, "no such path"), ReceivedAtMicroseconds = 124 });
        Assert.False(_bench.Journal.IsEmpty);

        var kept = _bench.Journal.Waiting();
        Assert.Equal((5, 123, 400, "malformed_json", 17), (kept[0].SignalId, kept[0].ReceivedAtMicroseconds, kept[0].Status, kept[0].Code, kept[0].Offset));
        Assert.Equal("expected a value at byte 17, found '}'", kept[0].Detail);
        Assert.Equal("Zapier" + new string('x', 122), Encoding.UTF8.GetString(kept[0].UserAgent.Span));
        Assert.Equal(("{\"a\":}", false), (Encoding.UTF8.GetString(kept[0].Content.Span), kept[0].IsCut));
        Assert.Equal((RejectionStore.NoSignal, 404, "not_found", null, 0),
            (kept[1].SignalId, kept[1].Status, kept[1].Code, kept[1].Offset, kept[1].Content.Length));
        Assert.Equal("no such path", kept[1].Detail);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 4096)]
    [InlineData(4096, 0)]
    [InlineData(100, 3996)]
    [InlineData(0, 4097)]
    [InlineData(4097, 0)]
    [InlineData(4096, 1)]
    [InlineData(1, 4096)]
    [InlineData(4095, 1_000_000)]
    [InlineData(1_000_000, 1_000_000)]
    public void The_first_4096_octets_are_kept_wherever_they_came_in(int beginning, int rest)
    {
        var content = new byte[beginning + rest];
        for (var i = 0; i < content.Length; i++)
            content[i] = (byte)(i * 31 % 251);
        _bench.Note(1, content.AsSpan(0, beginning), content.AsSpan(beginning));
        var kept = Assert.Single(_bench.Journal.Waiting());
        Assert.Equal(content.Take(4096), kept.Content.ToArray());
        Assert.Equal(content.Length > 4096, kept.IsCut);
    }

    [Fact]
    public void A_slot_shows_nothing_of_what_was_in_it_before()
    {
        _bench.Note(1, "a long content that is stored and given back");
        _bench.Journal.Release(1);
        for (var i = 0; i < RefusalJournal.SlotCount; i++)
        {
            if (i % 20 == 0)
                _bench.NextSecond();
            _bench.Note(1, "short");
        }

        Assert.All(_bench.Waiting, content => Assert.Equal("short", content));
    }

    [Fact]
    public void What_is_not_refused_is_not_noted()
    {
        _bench.Journal.Note(new RefusedRequest { Why = default, ReceivedAtMicroseconds = 1 });
        Assert.True(_bench.Journal.IsEmpty);
        Assert.Equal(0, _bench.Figures.Unkept);
    }

    [Fact]
    public void Every_rejection_can_be_kept()
    {
        foreach (var rejection in Enum.GetValues<Rejection>().Where(r => r is not Rejection.None))
        {
            _bench.NextSecond();
            _bench.Journal.Note(new RefusedRequest { Why = new Refusal(rejection, "why"), ReceivedAtMicroseconds = 1 });
            Assert.Equal(rejection.Code(), _bench.Journal.Waiting()[^1].Code);
        }
    }

    [Fact]
    public void Ten_thousand_notes_allocate_nothing()
    {
        using var wake = new AutoResetEvent(initialState: false);
        _bench.Journal.WakeWith(wake);
        var content = new byte[5_000];
        long allocated = 0;
        for (var round = 0; round < 1_000; round++)
        {
            _bench.NextSecond();
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 25; i++)
                _bench.Note(i % 2, content, content);
            if (round >= 500)
                allocated += GC.GetAllocatedBytesForCurrentThread() - before;
            _bench.Journal.Release(20);
        }

        Assert.Equal(0, allocated);
        Assert.Equal(5_000, _bench.Figures.Unkept);
    }

    [Fact]
    public void A_reader_beside_the_loop_gets_every_note_whole_and_in_order()
    {
        const int Seconds = 2_000;
        var isDone = false;
        var read = new List<KeptRejection>();
        var reader = new Thread(() =>
        {
            for (var isLast = false; !isLast;)
            {
                isLast = Volatile.Read(ref isDone);
                var waiting = _bench.Journal.Waiting();
                read.AddRange(waiting);
                _bench.Journal.Release(waiting.Count);
            }
        });
        reader.Start();
        for (var second = 0; second < Seconds; second++)
        {
            _bench.NextSecond();
            for (var i = 0; i < 20; i++)
                _bench.Note((second * 20) + i + 1, new string((char)('a' + (i % 26)), i * 200));
        }

        Volatile.Write(ref isDone, value: true);
        reader.Join();

        Assert.Equal(Seconds * 20, read.Count + _bench.Figures.Unkept);
        Assert.Equal(read.Select(r => r.SignalId).Order(), read.Select(r => r.SignalId));
        Assert.All(read, r => Assert.Equal(
            new string((char)('a' + ((r.SignalId - 1) % 20 % 26)), (int)((r.SignalId - 1) % 20) * 200), Encoding.UTF8.GetString(r.Content.Span)));
    }
}
