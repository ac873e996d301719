using System.Text.Json;
using FastSignal.Leads;

namespace FastSignal.Server.Commands;

/// <summary>What a change of a signal changed, for people.</summary>
internal static class SignalDifference
{
    /// <summary>What is shown of a value, in characters.</summary>
    private const int ShownCharacters = 200;

    /// <summary>One line for each property that differs, in the order of the signal's; all of them if there was none before.</summary>
    public static IEnumerable<string> Of(RecordedChange change)
    {
        var before = Values(change.Before);
        var after = Values(change.After);
        foreach (var name in before.Keys.Union(after.Keys, StringComparer.Ordinal))
        {
            var (old, now) = (before.GetValueOrDefault(name), after.GetValueOrDefault(name));
            if (!string.Equals(old, now, StringComparison.Ordinal))
                yield return change.Before is null ? $"{name}: {Text(now)}" : $"{name}: {Text(old)} -> {Text(now)}";
        }

        // The token is masked in both.
        if (change.What is "rotate")
            yield return "token: a new one";
    }

    /// <summary>The properties, those of the mapping each by itself. What is null is as good as absent.</summary>
    private static Dictionary<string, string> Values(string? json)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        if (json is null)
            return values;

        using var signal = JsonDocument.Parse(json);
        foreach (var property in signal.RootElement.EnumerateObject().Where(property => property.Name is not "token"))
        {
            if (property is { Name: "mapping", Value.ValueKind: JsonValueKind.Object })
                AddMapping(values, property.Value);
            else if (property.Value.ValueKind is not JsonValueKind.Null)
                values[property.Name] = property.Value.ToString();
        }

        return values;
    }

    /// <summary>As it is stored: <c>{"mapping":{...},"selectors":{...}}</c>.</summary>
    private static void AddMapping(Dictionary<string, string> values, JsonElement stored)
    {
        foreach (var part in stored.EnumerateObject())
        {
            foreach (var key in part.Value.EnumerateObject())
                values[$"{part.Name}.{key.Name}"] = key.Value.ToString();
        }
    }

    private static string Text(string? value) => value is null ? "none" : Terminal.Beginning(value, ShownCharacters);
}
