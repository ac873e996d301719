using System.Buffers.Binary;
using System.Diagnostics;
using FastSignal.Leads;

namespace FastSignal.Benchmarks;

/// <summary>Runs the statements of a tape on a connection that is set up as the consumer's is, and nothing else.</summary>
internal sealed class StatementPlayer : IDisposable
{
    private readonly Database _database;
    private readonly Statement[] _statements;
    private readonly int[] _parameterCounts;
    private readonly int _commit;
    private int _transaction;

    /// <summary>Opens the store.</summary>
    /// <param name="tape">What to run.</param>
    /// <param name="path">The store, which is not there yet.</param>
    public StatementPlayer(StatementTape tape, string path)
    {
        Tape = tape;
        _database = LeadStoreWriter.Connect(path);
        _statements = [.. tape.Texts.Select(_database.Prepare)];
        _parameterCounts = [.. _statements.Select(static statement => statement.ParameterCount)];
        _commit = tape.Texts.Index().First(static text => string.Equals(text.Item, "COMMIT", StringComparison.Ordinal)).Index;
    }

    /// <summary>What it runs.</summary>
    public StatementTape Tape { get; }

    /// <summary>The time in COMMIT so far.</summary>
    public TimeSpan CommitTime { get; private set; }

    /// <summary>Runs so many transactions more.</summary>
    public void Play(int count)
    {
        for (var until = _transaction + count; _transaction < until; _transaction++)
            Play(Tape.Transactions[_transaction]);
    }

    /// <inheritdoc/>
    public void Dispose() => _database.Dispose();

    private void Play(ReadOnlySpan<byte> transaction)
    {
        while (!transaction.IsEmpty)
        {
            var number = Number(ref transaction);
            var statement = _statements[number];
            for (var left = _parameterCounts[number]; left > 0; left--)
                Bind(statement, ref transaction);
            if (number == _commit)
                Commit(statement);
            else
                Run(statement);
        }
    }

    /// <summary>A row is read as the consumer would: it takes what it wants and stops.</summary>
    private static void Run(Statement statement)
    {
        if (statement.Step())
            statement.Reset();
    }

    private void Commit(Statement statement)
    {
        var start = Stopwatch.GetTimestamp();
        statement.Run();
        CommitTime += Stopwatch.GetElapsedTime(start);
    }

    private static void Bind(Statement statement, ref ReadOnlySpan<byte> transaction)
    {
        var kind = (TapeKind)transaction[0];
        transaction = transaction[1..];
        var length = Number(ref transaction);
        var octets = transaction[..length];
        transaction = transaction[length..];
        _ = kind switch
        {
            TapeKind.Null => statement.BindNull(),
            TapeKind.Number => statement.Bind(BinaryPrimitives.ReadInt64LittleEndian(octets)),
            TapeKind.Text => statement.BindText(octets),
            _ => statement.BindBlob(octets),
        };
    }

    private static int Number(ref ReadOnlySpan<byte> octets)
    {
        var number = BinaryPrimitives.ReadInt32LittleEndian(octets);
        octets = octets[sizeof(int)..];
        return number;
    }
}
