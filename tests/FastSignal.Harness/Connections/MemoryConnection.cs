using System.Buffers;
using FastSignal.Parsing;
using FastSignal.Server.Ingest;
using FastSignal.Server.Tokens;

namespace FastSignal.Harness.Connections;

/// <summary>One connection without a socket: gives an exchange octets as a connection does, and gathers what it answers.</summary>
/// <remarks>The signals of <see cref="ConnectionCorpus"/> are there, the disk never fails, and time stands still. For tests and for fuzzing.</remarks>
internal sealed class MemoryConnection : IDisposable
{
    /// <summary>The most that a connection receives at once.</summary>
    private const int ReceiveBytes = 64 * 1024;

    private static readonly TokenTable Tokens = new(
    [
        KeyValuePair.Create(ConnectionCorpus.Live, new SignalRoute(1, IsTest: false, 202)),
        KeyValuePair.Create(ConnectionCorpus.Draft, new SignalRoute(2, IsTest: true, 202)),
        KeyValuePair.Create(ConnectionCorpus.Ok, new SignalRoute(3, IsTest: false, 200)),
        KeyValuePair.Create(ConnectionCorpus.Paused, new SignalRoute(4, IsTest: false, 202)),
    ]);

    private readonly MemoryLog _log = new();
    private readonly IngestState _state;
    private readonly HttpExchange _exchange;
    private readonly ArrayBufferWriter<byte> _output = new();
    private byte[] _rest = [];

    /// <summary>Opens a connection.</summary>
    public MemoryConnection()
    {
        _state = new IngestState(new LoopClock(TimeProvider.System), new IngestFigures(), new IngestLimits()) { Log = _log, Tokens = Tokens };
        _exchange = new HttpExchange(_state);
        _exchange.Begin();
    }

    /// <summary>Everything answered so far.</summary>
    public ReadOnlySpan<byte> Output => _output.WrittenSpan;

    /// <summary>The records that were appended.</summary>
    public IReadOnlyList<byte[]> Records => _log.Records;

    /// <summary>The server has closed the connection: nothing that comes now is looked at.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Nothing of another request has come.</summary>
    public bool IsIdle => _exchange.IsIdle;

    /// <summary>How many octets were used.</summary>
    public long ConsumedBytes { get; private set; }

    /// <summary>The client sends octets.</summary>
    public void Feed(ReadOnlyMemory<byte> octets)
    {
        for (; !IsClosed && !octets.IsEmpty; octets = octets[Math.Min(ReceiveBytes, octets.Length)..])
            Serve(octets[..Math.Min(ReceiveBytes, octets.Length)]);
    }

    /// <summary>The client ends its side: what is not whole is never processed (RFC 9112 s8).</summary>
    public void End() => IsClosed = true;

    /// <summary>The leaves of each record.</summary>
    public IReadOnlyList<IReadOnlyList<Leaf>> Entries() => [.. Records.Select(LeavesOf)];

    /// <inheritdoc/>
    public void Dispose()
    {
        _exchange.Dispose();
        _state.Figures.Dispose();
    }

    private void Serve(ReadOnlyMemory<byte> piece)
    {
        var input = MemorySegment.Join(_rest, piece);
        ExchangeStep step;
        do
        {
            step = _exchange.Serve(input, out var consumed);
            ConsumedBytes += input.Slice(0, consumed).Length;
            input = input.Slice(consumed);
            Commit();
            _output.Write(_exchange.Output.Unsent);
            _exchange.Output.Clear();
        }
        while (step is not (ExchangeStep.NeedsInput or ExchangeStep.Close));

        IsClosed = step is ExchangeStep.Close;
        _rest = input.ToArray();
    }

    private void Commit()
    {
        if (!_exchange.AwaitsCommit)
            return;
        _state.CountCommitted(_log.UncommittedBytes);
        _log.Commit();
        _exchange.Committed();
    }

    private static IReadOnlyList<Leaf> LeavesOf(byte[] record)
    {
        Assert.True(EntryRecord.TryRead(record, out var entry));
        var leaves = new List<Leaf>();
        using var path = new PathBuffer();
        var reader = new FieldReader(entry.Fields, path);
        while (reader.Read())
            leaves.Add(new Leaf(Text(reader.Path), reader.Kind.ToString(), Text(reader.Value)));
        Assert.False(reader.IsDamaged);
        return leaves;
    }

    private static string Text(ReadOnlySpan<byte> octets) => System.Text.Encoding.UTF8.GetString(octets);
}
