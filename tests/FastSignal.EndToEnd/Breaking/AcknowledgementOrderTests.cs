using System.Globalization;
using FastSignal.Harness;
using FastSignal.Torture.Checks;
using FastSignal.Torture.Machine;

namespace FastSignal.EndToEnd.Breaking;

/// <summary>No answer leaves before the sync that covers it, as the kernel sees it.</summary>
[Collection(nameof(Alone))]
public sealed class AcknowledgementOrderTests(ITestOutputHelper output)
{
    private const int DataSync = 0x1000; // O_DSYNC, a part of O_SYNC

    [Fact]
    public async Task Every_acknowledgement_follows_a_synced_write_that_began_behind_its_request()
    {
        var order = await TraceAsync("--ack", "durable");
        Assert.True(order.Answers >= 500, $"only {order.Answers} answers were seen");
        Assert.Equal(0, order.Uncovered);
    }

    [Fact]
    public async Task The_check_finds_acknowledgements_from_memory()
    {
        var order = await TraceAsync("--ack", "memory");
        Assert.True(order.Uncovered > order.Answers / 2, $"only {order.Uncovered} of {order.Answers} were found");
    }

    private async Task<AcknowledgementOrder> TraceAsync(params string[] arguments)
    {
        if (await Strace.WhyNotAsync() is { } reason)
            Assert.Skip(reason);
        await using var installation = new Installation();
        var signal = await installation.CreateVisitorSignalAsync();
        await using var server = await installation.ServeAsync(["--console", "none", "--no-consume", .. arguments]);
        using (var first = server.Connect())
            first.Exchange(Request.Post(signal.Token, "{}")).Acknowledged(); // Now the segment is open.
        var file = installation.Beside("trace");
        await using (await Strace.AttachAsync(server.ProcessId, file, "-s", "32", "-e", $"trace={AcknowledgementOrder.Calls}"))
            await new LoadClient(server.Port, connections: 16, signal.Token, 600, static visit => Visitor.Content(visit, visit)).RunAsync();
        var order = AcknowledgementOrder.Of(Strace.ReadCalls(file), descriptor => IsSynced(server.ProcessId, descriptor));
        output.WriteLine(order.ToString());
        return order;
    }

    private static bool IsSynced(int processId, int descriptor)
    {
        var file = string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/fdinfo/{descriptor}");
        return File.Exists(file)
            && File.ReadLines(file).Single(static line => line.StartsWith("flags:", StringComparison.Ordinal)) is var line
            && (Convert.ToInt64(line["flags:".Length..].Trim(), 8) & DataSync) != 0;
    }
}
