using System.Text.Json;
using FastSignal.Leads;
using FastSignal.Log;

namespace FastSignal.Server.Commands;

/// <summary>One entry and what became of it as a line of JSON. Programs rely on the names and their order.</summary>
internal static class EntryJson
{
    /// <summary>Writes it.</summary>
    public static void Write(Stream target, EntryExplanation entry) => JsonLine.Write(target, writer =>
    {
        writer.WriteStartObject();
        WriteEntry(writer, entry);
        writer.WriteNullable("signal_name", entry.Signal?.Name);
        writer.WriteNullable("signal_status", entry.Signal?.Status.Name());
        writer.WriteString("read_from", Name(entry.Origin));
        writer.WriteNullable("outcome", entry.Outcome?.Name());
        writer.WriteString("reason", entry.Reason);
        writer.WriteNullable("mapping_version", entry.Traces.MappingVersion is > 0 and var version ? version : null);
        WriteLead(writer, entry.Traces);
        writer.WriteBoolean("held", entry.Traces.IsHeld);
        WriteMapping(writer, entry.Present);
        writer.WriteEndObject();
    });

    /// <summary>As <c>entries --json</c> writes it.</summary>
    private static void WriteEntry(Utf8JsonWriter writer, EntryExplanation entry)
    {
        var record = entry.Record;
        writer.WriteString("id", EntryId.Text(entry.LogId, entry.Sequence));
        writer.WriteNumber("sequence", entry.Sequence);
        writer.WriteNumber("signal", record.SignalId);
        if (!entry.Traces.IsForgotten)
            writer.WriteBoolean("test", record.IsTest);
        writer.WriteNullable("received_at", record.ReceivedAt is { } at ? Timestamps.Text(at) : null);
        if (entry.Traces.IsForgotten)
        {
            writer.WriteBoolean("forgotten", value: true);
            return;
        }

        writer.WriteString("user_agent", record.UserAgent);
        LeafOutput.Write(writer, "fields", record.Leaves ?? Enumerable.Empty<Leaf>());
        if (record.Leaves is { IsCut: true })
            writer.WriteBoolean("cut", value: true);
        if (record.Fault is { } fault)
            writer.WriteString("fields_fault", fault);
    }

    private static void WriteLead(Utf8JsonWriter writer, EntryTraces traces)
    {
        if (traces.LeadId is not { } id)
        {
            writer.WriteNull("lead");
            return;
        }

        writer.WriteStartObject("lead");
        writer.WriteNumber("id", id);
        writer.WriteNullable("status", traces.Lead?.Status.Name());
        foreach (var key in LeadKeys.All)
        {
            if (traces.Lead?[key] is { } value)
                writer.WriteString(LeadKeys.Name(key), value);
        }

        writer.WriteEndObject();
    }

    private static void WriteMapping(Utf8JsonWriter writer, PresentMapping? present)
    {
        if (present is null)
        {
            writer.WriteNull("mapping");
            return;
        }

        writer.WriteStartObject("mapping");
        writer.WriteNumber("version", present.Version);
        writer.WriteStartObject("keys");
        foreach (var key in present.Keys)
            Write(writer, key);
        writer.WriteEndObject();
        writer.WriteString("outcome", present.Outcome.Name());
        writer.WriteString("reason", present.Reason);
        writer.WriteNullable("lead", present.LeadId);
        writer.WriteBoolean("differs", present.Differs);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, MappedKey key)
    {
        writer.WriteStartObject(LeadKeys.Name(key.Key));
        writer.WriteStartArray("paths");
        foreach (var path in key.Paths)
            writer.WriteStringValue(path);
        writer.WriteEndArray();
        writer.WriteNullable("value", key.Value);
        if (key.Refusal is { } refusal)
            writer.WriteString("refused", refusal);
        writer.WriteEndObject();
    }

    private static string Name(RecordOrigin origin) => origin switch
    {
        RecordOrigin.Log => "log",
        RecordOrigin.Held => "held",
        RecordOrigin.Samples => "samples",
        _ => throw new ArgumentOutOfRangeException(nameof(origin), origin, "No origin of a record."),
    };
}
