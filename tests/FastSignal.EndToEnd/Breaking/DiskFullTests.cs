using System.Diagnostics;
using FastSignal.Harness;
using FastSignal.Torture.Load;
using FastSignal.Torture.Machine;
using FastSignal.Torture.Parts;

namespace FastSignal.EndToEnd.Breaking;

/// <summary>A disk that fills up, and one that says so too late.</summary>
[Collection(nameof(Alone))]
public sealed class DiskFullTests(ITestOutputHelper output)
{
    private const int ContentBytes = 150_000;
    private const int MaxPosts = 400;
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(60);
    private const int Seed = 20_261_124;

    [Fact]
    public async Task Below_the_floor_entries_are_refused_and_taken_again_when_there_is_room()
    {
        await using var disk = await TemporaryFileSystemOrSkipAsync();
        await using var subject = await Subject.CreateAsync(Seed, Path.Combine(disk.Path, "subject"), ["--min-free", "6MiB"]);
        await using var server = await ReadyAsync(subject);
        await new FaultWork(server.Port, subject.Signal.Token, subject.Contents, subject.Oracle).RunAsync(large: false);

        // A spare segment in the making is given up when the disk fills, and its octets are free again.
        await subject.Installation.SpareSegmentAsync();
        disk.Fill(leaveBytes: 3 << 20);
        await UntilStatusAsync(subject, server, 503);
        await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken); // It stays so, whatever else is tried.
        Assert.Equal(503, await StatusAsync(subject, server));

        disk.Free();
        var took = await UntilStatusAsync(subject, server, 202);
        output.WriteLine($"took entries again after {took}");
        Assert.True(took < TimeSpan.FromSeconds(10));
        await AssertNothingWrongAsync(subject);
        Assert.Equal(0, await server.StopAsync());
    }

    [Fact]
    public async Task A_disk_that_is_really_full_ends_the_server_and_costs_nothing_that_was_acknowledged()
    {
        await using var disk = await TemporaryFileSystemOrSkipAsync();
        await using var subject = await Subject.CreateAsync(Seed, Path.Combine(disk.Path, "subject"), ["--min-free", "0"]);

        // What a segment that was made beforehand still holds is taken, a little whenever the free octets are looked at: only behind it the disk is full.
        var answers = await FailsOnceAsync(subject, fail: () => disk.Fill(leaveBytes: 3 << 20), repair: () => { disk.Free(); return Task.CompletedTask; });
        Assert.NotEqual(202, answers[^1].Status);
    }

    [Fact]
    public async Task After_a_sync_that_failed_the_next_one_that_succeeds_acknowledges_nothing()
    {
        if (await LoopFileSystem.WhyNotAsync() is { } reason)
            Assert.Skip(reason);
        // The file system believes in 64 MB, its image has to live in 40: the write is taken, and the sync finds out.
        await using var below = await TemporaryFileSystem.CreateAsync(40 << 20);
        await using var disk = await LoopFileSystem.CreateAsync(64 << 20, below.Path);
        await using var subject = await Subject.CreateAsync(Seed, Path.Combine(disk.Path, "subject"), ["--min-free", "0"]);
        var answers = await FailsOnceAsync(subject, fail: () => below.Fill(leaveBytes: 0), repair: () => { below.Free(); return disk.RemountAsync(); });
        Assert.All(answers.SkipWhile(static answer => answer.Status == 202), static answer => Assert.NotEqual(202, answer.Status));
    }

    private static async Task<IReadOnlyList<TimedAnswer>> FailsOnceAsync(Subject subject, Action fail, Func<Task> repair)
    {
        TimedAnswer[] answers;
        await using (var server = await ReadyAsync(subject))
        {
            var work = new FaultWork(server.Port, subject.Signal.Token, subject.Contents, subject.Oracle);
            await work.PostAsync(3);

            // A spare segment in the making is given up when the disk fills: then there would be room once more.
            await subject.Installation.SpareSegmentAsync();
            fail();
            var began = Stopwatch.GetTimestamp();
            do await work.PostAsync(MaxPosts, visit => subject.Contents.OfLength(visit, ContentBytes));
            while (!server.HasExited && Stopwatch.GetElapsedTime(began) < EndLimit);
            answers = [.. work.Answers];
            Assert.All(answers.Take(3), static answer => Assert.Equal(202, answer.Status));
            Assert.Contains(answers, static answer => answer.Status != 202);
            Assert.Equal(3, await server.ExitAsync());
        }

        await repair();
        await using var again = await ReadyAsync(subject);
        await AssertNothingWrongAsync(subject);
        Assert.Equal(202, await StatusAsync(subject, again));
        Assert.Equal(0, await again.StopAsync());
        return answers;
    }

    private static async Task AssertNothingWrongAsync(Subject subject)
    {
        var result = new PartResult("full");
        Assert.True(await subject.VerifyAsync(withLeads: false, result), string.Join('\n', result.Problems));
        Assert.Equal(subject.Standing.Acknowledged, subject.Standing.Found);
        Assert.NotEqual(0, subject.Standing.Found);
    }

    private static async Task<ServerProcess> ReadyAsync(Subject subject)
    {
        var server = subject.Start(consume: false);
        await server.ReadyAsync();
        return server;
    }

    private static async Task<int> StatusAsync(Subject subject, ServerProcess server)
    {
        var work = new FaultWork(server.Port, subject.Signal.Token, subject.Contents, subject.Oracle);
        await work.PostAsync(1);
        return Assert.Single(work.Answers).Status;
    }

    private static async Task<TimeSpan> UntilStatusAsync(Subject subject, ServerProcess server, int status)
    {
        var began = Stopwatch.GetTimestamp();
        await Eventually.HoldsAsync(() => StatusAsync(subject, server), last => last == status, $"the answer is {status}", seconds: 20);
        return Stopwatch.GetElapsedTime(began);
    }

    private static async Task<TemporaryFileSystem> TemporaryFileSystemOrSkipAsync()
    {
        if (Tool.WhyNotMount() is { } reason)
            Assert.Skip(reason);
        return await TemporaryFileSystem.CreateAsync(56 << 20);
    }
}
