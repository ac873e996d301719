using FastSignal.Parsing;

namespace FastSignal.Fuzz.Targets;

/// <summary>The readers of a record: what a damaged log would show them.</summary>
internal sealed class RecordTarget : IFuzzTarget
{
    private const int Margin = 32;

    /// <inheritdoc/>
    public string Name => "record";

    /// <inheritdoc/>
    public IReadOnlyList<string> CorpusFolders { get; } = ["json"];

    /// <summary>The record of a content; a content that is refused has none.</summary>
    public byte[]? Seed(string folder, byte[] file)
    {
        using var record = new RecordBuffer();
        using var flattener = new Flattener();
        record.Begin(new RecordHeader
        {
            SignalId = 1,
            IsTest = file.Length % 2 == 0,
            ReceivedAtMicroseconds = 1,
            IdempotencyKeyHash = new byte[file.Length % 3 == 0 ? 32 : 0],
            UserAgent = "agent"u8
        });
        flattener.Begin(record);
        flattener.Take(file, out _);
        return flattener.Complete(out _) == ParseStatus.Complete ? record.Record.ToArray() : null;
    }

    /// <inheritdoc/>
    public void Run(ReadOnlySpan<byte> input)
    {
        // What was asked for, and as if all of it were fields: a header is short, and a wrong octet in it ends everything.
        CheckFields(input);
        if (!EntryRecord.TryRead(input, out var entry))
            return;

        FindingException.Unless(entry.UserAgent.Length <= RecordFormat.MaxUserAgentBytes, "User-Agent is as long as a record keeps it");
        FindingException.Unless(entry.IdempotencyKeyHash.Length is 0 or RecordFormat.KeyHashBytes, "a key's hash is whole or not there");
        FindingException.Unless(input.EndsWith(entry.Fields), "the fields are the end of the record");
        CheckFields(entry.Fields);
    }

    private static void CheckFields(ReadOnlySpan<byte> fields)
    {
        var alone = Walk(fields.ToArray());
        foreach (var around in (ReadOnlySpan<byte>)[0x00, 0x61, 0xE0, 0xFF])
        {
            var surrounded = new byte[fields.Length + (2 * Margin)];
            surrounded.AsSpan().Fill(around);
            fields.CopyTo(surrounded.AsSpan(Margin));
            FindingException.UnlessSame(alone, Walk(surrounded.AsSpan(Margin, fields.Length)), "what stands around fields changes nothing");
        }
    }

    /// <summary>Walks all leaves; their paths, kinds and values as one number, since the paths of hostile octets are long.</summary>
    private static (int Leaves, int Hash, bool IsDamaged) Walk(ReadOnlySpan<byte> fields)
    {
        using var path = new PathBuffer();
        var reader = new FieldReader(fields, path);
        var hash = new HashCode();
        var leaves = 0;
        for (; reader.PathTextBytes <= FieldReader.MaxPathTextBytes; leaves++)
        {
            if (!reader.Read())
            {
                FindingException.Unless(!reader.Read(), "behind the end there is nothing more");
                break;
            }

            FindingException.Unless(leaves < fields.Length, "every leaf takes an octet at least");
            FindingException.Unless(reader.Value.IsEmpty || fields.Overlaps(reader.Value), "a value is a part of the fields");
            hash.AddBytes(reader.Path);
            hash.Add(reader.Kind);
            hash.AddBytes(reader.Value);
        }

        return (leaves, hash.ToHashCode(), reader.IsDamaged);
    }
}
