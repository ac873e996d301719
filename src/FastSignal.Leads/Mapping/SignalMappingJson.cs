using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FastSignal.Leads;

/// <summary>The JSON form of a mapping, for the store and the command line.</summary>
internal static class SignalMappingJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The plain mapping, without selectors.</summary>
    public static string Write(SignalMapping mapping) => Text(writer => WriteMapping(writer, mapping));

    /// <summary>The selectors alone: <c>{"email":{"array":..,"label":..,"text":..,"value":..}}</c>, an array (with nulls) for joined paths.</summary>
    public static string WriteSelectors(SignalMapping mapping) => Text(writer => WriteSelectors(writer, mapping));

    /// <summary>Mapping and selectors in one object.</summary>
    public static string WriteStored(SignalMapping mapping) => Text(writer =>
    {
        writer.WriteStartObject();
        writer.WritePropertyName("mapping");
        WriteMapping(writer, mapping);
        if (mapping.SelectorSlots.Count > 0)
        {
            writer.WritePropertyName("selectors");
            WriteSelectors(writer, mapping);
        }

        writer.WriteEndObject();
    });

    /// <summary>Reads either form. A plain mapping cannot be mistaken for the stored one: "mapping" is no lead key.</summary>
    public static SignalMapping Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            if (root.ValueKind is not JsonValueKind.Object) throw new FormatException("A mapping is a JSON object.");
            if (!root.TryGetProperty("mapping", out var plain)) return ReadMapping(root);

            var mapping = ReadMapping(plain);
            return root.TryGetProperty("selectors", out var selectors) ? ReadSelectors(mapping, selectors) : mapping;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or ArgumentException)
        {
            throw new FormatException("Not a mapping: " + e.Message, e);
        }
    }

    private static string Text(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Options)) write(writer);
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static void WriteMapping(Utf8JsonWriter writer, SignalMapping mapping)
    {
        writer.WriteStartObject();
        foreach (var key in mapping.Keys)
        {
            if (!mapping.TryGet(key, out var paths)) continue;
            writer.WritePropertyName(LeadKeys.Name(key));
            WriteOneOrMany(writer, paths, writer.WriteStringValue);
        }

        writer.WriteEndObject();
    }

    private static void WriteSelectors(Utf8JsonWriter writer, SignalMapping mapping)
    {
        writer.WriteStartObject();
        foreach (var key in mapping.Keys)
        {
            if (!mapping.TryGetSelectors(key, out var selectors)) continue;
            writer.WritePropertyName(LeadKeys.Name(key));
            WriteOneOrMany(writer, selectors, selector => WriteSelector(writer, selector));
        }

        writer.WriteEndObject();
    }

    private static void WriteSelector(Utf8JsonWriter writer, Selector? selector)
    {
        if (selector is null)
        {
            writer.WriteNullValue();
            return;
        }

        writer.WriteStartObject();
        writer.WriteString("array", selector.ArrayPath);
        writer.WriteString("label", selector.LabelPath);
        writer.WriteString("text", selector.LabelText);
        writer.WriteString("value", selector.ValuePath);
        writer.WriteEndObject();
    }

    private static void WriteOneOrMany<T>(Utf8JsonWriter writer, IReadOnlyList<T> values, Action<T> write)
    {
        if (values.Count != 1) writer.WriteStartArray();
        foreach (var value in values) write(value);
        if (values.Count != 1) writer.WriteEndArray();
    }

    private static SignalMapping ReadMapping(JsonElement mapping)
    {
        var result = SignalMapping.Empty;
        foreach (var property in mapping.EnumerateObject())
        {
            if (property.Value.ValueKind is JsonValueKind.Null) continue;
            result = result.With(Key(property.Name), OneOrMany(property.Value).Select(path => path.GetString() ?? throw NotAPath(property.Name)).ToArray());
        }

        return result;
    }

    private static SignalMapping ReadSelectors(SignalMapping mapping, JsonElement selectors)
    {
        foreach (var property in selectors.EnumerateObject())
            mapping = mapping.WithSelectors(Key(property.Name), OneOrMany(property.Value).Select(ReadSelector).ToArray());
        return mapping;
    }

    private static Selector? ReadSelector(JsonElement selector) =>
        selector.ValueKind is JsonValueKind.Null
            ? null
            : new(Field(selector, "array"), Field(selector, "label"), Field(selector, "text"), Field(selector, "value"));

    private static string Field(JsonElement selector, string name) =>
        selector.GetProperty(name).GetString() ?? throw new FormatException($"A selector's {name} is a text.");

    private static JsonElement[] OneOrMany(JsonElement value) => value.ValueKind is JsonValueKind.Array ? [.. value.EnumerateArray()] : [value];

    private static LeadKey Key(string name) => LeadKeys.TryParse(name, out var key) ? key : throw new FormatException($"A mapping has no key \"{name}\".");

    private static FormatException NotAPath(string name) => new($"\"{name}\" is mapped by a path or a list of paths.");
}
