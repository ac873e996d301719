using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace FastSignal.Benchmarks;

/// <summary>The statements that a consumer ran, in order, each with the values that were bound to it.</summary>
/// <remarks>
/// SQLite tells a statement's text with and without its values; the values are what the one has where the other has a parameter. They are kept as
/// octets, ready to be bound: playing the tape costs as little as a caller of SQLite can cost.
/// </remarks>
internal sealed class StatementTape
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly ArrayBufferWriter<byte> _open = new(1 << 20);
    private readonly List<byte[]> _transactions = [];

    /// <summary>The texts of the statements, by their numbers.</summary>
    public IReadOnlyList<string> Texts => [.. _numbers.Keys];

    /// <summary>How often each has been run.</summary>
    public List<long> Counts { get; } = [];

    /// <summary>The runs, a buffer for each transaction: the statement's number, then its values, each a <see cref="TapeKind"/>, a length and octets.</summary>
    public IReadOnlyList<byte[]> Transactions => _transactions;

    /// <summary>Adds a run.</summary>
    /// <param name="text">The statement as it was prepared.</param>
    /// <param name="expanded">The statement with its values in it.</param>
    public void Add(string text, string expanded)
    {
        if (!_numbers.TryGetValue(text, out var number))
        {
            _numbers[text] = number = _numbers.Count;
            Counts.Add(0);
        }

        Counts[number]++;
        WriteNumber(number);
        foreach (var value in Values(text, expanded))
            Write(value);
        if (string.Equals(text, "COMMIT", StringComparison.Ordinal))
        {
            _transactions.Add(_open.WrittenSpan.ToArray());
            _open.ResetWrittenCount();
        }
    }

    /// <summary>The literals that stand where the parameters are, in the order of their numbers.</summary>
    private static SortedDictionary<int, string>.ValueCollection Values(string text, string expanded)
    {
        var values = new SortedDictionary<int, string>();
        var at = 0;
        var next = 1;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '?')
            {
                if (expanded[at++] != text[i])
                    throw new InvalidDataException($"'{expanded}' is not '{text}' with values.");
                continue;
            }

            var digits = text.AsSpan(i + 1);
            var length = digits.IndexOfAnyExceptInRange('0', '9') is >= 0 and var end ? end : digits.Length;
            var number = length == 0 ? next : int.Parse(digits[..length], CultureInfo.InvariantCulture);
            next = Math.Max(next, number + 1);
            i += length;
            var literal = LiteralLength(expanded.AsSpan(at));
            values[number] = expanded.Substring(at, literal);
            at += literal;
        }

        return values.Values;
    }

    private static int LiteralLength(ReadOnlySpan<char> rest)
    {
        var quote = rest.StartsWith("x'") ? 1 : 0;
        if (rest[quote] != '\'')
            return rest.IndexOfAny(" ,)\n\r") is >= 0 and var end ? end : rest.Length;

        for (var i = quote + 1; ; i++)
        {
            if (rest[i] != '\'')
                continue;
            if (i + 1 == rest.Length || rest[i + 1] != '\'')
                return i + 1;
            i++;
        }
    }

    private void Write(string literal)
    {
        if (string.Equals(literal, "NULL", StringComparison.Ordinal))
            Write(TapeKind.Null, []);
        else if (literal[0] == '\'')
            Write(TapeKind.Text, Encoding.UTF8.GetBytes(literal[1..^1].Replace("''", "'", StringComparison.Ordinal)));
        else if (literal[0] == 'x')
            Write(TapeKind.Blob, Convert.FromHexString(literal.AsSpan(2, literal.Length - 3)));
        else
        {
            var octets = new byte[sizeof(long)];
            BinaryPrimitives.WriteInt64LittleEndian(octets, long.Parse(literal, CultureInfo.InvariantCulture));
            Write(TapeKind.Number, octets);
        }
    }

    private void Write(TapeKind kind, ReadOnlySpan<byte> octets)
    {
        _open.Write([(byte)kind]);
        WriteNumber(octets.Length);
        _open.Write(octets);
    }

    private void WriteNumber(int number)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_open.GetSpan(sizeof(int)), number);
        _open.Advance(sizeof(int));
    }
}
