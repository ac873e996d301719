using FastSignal.Leads;
using FastSignal.Log;
using FastSignal.Parsing;
using FastSignal.Server.Hosting;
using FastSignal.Server.Ingest;
using Microsoft.Extensions.Time.Testing;

namespace FastSignal.Server.Tests.Hosting;

public sealed class RetentionThreadTests : IDisposable
{
    private const int GivenBack = 119;
    private const int Fails = 120;
    private const int Recovered = 121;
    private const int Overdue = 122;
    private const int Met = 123;

    private static readonly LogGeometry Small = new(PageBits: 12, SegmentBits: 14, MemoryBits: 15);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("fastsignal-retention-");
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));
    private readonly EventDouble _events = new();
    private readonly IngestFigures _figures = new();
    private readonly List<LogPosition> _truncated = [];
    private readonly EntryLog _log;
    private Func<Checkpoint?> _checkpoint = () => null;

    public RetentionThreadTests() => _log = EntryLog.Open(Path.Combine(_directory.FullName, "log"), Small);

    public void Dispose()
    {
        _log.Dispose();
        _figures.Dispose();
        _directory.Delete(recursive: true);
    }

    [Fact]
    public void What_is_past_and_worked_off_is_given_back()
    {
        Fill(200);
        _checkpoint = () => new Checkpoint(_log.Id, _log.CommittedUntil);
        using var thread = Make(new LogRetention(TimeSpan.FromDays(7), null));
        thread.Look();
        Assert.Empty(_truncated);
        Assert.Empty(_events.Ids);

        _time.Advance(TimeSpan.FromDays(8));
        thread.Look();
        var begin = Assert.Single(_truncated);
        Assert.Equal(_log.CommittedUntil.Address >> 14 << 14, begin.Address);
        Assert.Equal([GivenBack], _events.Ids);
        Assert.Contains($"entries 1 to {begin.Sequence - 1}", _events.Texts[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_checkpoint_that_fits_nothing_is_given_back_and_the_alarm_is_raised_once()
    {
        Fill(200);
        _time.Advance(TimeSpan.FromDays(8));
        using var thread = Make(new LogRetention(TimeSpan.FromDays(7), null));
        foreach (var checkpoint in (Checkpoint?[])[null, new("ffffffff", _log.CommittedUntil), new(_log.Id, new LogPosition(1 << 30, 1_000_000))])
        {
            _checkpoint = () => checkpoint;
            thread.Look();
        }

        Assert.Empty(_truncated);
        Assert.Equal([Overdue], _events.Ids);
        Assert.Contains("goes on at entry 1 of 200", _events.Texts[0], StringComparison.Ordinal);

        _checkpoint = () => new Checkpoint(_log.Id, _log.CommittedUntil);
        thread.Look();
        Assert.Equal([Overdue, GivenBack, Met], _events.Ids);
    }

    [Fact]
    public void A_checkpoint_that_cannot_be_read_is_reported_once_and_so_is_its_return()
    {
        Fill(200);
        _time.Advance(TimeSpan.FromDays(8));
        _checkpoint = () => throw new StoreException("leads.db is locked by another program");
        using var thread = Make(new LogRetention(TimeSpan.FromDays(7), null));
        thread.Look();
        thread.Look();
        Assert.Equal([Fails], _events.Ids);
        Assert.Contains("leads.db is locked", _events.Texts[0], StringComparison.Ordinal);
        Assert.Empty(_truncated);

        _checkpoint = () => new Checkpoint(_log.Id, _log.CommittedUntil);
        thread.Look();
        Assert.Equal([Fails, GivenBack, Recovered], _events.Ids);
    }

    [Fact]
    public void A_truncation_that_fails_is_not_reported_as_done()
    {
        Fill(200);
        _checkpoint = () => new Checkpoint(_log.Id, _log.CommittedUntil);
        var reader = LogReader.Open(Path.Combine(_directory.FullName, "log"), _log);
        using var thread = new RetentionThread(
            reader, new LogRetention(null, 0), _checkpoint, _ => throw new IOException("read-only file system"), _figures, _time, _events);
        thread.Look();
        Assert.Equal([Fails], _events.Ids);
    }

    [Fact]
    public void A_consumer_that_lags_keeps_the_log_and_its_own_share_goes()
    {
        Fill(100);
        var half = _log.CommittedUntil;
        Fill(200);
        _checkpoint = () => new Checkpoint(_log.Id, half);
        using var thread = Make(new LogRetention(null, 1 << 14));
        thread.Look();
        Assert.Equal(half.Address >> 14 << 14, Assert.Single(_truncated).Address);
        Assert.Equal([GivenBack, Overdue], _events.Ids);
        Assert.Contains($"goes on at entry {half.Sequence} of 300", _events.Texts[1], StringComparison.Ordinal);
    }

    [Fact]
    public void The_checkpoint_is_that_of_the_lead_store_and_a_missing_store_is_not_made()
    {
        var path = Path.Combine(_directory.FullName, LeadStore.FileName);
        Assert.Null(RetentionThread.ReadCheckpoint(path));
        Assert.False(File.Exists(path));

        using (LeadStore.Open(path))
            Assert.Null(RetentionThread.ReadCheckpoint(path));
        File.WriteAllText(path, "this is no database, and never was one; it is long enough to be looked at as one ...............");
        Assert.Throws<StoreException>(() => RetentionThread.ReadCheckpoint(path));
    }

    [Fact]
    public void The_thread_looks_when_it_starts_and_ends_when_it_is_disposed()
    {
        Fill(200);
        using var hasLooked = new ManualResetEventSlim();
        _checkpoint = () =>
        {
            hasLooked.Set();
            return null;
        };
        using var thread = Make(new LogRetention(null, 0));
        thread.Start();
        Assert.True(hasLooked.Wait(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken));
    }

    private RetentionThread Make(LogRetention retention) => new(
        LogReader.Open(Path.Combine(_directory.FullName, "log"), _log), retention, () => _checkpoint(), _truncated.Add, _figures, _time, _events);

    private void Fill(int count)
    {
        using var record = new RecordBuffer();
        using var flattener = new Flattener();
        for (var i = 0; i < count; i++)
        {
            record.Begin(new RecordHeader
            {
                SignalId = 1,
                ReceivedAtMicroseconds = (_time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond
            });
            flattener.Begin(record);
            flattener.Take(System.Text.Encoding.UTF8.GetBytes("{\"a\":\"" + new string('x', i * 7919 % 700) + "\"}"), out _);
            flattener.Complete(out _);
            while (!_log.TryAppend(record.Framed, out _))
                _log.Commit();
            flattener.Reset();
            record.Reset();
        }

        _log.Commit();
    }
}
