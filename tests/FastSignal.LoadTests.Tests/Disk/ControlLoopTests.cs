using FastSignal.LoadTests.Disk;
using FastSignal.LoadTests.Results;
using FastSignal.LoadTests.Scenarios;
using FastSignal.LoadTests.Sending;

namespace FastSignal.LoadTests.Tests.Disk;

public sealed class ControlLoopTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fastsignal-control-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Writes_while_the_load_runs_and_leaves_nothing()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "It makes Linux system calls.");
        var other = Path.Combine(_folder.FullName, "other");
        await File.WriteAllTextAsync(other, "stays", TestContext.Current.CancellationToken);
        await using var server = AnsweringServer.Start();
        var plan = new LoadPlan(server.Target, Rate: 500, Connections: 2, TimeSpan.FromSeconds(60), Requests: 100);
        Task LoadAsync() => new OpenLoop().RunAsync(plan, Scenario.All[0], new Measurement());

        using (var control = ControlLoop.Prepare(_folder))
        {
            await control.BesideAsync(LoadAsync, counts: false);
            Assert.Equal(0, control.Latencies.TotalCount);

            await control.BesideAsync(LoadAsync, counts: true);
            var writes = control.Result().Writes;
            Assert.Equal(4096, writes.WriteBytes);
            Assert.InRange(writes.Writes, 1, control.Latencies.TotalCount);
            Assert.InRange(writes.WritesPerSecond, 1, ControlLoop.Rate * 1.1);
            Assert.True(writes.P50Milliseconds <= writes.P99Milliseconds && writes.P99Milliseconds <= writes.P999Milliseconds
                && writes.P999Milliseconds <= writes.MaxMilliseconds);
        }

        Assert.Equal([other], Directory.GetFileSystemEntries(_folder.FullName));
    }

    [Fact]
    public async Task What_the_load_fails_with_is_not_hidden_by_the_control()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "It makes Linux system calls.");
        using var control = ControlLoop.Prepare(_folder);

        await Assert.ThrowsAsync<InvalidDataException>(() => control.BesideAsync(() => Task.FromException(new InvalidDataException()), counts: true));
    }
}
