using System.Diagnostics;
using System.Globalization;
using FastSignal.Harness;
using FastSignal.Torture.Load;
using FastSignal.Torture.Machine;

namespace FastSignal.Torture.Parts;

/// <summary>Lets every call of the log fail once: the first, the second, the third ... until the work makes no such call any more.</summary>
/// <remarks>strace counts by thread: "the n-th" is the n-th of whichever thread makes as many.</remarks>
internal sealed class FaultMatrix(TorturePlan plan) : IAsyncDisposable
{
    private const int PointsOfFolder = 12;
    private static readonly int[] ShortWriteBytes = [1, 100, 511, 512, 513, 1_000, 4_095, 4_096, 4_097, 9_000, 20_000];

    private readonly PartResult _result = new("faults");
    private readonly string _folder = Directory.CreateTempSubdirectory("fastsignal-traces-").FullName;
    private Subject? _subject;
    private ServerProcess? _server;
    private int _traces;
    private string _lastFailure = "";

    /// <summary>Goes through all that the plan names.</summary>
    public async Task<PartResult> RunAsync()
    {
        var began = Stopwatch.GetTimestamp();
        foreach (var kind in FaultKind.Parse(plan.Faults))
        {
            var fired = await PointsAsync(kind);
            _result.Counts[$"points of {kind}"] = fired;
            _result.Rounds += fired;
            plan.Say(string.Create(CultureInfo.InvariantCulture,
                $"faults: {kind}: {fired} points, {_result.Problems.Count} problems, {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s"));
        }

        await LetGoAsync();
        _result.Duration = Stopwatch.GetElapsedTime(began);
        return _result;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await LetGoAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<int> PointsAsync(FaultKind kind)
    {
        if (kind.Error == FaultKind.ShortWrite && await TracedServer.WhyNoFileSizeSignalAsync() is { } reason)
        {
            _result.Count($"{kind} skipped: {reason}");
            return 0;
        }

        for (var n = 1; n <= plan.FaultPoints; n++)
        {
            var problems = _result.Problems.Count;
            var fired = kind switch
            {
                { Moment: not FaultKind.Run } => await AtStartAsync(kind, n),
                { Error: FaultKind.ShortWrite } => n <= ShortWriteBytes.Length && await ShortWriteAsync(n),
                _ => await AtWorkAsync(kind, n),
            };
            if (_result.Problems.Count > problems)
                await GiveUpAsync(string.Create(CultureInfo.InvariantCulture, $"{kind}, point {n}, seed {plan.Seed} {_lastFailure}"));
            if (!fired)
                return n - 1;
        }

        return plan.FaultPoints;
    }

    private async Task<bool> AtWorkAsync(FaultKind kind, int n)
    {
        if (await ReadyAsync(withoutFileSizeSignal: false) is not { } server)
            return false;
        var work = Work(server);
        TracedCall? failed;
        await using (var strace = await Strace.AttachAsync(server.ProcessId, NextTrace(), TracedServer.Inject(kind, n, _subject!.Installation.Data)))
        {
            // Only small segments can be filled in a moment.
            await work.RunAsync(_subject.HasSmallSegments && kind.Call is "openat" or "rename" or "ftruncate" or "fallocate");
            failed = strace.Calls().FirstOrDefault(static call => call.IsInjected);
        }

        Judge(work, failed);
        if (failed is null)
            return false;
        await EndAsync(server, mustEnd: FaultVerdict.IsFatal(failed) || work.Answers[^1].Status != 202);
        return true;
    }

    private async Task<bool> ShortWriteAsync(int n)
    {
        if (await ReadyAsync(withoutFileSizeSignal: true) is not { } server)
            return false;
        // The limit holds for every file: above it must be the log alone.
        await Work(server).PostAsync(1, visit => _subject!.Contents.OfLength(visit, 200_000));
        var until = (await _subject!.Installation.RunAsync("log", "stats")).Json().GetProperty("committed_until").GetInt64();
        SystemCalls.LimitFileBytes(server.ProcessId, (until % (8 << 20)) + ShortWriteBytes[n - 1]);
        var work = Work(server);
        await work.RunAsync(large: false);
        var refused = work.Answers.Where(static answer => answer.Status != 202)
            .Select(static answer => answer.Began + (long)answer.Took.TotalMicroseconds).DefaultIfEmpty(long.MaxValue).Min();
        Judge(work, refused);
        await EndAsync(server, mustEnd: refused != long.MaxValue);
        return refused != long.MaxValue;
    }

    private async Task<bool> AtStartAsync(FaultKind kind, int n)
    {
        if (kind.Moment == FaultKind.First)
            await LetGoAsync();
        else if (await ReadyAsync(withoutFileSizeSignal: false) is { } before)
            await KillAsync(before, Work(before).PostAsync(3));
        _subject ??= await Subject.CreateAsync(plan.Seed);

        var trace = NextTrace();
        var server = _server = TracedServer.Start(_subject, trace, TracedServer.Inject(kind, n, _subject.Installation.Data));
        var wasReady = await IsReadyAsync(server);
        var work = Work(server);
        if (wasReady)
            await work.PostAsync(3);
        var failed = Strace.ReadCalls(trace).FirstOrDefault(static call => call.IsInjected);
        Judge(work, failed);
        if (failed is not null)
            await EndAsync(server, mustEnd: !wasReady || work.Answers[^1].Status != 202, wasReady);
        else if (wasReady)
            await KillAsync(server, Task.CompletedTask);
        else
            _result.Problem($"the server did not start under strace: {server.Error.Trim()}");
        if (await ReadyAsync(withoutFileSizeSignal: false) is { } after)
            await KillAsync(after, Work(after).PostAsync(1));
        return failed is not null;
    }

    private void Judge(FaultWork work, TracedCall? failed)
    {
        _lastFailure = failed is null ? "" : $"{failed.Name}({failed.Text}";
        Judge(work, failed is not null && FaultVerdict.IsFatal(failed) ? failed.Ended : null);
    }

    private void Judge(FaultWork work, long? failedAt)
    {
        foreach (var answer in work.Answers)
            _result.Request(answer.Took);
        foreach (var complaint in FaultVerdict.OnAnswers(work.Answers, failedAt))
            _result.Problem(complaint);
    }

    /// <summary>A server that cannot go on must end; one that can is ended.</summary>
    private async Task EndAsync(ServerProcess server, bool mustEnd, bool wasReady = true)
    {
        if (mustEnd)
        {
            foreach (var complaint in await FaultVerdict.OnEndAsync(server, _result, wasReady))
                _result.Problem(complaint);
        }
        else
        {
            _result.Count("went on as if nothing had been");
        }

        await KillAsync(server, Task.CompletedTask);
    }

    private async Task KillAsync(ServerProcess server, Task first)
    {
        await first;
        await server.DisposeAsync();
        _server = null;
    }

    /// <summary>A server without faults on the folder; a new one has been compared with all that was acknowledged.</summary>
    private async Task<ServerProcess?> ReadyAsync(bool withoutFileSizeSignal)
    {
        if (_server is not null && !withoutFileSizeSignal)
            return _server;
        if (_server is not null)
            await KillAsync(_server, Task.CompletedTask);
        if (_subject is { Rounds: >= PointsOfFolder })
            await LetGoAsync();
        _subject ??= await Subject.CreateAsync(plan.Seed);
        _subject.Rounds++;
        _server = await Subject.StartReadyAsync(
            _result, withoutFileSizeSignal ? TracedServer.StartWithoutFileSizeSignal(_subject) : _subject.Start(consume: false));
        if (_server is not null && await _subject.VerifyAsync(withLeads: false, _result))
            return _server;
        if (_server is not null)
            await KillAsync(_server, Task.CompletedTask);
        return null;
    }

    private async Task GiveUpAsync(string where)
    {
        _result.Problem($"^ found at {where}");
        if (_server is not null)
            await KillAsync(_server, Task.CompletedTask);
        if (_subject is null)
            return;
        if (plan.Keep)
            _result.Problem($"^ kept in {await _subject.KeepAsync()}");
        if (!_subject.Standing.IsGood)
            await DropAsync();
        else
            await LetGoAsync();
    }

    /// <summary>Looks a last time, after a start without faults, and takes the folder away.</summary>
    private async Task LetGoAsync()
    {
        if (_subject is null)
            return;
        if (_server is not null)
            await KillAsync(_server, Task.CompletedTask);
        _server = await Subject.StartReadyAsync(_result, _subject.Start(consume: false));
        if (_server is not null)
        {
            await _subject.VerifyAsync(withLeads: false, _result);
            await KillAsync(_server, Task.CompletedTask);
        }

        await DropAsync();
    }

    private async Task DropAsync()
    {
        _result.Standing += _subject!.Standing;
        await _subject.DisposeAsync();
        _subject = null;
    }

    private FaultWork Work(ServerProcess server) => new(server.Port, _subject!.Signal.Token, _subject.Contents, _subject.Oracle);

    private string NextTrace() => Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"trace-{_traces++}"));

    private static async Task<bool> IsReadyAsync(ServerProcess server)
    {
        try
        {
            await server.ReadyAsync();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false; // It ended: how, is judged later.
        }
    }
}
