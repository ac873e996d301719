using System.Diagnostics;
using System.Globalization;
using FastSignal.Harness;

namespace FastSignal.EndToEnd;

/// <summary>A server whose disk has no room.</summary>
[Collection(nameof(Alone))]
public sealed class RoomTests
{
    [Fact]
    public async Task Without_room_a_signal_that_answers_200_waits_and_all_others_are_refused_at_once()
    {
        await using var installation = new Installation();
        var hurried = await installation.CreateVisitorSignalAsync();
        var patient = await installation.CreateVisitorSignalAsync("--success-status", "200");
        installation.Environment["FASTSIGNAL__Limits__RoomSeconds"] = "2";
        await using var server = await installation.ServeAsync("--min-free", "1000TiB");
        using var client = server.Connect();
        Assert.True(Time(() => client.Exchange(Request.Post(hurried.Token, "{}")).Refused(503, "overloaded")) < 1);
        Assert.InRange(Time(() => client.Exchange(Request.Post(patient.Token, "{}")).Refused(503, "overloaded")), 0.9, 4);
        Assert.Equal(503, client.Exchange(Request.Head("GET /readyz HTTP/1.1", "Host: h")).Status);
        Assert.Equal(200, client.Exchange(Request.Head("GET /livez HTTP/1.1", "Host: h")).Status);
        Assert.Empty(await installation.EntriesAsync());
        await server.SaysAsync("the disk is nearly full");

        var metrics = await MetricsPage.GetAsync(server, "/metrics");
        Assert.Contains(metrics.Split('\n'), static line => line.StartsWith("fastsignal_disk_room_bytes", StringComparison.Ordinal)
            && double.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture) == 0);
        Assert.Contains(metrics.Split('\n'), static line => line.StartsWith("fastsignal_log_overdue_bytes", StringComparison.Ordinal));
        Assert.Equal(0, await server.StopAsync());
    }

    private static double Time(Action action)
    {
        var began = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }
}
