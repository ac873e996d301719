using System.Text;
using FastSignal.Parsing;

namespace FastSignal.Leads;

/// <summary>The record of an entry, read as far as it can be.</summary>
/// <param name="SignalId">The signal that it was posted to; 0 if the record cannot be read.</param>
/// <param name="IsTest">Whether it is a test entry.</param>
/// <param name="ReceivedAt">When it was received; null if the record cannot be read.</param>
/// <param name="UserAgent">The beginning of its User-Agent.</param>
/// <param name="Leaves">Its fields; null if they cannot be read.</param>
/// <param name="Fault">What cannot be read, in words; null if all can.</param>
public sealed record ExplainedRecord(long SignalId, bool IsTest, DateTimeOffset? ReceivedAt, string UserAgent, EntryLeaves? Leaves, string? Fault)
{
    /// <summary>Reads a record.</summary>
    /// <param name="record">Its octets.</param>
    /// <param name="wantedOf">Gives the mapping of a signal, whose paths are read even where the fields are cut; null without one.</param>
    internal static ExplainedRecord Read(ReadOnlySpan<byte> record, Func<long, SignalMapping?> wantedOf)
    {
        if (!EntryRecord.TryRead(record, out var entry))
            return new ExplainedRecord(
                EntryHandler.NoSignal, IsTest: false, ReceivedAt: null, "", Leaves: null, "the octets are no record that this version can read");

        var (receivedAt, userAgent) = (UtcMicroseconds.ToTime(entry.ReceivedAtMicroseconds), Encoding.UTF8.GetString(entry.UserAgent));
        try
        {
            return new ExplainedRecord(
                entry.SignalId, entry.IsTest, receivedAt, userAgent, EntryLeaves.Read(entry.Fields, wantedOf(entry.SignalId)?.Paths), Fault: null);
        }
        catch (InvalidDataException fault)
        {
            return new ExplainedRecord(entry.SignalId, entry.IsTest, receivedAt, userAgent, Leaves: null, fault.Message);
        }
    }

    /// <summary>The same without what its sender wrote.</summary>
    internal ExplainedRecord WithoutContent() => this with { UserAgent = "", Leaves = null, Fault = null };
}
