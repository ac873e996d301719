using System.Diagnostics;
using System.Globalization;
using FastSignal.Harness;

namespace FastSignal.Torture.Parts;

/// <summary>Rounds of load and a blow at a random moment, of restart and verification.</summary>
/// <remarks>A data folder lives for some rounds, so that a log is recovered many times, and is then replaced, so that verification stays cheap.</remarks>
internal sealed class CrashRounds(string name, IBlow blow, TorturePlan plan)
{
    private const int RoundsOfFolder = 25;
    private const long BytesOfRound = 6 << 20;
    private const int LogFault = 3;
    private static readonly int[] Connections = [1, 4, 16, 48];

    private readonly Random _random = new(plan.Seed);
    private readonly PartResult _result = new(name);
    private Subject? _subject;
    private bool _wasConsuming;
    private int _folders;

    /// <summary>Runs so many rounds.</summary>
    public async Task<PartResult> RunAsync(int rounds)
    {
        var began = Stopwatch.GetTimestamp();
        for (var round = 0; round < rounds; round++)
        {
            _subject ??= await Subject.CreateAsync(plan.Seed + _folders, FolderOfSubject(), plan.ServeArguments);
            await RoundAsync(round);
            if (_subject is { } subject && (++subject.Rounds == RoundsOfFolder || round == rounds - 1))
                await FinishAsync(subject);
            if ((round + 1) % 10 == 0 || round == rounds - 1)
                plan.Say(string.Create(CultureInfo.InvariantCulture,
                    $"{name}: {round + 1} of {rounds} rounds, {_result.Standing.Acknowledged + (_subject?.Oracle.AcknowledgedCount ?? 0)} acknowledged, {_result.Problems.Count} problems, {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s"));
        }

        _result.Rounds = rounds;
        _result.Duration = Stopwatch.GetElapsedTime(began);
        return _result;
    }

    private string? FolderOfSubject()
    {
        _folders++;
        return blow.Folder is { } folder ? Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"subject-{_folders}")) : null;
    }

    private async Task RoundAsync(int round)
    {
        // Half of the rounds without a consumer: it syncs databases of its own, which moves every moment.
        var consume = round % 2 == 1;
        switch (_random.Next(20))
        {
            case < 3:
                _result.Count("struck during start");
                await StrikeDuringStartAsync(consume);
                break;
            case < 5:
                _result.Count("struck idle");
                await StrikeAsync(round, consume, async server =>
                {
                    await Task.Delay(_random.Next(100));
                    blow.Strike(server);
                    await blow.RecoverAsync(server);
                });
                break;
            default:
                _result.Count("struck under load");
                await StrikeAsync(round, consume, StrikeUnderLoadAsync);
                break;
        }
    }

    private async Task StrikeDuringStartAsync(bool consume)
    {
        var server = _subject!.Start(consume);
        _result.Restarts++;
        await Task.Delay(_random.Next(600));
        blow.Strike(server);
        await blow.RecoverAsync(server);
    }

    private async Task StrikeAsync(int round, bool consume, Func<ServerProcess, Task> strikeAsync)
    {
        var server = await _subject!.StartReadyAsync(consume, _result);
        if (server is null || !await _subject.VerifyAsync(_wasConsuming, _result))
        {
            await GiveUpAsync(round, server);
            return;
        }

        _wasConsuming |= consume;
        await strikeAsync(server);
    }

    private async Task StrikeUnderLoadAsync(ServerProcess server)
    {
        var sender = _subject!.Sender(server.Port);
        var struck = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Strike()
        {
            blow.Strike(server);
            struck.TrySetResult();
        }

        // Half of the blows fall on the thread that has just read an acknowledgement: whatever is not durable then is lost.
        var atAcknowledgement = _random.Next(2) == 0;
        if (atAcknowledgement)
            sender.AtAcknowledgement(_random.Next(1, 500), Strike);
        var moment = Task.Delay(_random.Next(2, 400));
        var run = sender.RunAsync(Connections[_random.Next(Connections.Length)], BytesOfRound);
        await Task.WhenAny(run, atAcknowledgement ? struck.Task : moment);
        if (!struck.Task.IsCompleted)
            Strike();
        if (blow.LeavesProcess && !run.IsCompleted && _random.Next(3) == 0)
            await MustEndByItselfAsync(server, run);
        await blow.RecoverAsync(server);
        await run;
    }

    /// <summary>A process whose disk is gone must stop acknowledging and end: whatever it still acknowledges is counted, and must be there.</summary>
    private async Task MustEndByItselfAsync(ServerProcess server, Task run)
    {
        await run;
        try
        {
            var code = await server.ExitAsync().WaitAsync(TimeSpan.FromSeconds(12));
            _result.Count(string.Create(CultureInfo.InvariantCulture, $"ended by itself with {code}"));
            if (code != LogFault)
                _result.Problem(string.Create(
                    CultureInfo.InvariantCulture, $"exit code {code} instead of {LogFault} after the disk failed: {server.Error.Trim()}"));
        }
        catch (TimeoutException)
        {
            // The cut may have come when nothing was left to be written.
            _result.Count("did not notice");
        }
    }

    private async Task FinishAsync(Subject subject)
    {
        if (await subject.StartReadyAsync(consume: true, _result) is { } server)
        {
            if (await subject.VerifyAsync(_wasConsuming, _result))
                await subject.VerifyLeadsAsync(_result);
            var code = await server.StopAsync();
            if (code != 0)
                _result.Problem(string.Create(CultureInfo.InvariantCulture, $"exit code {code} after SIGTERM: {server.Error.Trim()}"));
            await server.DisposeAsync();
        }

        await LetGoAsync(subject);
    }

    private async Task GiveUpAsync(int round, ServerProcess? server)
    {
        var subject = _subject!;
        _result.Problem(string.Create(CultureInfo.InvariantCulture, $"^ found at the start of round {round} of {name} with seed {plan.Seed}"));
        if (server is not null)
            await server.DisposeAsync();
        if (plan.Keep)
            _result.Problem($"^ kept in {await subject.KeepAsync()}");

        await LetGoAsync(subject);
    }

    private async Task LetGoAsync(Subject subject)
    {
        _result.Standing += subject.Standing;
        await subject.DisposeAsync();
        (_subject, _wasConsuming) = (null, false);
    }
}
