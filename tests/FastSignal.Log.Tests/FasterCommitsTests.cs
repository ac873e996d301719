using System.Diagnostics;

namespace FastSignal.Log.Tests;

[CollectionDefinition(nameof(PoolThreads), DisableParallelization = true)]
public sealed class PoolThreads;

/// <summary>What FASTER does behind the loop's own commits. Alone, since the work of the ThreadPool is counted.</summary>
[Collection(nameof(PoolThreads))]
public sealed class FasterCommitsTests
{
    [Fact]
    public void Commits_that_follow_one_another_are_completed_together_and_soon()
    {
        using var folder = new TempFolder();
        using var log = EntryLog.Open(folder.Log, TestEntries.Small);
        TestEntries.Fill(log, 1);
        var (before, began) = (ThreadPool.CompletedWorkItemCount, Stopwatch.GetTimestamp());
        var commits = 0L;
        for (; Stopwatch.GetElapsedTime(began) < 50 * FasterCommits.Gathering; commits++)
            TestEntries.Fill(log, 1);

        // One task for as long as commits gather, and a few of the test's own host. One that goes on and on would never complete the first commits.
        var times = (long)(Stopwatch.GetElapsedTime(began) / FasterCommits.Gathering);
        Assert.InRange(ThreadPool.CompletedWorkItemCount - before, Math.Min(commits, times) / 5, times + 20);
    }

    [Fact]
    public async Task A_log_that_is_closed_waits_for_no_commit_to_gather()
    {
        var commits = new FasterCommits(default!);
        var waiting = Task.Run(() => Commit(commits), TestContext.Current.CancellationToken);
        commits.End();
        await waiting;

        var began = Stopwatch.GetTimestamp();
        for (var i = 0; i < 1_000; i++)
            await Task.Run(() => Commit(commits), TestContext.Current.CancellationToken);
        Assert.True(Stopwatch.GetElapsedTime(began) < 1_000 * FasterCommits.Gathering);
    }

    [Fact]
    public async Task A_task_waits_once()
    {
        var commits = new FasterCommits(default!);
        var took = await Task.Run(
            () =>
            {
                Commit(commits);
                var began = Stopwatch.GetTimestamp();
                for (var i = 0; i < 1_000; i++)
                    Commit(commits);
                return Stopwatch.GetElapsedTime(began);
            },
            TestContext.Current.CancellationToken);
        Assert.True(took < 1_000 * FasterCommits.Gathering);
    }

    private static void Commit(FasterCommits commits) => commits.Commit(0, 0, [], 0, forceWriteMetadata: false);
}
