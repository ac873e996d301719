using System.Text;
using FastSignal.Leads;
using FastSignal.Server.Hosting;
using FastSignal.Server.Refusals;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace FastSignal.Server.Tests.Refusals;

public sealed class RefusalThreadTests : IDisposable
{
    private const int NotKept = 140;
    private const int KeptAgain = 141;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("fastsignal-refusals-");
    private readonly RefusalBench _bench = new();
    private readonly AwaitedEvents _events = new();
    private bool _hasRoom = true;

    private string Path => new DataFolder(_directory.FullName).Rejections;

    public void Dispose()
    {
        _bench.Dispose();
        _events.Dispose();
        _directory.Delete(recursive: true);
    }

    [Fact]
    public void What_is_noted_is_stored_and_its_slots_given_back()
    {
        using var thread = Make();
        Assert.False(thread.TryStore());
        Assert.False(File.Exists(Path));
        _bench.Note(1, "a");
        _bench.Note(2, "b");
        Assert.True(thread.TryStore());
        Assert.True(_bench.Journal.IsEmpty);
        _bench.Note(1, "c");
        Assert.True(thread.TryStore());
        Assert.Equal(["a", "b", "c"], Stored());
        Assert.Empty(_events.Ids);
    }

    [Fact]
    public void Below_the_floor_of_the_disk_nothing_is_written_and_what_is_noted_waits()
    {
        using var thread = Make();
        _hasRoom = false;
        _bench.Note(1, "a");
        Assert.False(thread.TryStore());
        Assert.False(File.Exists(Path));
        _hasRoom = true;
        Assert.True(thread.TryStore());
        Assert.Equal(["a"], Stored());
    }

    [Fact]
    public void A_store_that_fails_is_reported_once_and_loses_nothing_that_has_a_slot()
    {
        File.WriteAllText(Path, new string('x', 8192));
        using var thread = Make();
        _bench.Note(1, "a");
        Assert.False(thread.TryStore());
        _bench.Note(1, "b");
        Assert.False(thread.TryStore());
        Assert.Equal([NotKept], _events.Ids);
        Assert.Contains("rejections.db", _events.Texts[0], StringComparison.Ordinal);
        Assert.Contains("move it away and a new one is made", _events.Texts[0], StringComparison.Ordinal);

        File.Delete(Path);
        Assert.True(thread.TryStore());
        Assert.Equal([NotKept, KeptAgain], _events.Ids);
        Assert.Equal(["a", "b"], Stored());

        File.Delete(Path);
        Directory.CreateDirectory(Path);
        _bench.Note(1, "c");
        Assert.False(thread.TryStore());
        Assert.Equal([NotKept, KeptAgain, NotKept], _events.Ids);
        Directory.Delete(Path);
    }

    [Fact]
    public void A_file_that_somebody_removed_is_made_again()
    {
        using var thread = Make();
        _bench.Note(1, "a");
        Assert.True(thread.TryStore());
        foreach (var path in Directory.GetFiles(_directory.FullName))
            File.Delete(path);
        _bench.Note(1, "b");
        Assert.True(thread.TryStore());
        Assert.Equal(["b"], Stored());
        Assert.Empty(_events.Ids);
    }

    [Fact]
    public void A_thread_whose_store_is_locked_for_a_while_goes_on_by_itself()
    {
        using (RejectionStore.Open(Path))
        {
        }

        using var thread = Make();
        thread.Start();
        using (var other = new SqliteConnection($"Data Source={Path};Pooling=False"))
        {
            other.Open();
            using var begin = other.CreateCommand();
            begin.CommandText = "BEGIN IMMEDIATE";
            begin.ExecuteNonQuery();
            for (var i = 0; i < RefusalJournal.SlotCount; i++)
            {
                if (i % 20 == 0)
                    _bench.NextSecond();
                _bench.Note(i % 2 + 1, $"{i}");
            }

            _events.Await();
        }

        _events.Await();
        Assert.Equal([NotKept, KeptAgain], _events.Ids);
        Assert.Contains("locked by another program", _events.Texts[0], StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(0, RefusalJournal.SlotCount).Select(i => $"{i}"), Stored(), StringComparer.Ordinal);
        Assert.Equal(0, _bench.Figures.Unkept);
    }

    [Fact]
    public void A_note_wakes_the_thread()
    {
        using var opened = new ManualResetEventSlim();
        using var thread = new RefusalThread(_bench.Journal, () =>
        {
            opened.Set();
            return RejectionStore.Open(Path);
        }, () => _hasRoom, _events);
        thread.Start();
        _bench.Note(1, "a");
        Assert.True(opened.Wait(Patience, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void What_is_left_is_stored_before_the_thread_ends()
    {
        Volatile.Write(ref _hasRoom, value: false);
        using (var thread = Make())
        {
            thread.Start();
            _bench.Note(1, "a");
            Volatile.Write(ref _hasRoom, value: true);
        }

        Assert.Equal(["a"], Stored());
    }

    private RefusalThread Make() => new(_bench.Journal, () => RejectionStore.Open(Path), () => Volatile.Read(ref _hasRoom), _events);

    private List<string> Stored()
    {
        using var store = RejectionStore.OpenIfThere(Path);
        return [.. store!.List().Select(r => Encoding.UTF8.GetString(r.Content.Span))];
    }

    /// <summary>Events of another thread, one of which can be waited for at a time.</summary>
    private sealed class AwaitedEvents : ILogger, IDisposable
    {
        private readonly EventDouble _events = new();
        private readonly SemaphoreSlim _told = new(0);

        public List<int> Ids => _events.Ids;

        public List<string> Texts => _events.Texts;

        public void Await() => Assert.True(_told.Wait(Patience, TestContext.Current.CancellationToken));

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            _events.Log(logLevel, eventId, state, exception, formatter);
            _told.Release();
        }

        public void Dispose() => _told.Dispose();
    }
}
