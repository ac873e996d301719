namespace FastSignal.Leads.Tests;

public sealed class WriterTurnTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string StorePath => Path.Combine(_folder.Path, LeadStore.FileName);

    [Fact]
    public async Task The_consumer_waits_while_somebody_else_has_the_turn()
    {
        using var began = new ManualResetEventSlim();
        using var ends = new ManualResetEventSlim();
        var other = OnThread(() => new WriterTurn(StorePath).Run(() =>
        {
            began.Set();
            ends.Wait(TestContext.Current.CancellationToken);
        }));
        began.Wait(TestContext.Current.CancellationToken);

        var consumer = OnThread(new WriterTurn(StorePath).GiveWay);
        Assert.False(consumer.IsCompleted);
        ends.Set();
        await consumer;
        await other;
    }

    [Fact]
    public void With_nobody_else_the_consumer_goes_on_and_makes_no_file()
    {
        new WriterTurn(StorePath).GiveWay();
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void A_turn_that_cannot_be_opened_stops_neither_the_consumer_nor_others()
    {
        // As does a file that another user owns, whoever runs the tests.
        Directory.CreateDirectory(Path.Combine(_folder.Path, WriterTurn.FileName));
        var turn = new WriterTurn(StorePath);
        turn.GiveWay();
        Assert.Equal(1, turn.Run(static () => 1));
    }

    [Fact]
    public async Task Whoever_fails_gives_the_turn_back()
    {
        var turn = new WriterTurn(StorePath);
        Assert.Throws<InvalidDataException>(() => turn.Run(static () => throw new InvalidDataException()));
        await OnThread(() => new WriterTurn(StorePath).Run(static () => { })).WaitAsync(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_decision_is_taken_between_two_batches_of_a_consumer_that_never_pauses()
    {
        using (var store = LeadStoreWriter.Open(StorePath))
        {
            store.Begin();
            store.Commit();
        }

        using var stop = new ManualResetEventSlim();
        var batches = 0;
        var consumer = OnThread(() =>
        {
            using var store = LeadStoreWriter.Open(StorePath);
            while (!stop.IsSet)
            {
                store.BeginBehindOthers();
                store.Database.Execute("INSERT INTO leads (signal_id, status, visits, first_seen_at, last_seen_at, context, context_is_cut) VALUES (1, 'pending', 1, 0, 0, '{}', 0)");
                SpinWait.SpinUntil(() => stop.IsSet, TimeSpan.FromMilliseconds(50)); // The time that a batch takes, with the lock held.
                store.Commit();
                Interlocked.Increment(ref batches);
            }
        });
        SpinWait.SpinUntil(() => Volatile.Read(ref batches) > 0);

        using (var decisions = LeadDecisions.Open(StorePath, TimeProvider.System))
        {
            for (var i = 0; i < 10; i++)
            {
                var before = Volatile.Read(ref batches);
                decisions.Decide([1], i % 2 == 0 ? LeadDecision.Accept : LeadDecision.Reopen);

                // The batch at hand, and one that had begun to look for the lock before the turn was taken; more would be luck.
                Assert.InRange(Volatile.Read(ref batches) - before, 0, 4);
            }
        }

        stop.Set();
        await consumer;
    }

    public void Dispose() => _folder.Dispose();

    private static Task OnThread(Action action) =>
        Task.Factory.StartNew(action, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
