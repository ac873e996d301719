using System.Text;
using System.Text.Json;

namespace FastSignal.Leads;

/// <summary>How a signal is read from its rows and written down in its history.</summary>
internal static class SignalRows
{
    /// <summary>The columns that <see cref="Read"/> expects; a condition on <c>s</c> may follow.</summary>
    internal const string Select =
        """
        SELECT s.id, s.name, s.label, s.target, s.status, s.status_before_archive, s.success_status, s.created_at, t.token, m.version, m.mapping
        FROM signals s
        JOIN tokens t ON t.signal_id = s.id AND t.number = (SELECT max(number) FROM tokens WHERE signal_id = s.id)
        LEFT JOIN mappings m ON m.signal_id = s.id AND m.version = (SELECT max(version) FROM mappings WHERE signal_id = s.id)
        """;

    /// <summary>What stands in for a token wherever one must not be.</summary>
    private const string MaskedToken = "***";

    /// <summary>The signal in the current row of a statement that begins with <see cref="Select"/>.</summary>
    internal static Signal Read(Statement row) => new()
    {
        Id = row.Number(0),
        Name = row.Text(1),
        Label = row.Text(2),
        Target = TargetFrom(row.Text(3)),
        Status = StatusFrom(row.Text(4)),
        StatusBeforeArchive = StatusFrom(row.Text(5)),
        SuccessStatus = (int)row.Number(6),
        CreatedAt = UtcMicroseconds.ToTime(row.Number(7)),
        Token = row.Text(8),
        MappingVersion = (int)row.Number(9),
        Mapping = row.TextOrNull(10) is { } json ? SignalMapping.Parse(json) : null,
    };

    /// <summary>All signals in the order of their creation.</summary>
    internal static List<Signal> ReadAll(Database database)
    {
        using var rows = database.PrepareOnce($"{Select} ORDER BY s.id");
        return ReadList(rows);
    }

    /// <summary>The signals that have changed since a version; without one, or if the history does not tell: all.</summary>
    internal static SignalReading ReadSince(Database database, long? since, long version)
    {
        if (since is not { } known || !ChangedSignals.AreKnown(database, known, version))
            return new SignalReading(version, IsWhole: true, ReadAll(database));

        using var rows = database.PrepareOnce($"{Select} WHERE s.id IN ({ChangedSignals.Ids}) ORDER BY s.id").Bind(known);
        return new SignalReading(version, IsWhole: false, ReadList(rows));
    }

    /// <summary>The status for its word in the database.</summary>
    internal static SignalStatus StatusFrom(string name) =>
        SignalStatuses.TryParse(name, out var status) ? status : throw new StoreException($"signals.db has an unknown status of a signal, '{name}'.");

    /// <summary>The signal as JSON for the history: no token in it.</summary>
    internal static string ToMaskedJson(Signal signal)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("name", signal.Name);
            json.WriteString("label", signal.Label);
            json.WriteString("target", SignalTargets.Name(signal.Target));
            json.WriteString("status", signal.Status.Name());
            json.WriteString("token", MaskedToken);
            json.WriteNumber("success_status", signal.SuccessStatus);
            json.WriteNumber("mapping_version", signal.MappingVersion);
            json.WritePropertyName("mapping");
            json.WriteRawValue(signal.Mapping?.ToStoredJson() ?? "null");
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static List<Signal> ReadList(Statement rows)
    {
        var signals = new List<Signal>();
        while (rows.Step())
            signals.Add(Read(rows));
        return signals;
    }

    private static SignalTarget TargetFrom(string name) =>
        SignalTargets.TryParse(name, out var target) ? target : throw new StoreException($"signals.db has an unknown target of a signal, '{name}'.");
}
