using System.Diagnostics;

namespace FastSignal.Log.Tests;

[CollectionDefinition(nameof(PoolThreads), DisableParallelization = true)]
public sealed class PoolThreads;

/// <summary>What FASTER does behind the loop's own commits. Alone, since the work of the ThreadPool is counted.</summary>
[Collection(nameof(PoolThreads))]
public sealed class FasterCommitsTests
{
    [Fact]
    public void Commits_that_follow_one_another_are_completed_together()
    {
        using var folder = new TempFolder();
        using var log = EntryLog.Open(folder.Log, TestEntries.Small);
        TestEntries.Fill(log, 1);
        var (before, began) = (ThreadPool.CompletedWorkItemCount, Stopwatch.GetTimestamp());
        for (var i = 0; i < 2_000; i++)
            TestEntries.Fill(log, 1);

        // One task for as long as commits gather; and a few of the test's own host.
        var most = 20 + (long)(Stopwatch.GetElapsedTime(began) / FasterCommits.Gathering);
        Assert.InRange(ThreadPool.CompletedWorkItemCount - before, 0, most);
    }

    [Fact]
    public void A_log_that_is_closed_waits_for_no_commit_to_gather()
    {
        var commits = new FasterCommits(default!);
        var waiting = new Thread(() => commits.Commit(0, 0, [], 0, forceWriteMetadata: false));
        waiting.Start();
        commits.End();
        waiting.Join();

        var began = Stopwatch.GetTimestamp();
        for (var i = 0; i < 1_000; i++)
            commits.Commit(0, 0, [], 0, forceWriteMetadata: false);
        Assert.True(Stopwatch.GetElapsedTime(began) < 1_000 * FasterCommits.Gathering);
    }
}
