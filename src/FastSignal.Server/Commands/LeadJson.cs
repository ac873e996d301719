using System.Text.Json;
using FastSignal.Leads;

namespace FastSignal.Server.Commands;

/// <summary>Leads as JSON lines. Programs rely on the names and their order; what only some leads have stands behind what all have.</summary>
internal static class LeadJson
{
    /// <summary>Writes a lead as one line.</summary>
    public static void Write(Stream target, Lead lead) => JsonLine.Write(target, writer =>
    {
        writer.WriteStartObject();
        WriteProperties(writer, lead);
        writer.WriteEndObject();
    });

    /// <summary>Writes a lead, its status and history, and the outcomes of its entries as one line.</summary>
    public static void Write(Stream target, LeadDetails details) => JsonLine.Write(target, writer =>
    {
        writer.WriteStartObject();
        WriteProperties(writer, details.Lead);
        writer.WriteNullable("status_changed_at", details.Lead.StatusChangedAt is { } at ? Timestamps.Text(at) : null);
        writer.WriteStartArray("history");
        foreach (var change in details.Changes)
            Write(writer, change);
        writer.WriteEndArray();
        writer.WriteStartArray("outcomes");
        foreach (var outcome in details.Outcomes)
            Write(writer, outcome, LeadText.EntryOf(details, outcome));
        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static void WriteProperties(Utf8JsonWriter writer, Lead lead)
    {
        writer.WriteNumber("id", lead.Id);
        writer.WriteNumber("signal", lead.SignalId);
        writer.WriteString("status", lead.Status.Name());
        writer.WriteNumber("visits", lead.Visits);
        writer.WriteString("first_seen_at", Timestamps.Text(lead.FirstSeenAt));
        writer.WriteString("last_seen_at", Timestamps.Text(lead.LastSeenAt));
        foreach (var key in LeadKeys.All)
            writer.WriteNullable(LeadKeys.Name(key), lead[key]);
        writer.WritePropertyName("context");
        writer.WriteRawValue(lead.ContextJson);
        WriteWhereSet(writer, lead.DismissedReason, lead.Note);
        if (lead.IsContextCut)
            writer.WriteBoolean("context_cut", value: true);
    }

    private static void WriteWhereSet(Utf8JsonWriter writer, DismissalReason? reason, string? note)
    {
        if (reason is { } why)
            writer.WriteString("dismissed_reason", why.Name());
        if (note is not null)
            writer.WriteString("note", note);
    }

    private static void Write(Utf8JsonWriter writer, StatusChange change)
    {
        writer.WriteStartObject();
        writer.WriteString("at", Timestamps.Text(change.At));
        writer.WriteString("before", change.Before.Name());
        writer.WriteString("after", change.After.Name());
        WriteWhereSet(writer, change.Reason, change.Note);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, RecordedOutcome outcome, string? entry)
    {
        writer.WriteStartObject();
        writer.WriteNullable("entry", entry);
        writer.WriteString("outcome", outcome.Outcome.Name());
        writer.WriteString("reason", outcome.Reason);
        writer.WriteString("received_at", Timestamps.Text(outcome.ReceivedAt));
        writer.WriteEndObject();
    }
}
