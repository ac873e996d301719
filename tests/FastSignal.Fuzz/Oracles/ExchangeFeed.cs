using System.Buffers;
using System.IO.Pipelines;
using FastSignal.Server.Ingest;
using FastSignal.Server.Tests;
using FastSignal.Server.Tokens;

namespace FastSignal.Fuzz.Oracles;

/// <summary>Serves the octets of a client as a connection does, over a pipe in memory, and holds the exchange to what it may keep.</summary>
internal static class ExchangeFeed
{
    /// <summary>The token of the heads of the corpus.</summary>
    public const string Token = "tok";

    /// <summary>The signals that the heads and connections of the corpus post to.</summary>
    private static readonly TokenTable Tokens = new(
    [
        KeyValuePair.Create(Token, new SignalRoute(1, IsTest: false, 202)),
        KeyValuePair.Create("live_token_0123456789", new SignalRoute(2, IsTest: false, 202)),
        KeyValuePair.Create("draft_token_0123456789", new SignalRoute(3, IsTest: true, 202)),
        KeyValuePair.Create("ok_token_0123456789", new SignalRoute(4, IsTest: false, 200)),
    ]);

    /// <summary>More than a head may have, and nothing of a content: what an exchange leaves unread, waits in memory.</summary>
    private const int MaxUnreadBytes = 48 * 1024;

    /// <summary>Answers are sent when they are this many; the last one may come on top.</summary>
    private const int MaxUnsentBytes = 18 * 1024;

    /// <summary>Serves the octets in pieces.</summary>
    public static ServedConnection Serve(byte[] octets, IEnumerable<int> cuts)
    {
        var log = new LogDouble();
        var state = NewState(log);
        using var figures = state.Figures;
        using var exchange = new HttpExchange(state);
        exchange.Begin();
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 0, useSynchronizationContext: false));
        var output = new List<byte>();
        var from = 0;
        foreach (var cut in cuts.Append(octets.Length))
        {
            pipe.Writer.Write(octets.AsSpan(from, cut - from));
            pipe.Writer.FlushAsync().AsTask().GetAwaiter().GetResult();
            from = cut;
            if (!ServePiece(exchange, state, log, pipe.Reader, output))
                return new ServedConnection([.. output], Closes: true, log.Records);
        }

        return new ServedConnection([.. output], Closes: false, log.Records);
    }

    private static IngestState NewState(LogDouble log) => new(new LoopClock(TimeProvider.System), new IngestFigures(), new IngestLimits())
    {
        Log = log,
        Tokens = Tokens,
    };

    /// <summary>Serves what is there.</summary>
    /// <returns>False if the connection closes.</returns>
    private static bool ServePiece(HttpExchange exchange, IngestState state, LogDouble log, PipeReader reader, List<byte> output)
    {
        while (reader.TryRead(out var read))
        {
            var step = exchange.Serve(read.Buffer, out var consumed);
            var unread = read.Buffer.Slice(consumed).Length;
            reader.AdvanceTo(consumed, step is ExchangeStep.NeedsInput ? read.Buffer.End : consumed);
            FindingException.Unless(step is not ExchangeStep.NeedsInput
                || unread <= MaxUnreadBytes, $"an exchange leaves no more than a head unread, not {unread} octets");
            FindingException.Unless(exchange.Output.Length <= MaxUnsentBytes, "answers do not pile up");

            if (exchange.AwaitsCommit)
            {
                state.CountCommitted(log.UncommittedBytes);
                log.Commit();
                exchange.Committed();
            }

            output.AddRange(exchange.Output.Unsent);
            exchange.Output.Clear();
            if (step is ExchangeStep.Close)
                return false;
            if (step is ExchangeStep.NeedsInput)
                return true;
            FindingException.Unless(step is ExchangeStep.NeedsFlush, $"an exchange with room goes on, and does not say {step}");
        }

        return true;
    }
}
