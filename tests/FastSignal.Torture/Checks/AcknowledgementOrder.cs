using FastSignal.Torture.Machine;

namespace FastSignal.Torture.Checks;

/// <summary>
/// Finds in a trace the acknowledgements that left too early: each must follow a write to the log that began after the last octets of its
/// request were received, and that was synced, before the answer was sent.
/// </summary>
/// <remarks>It checks the order in time, not which octets were written.</remarks>
/// <param name="Answers">How many acknowledgements were sent.</param>
/// <param name="Uncovered">How many of them no synced write covers.</param>
internal readonly record struct AcknowledgementOrder(int Answers, int Uncovered)
{
    /// <summary>The calls that must be traced.</summary>
    public const string Calls = "recvfrom,recvmsg,read,readv,sendto,sendmsg,write,writev,pwrite64,pwritev,fdatasync,fsync";

    /// <summary>Checks a trace, in the order of its calls.</summary>
    /// <param name="calls">The trace.</param>
    /// <param name="isSynced">Whether a write to this descriptor has reached the disk when it returns (O_DSYNC).</param>
    public static AcknowledgementOrder Of(IReadOnlyList<TracedCall> calls, Func<int, bool> isSynced)
    {
        var durable = DurableWrites(calls, isSynced);
        var received = new Dictionary<int, long>();
        int answers = 0, uncovered = 0;
        foreach (var call in calls)
        {
            if (IsReceive(call))
                received[call.Descriptor] = call.Ended;
            if (!call.Text.Contains("HTTP/1.1 202", StringComparison.Ordinal) || call.Name is not ("sendto" or "sendmsg" or "write" or "writev"))
                continue;
            answers++;
            // A connection whose request came before the trace began cannot be judged.
            if (received.TryGetValue(call.Descriptor, out var last) && !durable.Exists(write => write.Began >= last && write.Ended <= call.Began))
                uncovered++;
        }

        return new AcknowledgementOrder(answers, uncovered);
    }

    /// <summary>When each write to a segment began, and when it was durable.</summary>
    private static List<(long Began, long Ended)> DurableWrites(IReadOnlyList<TracedCall> calls, Func<int, bool> isSynced)
    {
        var durable = new List<(long, long)>();
        var unsynced = new List<TracedCall>();
        foreach (var call in calls.Where(static call => call.Text.Contains("/log/log.", StringComparison.Ordinal) && call.Result >= 0))
        {
            switch (call.Name)
            {
                case "pwrite64" or "pwritev" or "write" when isSynced(call.Descriptor):
                    durable.Add((call.Began, call.Ended));
                    break;
                case "pwrite64" or "pwritev" or "write":
                    unsynced.Add(call);
                    break;
                case "fdatasync" or "fsync":
                    durable.AddRange(unsynced.Where(write => write.Descriptor == call.Descriptor && write.Ended <= call.Began)
                        .Select(write => (write.Began, call.Ended)));
                    unsynced.RemoveAll(write => write.Descriptor == call.Descriptor && write.Ended <= call.Began);
                    break;
            }
        }

        return durable;
    }

    private static bool IsReceive(TracedCall call) => call.Name is "recvfrom" or "recvmsg" or "read" or "readv" && call.Result > 0;
}
