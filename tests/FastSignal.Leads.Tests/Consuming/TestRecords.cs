using System.Text;
using System.Text.Json;
using FastSignal.Parsing;

namespace FastSignal.Leads.Tests;

/// <summary>Makes records for the consumer, as the server does: a content, flattened.</summary>
internal static class TestRecords
{
    /// <summary>2026-01-01T00:00:00Z in microseconds.</summary>
    public const long Start = 1_767_225_600_000_000;

    public static byte[] Make(long signalId, bool isTest, long receivedAt, IEnumerable<Leaf> leaves, byte[]? keyHash = null) =>
        Make(new RecordHeader { SignalId = signalId, IsTest = isTest, ReceivedAtMicroseconds = receivedAt, IdempotencyKeyHash = keyHash }, Content(leaves));

    public static byte[] Make(long signalId, string content) => Make(new RecordHeader { SignalId = signalId, ReceivedAtMicroseconds = Start }, content);

    private static byte[] Make(in RecordHeader header, string content)
    {
        using var record = new RecordBuffer();
        using var flattener = new Flattener();
        record.Begin(header);
        flattener.Begin(record);
        Assert.Equal(ParseStatus.Partial, flattener.Take(Encoding.UTF8.GetBytes(content), out _));
        Assert.Equal(ParseStatus.Complete, flattener.Complete(out _));
        return record.Record.ToArray();
    }

    /// <summary>A record that the fields reader calls damaged, with a readable header: its last field has no value.</summary>
    public static byte[] MakeDamaged(long signalId, long receivedAt) => [.. Make(signalId, isTest: false, receivedAt, []), 2, (byte)'k'];

    /// <summary>One flat object: a key keeps its dots, so the paths are the keys.</summary>
    private static string Content(IEnumerable<Leaf> leaves) =>
        "{" + string.Join(',', leaves.Select(l => JsonSerializer.Serialize(l.Path) + ":" + Value(l))) + "}";

    private static string Value(Leaf leaf) => leaf.Kind switch
    {
        LeafKind.String => JsonSerializer.Serialize(leaf.Value),
        LeafKind.Number => leaf.Value!,
        LeafKind.True => "true",
        LeafKind.False => "false",
        LeafKind.Null => "null",
        LeafKind.Object => "{}",
        _ => "[]",
    };
}
