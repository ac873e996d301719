using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using FastSignal.Server.Ingest;

namespace FastSignal.Server.Tests.Ingest;

/// <summary>Feeds an exchange octets in pieces, as a connection does through its pipe, and gathers what it answers. Nobody makes room: it ends where
/// an exchange waits for some.</summary>
internal static class ExchangeRun
{
    /// <summary>Serves the pieces one after the other.</summary>
    /// <returns>Everything answered, and whether the connection is to be closed.</returns>
    public static (string Output, bool Closes) Of(TestIngest ingest, IEnumerable<ReadOnlyMemory<byte>> pieces)
    {
        using var exchange = new HttpExchange(ingest.State);
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 0));
        var output = new StringBuilder();
        foreach (var piece in pieces)
        {
            // A small block each, so that heads and tokens lie across blocks.
            pipe.Writer.Write(piece.Span);
            pipe.Writer.FlushAsync().AsTask().GetAwaiter().GetResult();
            ExchangeStep step;
            do
            {
                if (!pipe.Reader.TryRead(out var read))
                    break;
                step = exchange.Serve(read.Buffer, out var consumed);
                pipe.Reader.AdvanceTo(consumed, step is ExchangeStep.NeedsInput ? read.Buffer.End : consumed);
                if (exchange.AwaitsCommit)
                {
                    ingest.State.CountCommitted(ingest.Log.UncommittedBytes);
                    ingest.Log.Commit();
                }

                exchange.Committed();
                output.Append(Encoding.UTF8.GetString(exchange.Output.Unsent));
                exchange.Output.Clear();
                if (step is ExchangeStep.Close)
                    return (output.ToString(), true);
            }
            while (step is not (ExchangeStep.NeedsInput or ExchangeStep.NeedsRoom));
        }

        return (output.ToString(), false);
    }

    /// <summary>Serves octets as a whole.</summary>
    public static (string Output, bool Closes) Of(TestIngest ingest, byte[] octets) => Of(ingest, [octets]);

    /// <summary>Cuts octets at the given places.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Cut(byte[] octets, params int[] places)
    {
        var from = 0;
        foreach (var place in places.Where(p => p > 0 && p < octets.Length).Distinct().Order().Append(octets.Length))
        {
            yield return octets.AsMemory(from, place - from);
            from = place;
        }
    }

    /// <summary>The statuses of all answers.</summary>
    public static int[] Statuses(string output) =>
        [.. output.Split("HTTP/1.1 ").Skip(1).Select(answer => int.Parse(answer.AsSpan(0, 3), System.Globalization.CultureInfo.InvariantCulture))];
}
