using System.Text.Json;

namespace FastSignal.Parsing;

/// <summary>Where in the JSON grammar a content stands between two tokens: the last token, and the containers that are open around it.</summary>
/// <param name="Last">The last token; <see cref="JsonTokenType.None"/> in front of the root.</param>
/// <param name="Depth">How many containers are open.</param>
/// <param name="Arrays">One bit for each open container, the innermost lowest: 1 for an array, 0 for an object.</param>
internal readonly record struct JsonPlace(JsonTokenType Last, int Depth, ulong Arrays)
{
    /// <summary>Whether the root is complete.</summary>
    public bool IsBehindRoot => Depth == 0 && Last != JsonTokenType.None;

    /// <summary>Whether the innermost open container is an array.</summary>
    public bool IsInArray => (Arrays & 1) != 0;

    /// <summary>The place behind one more token.</summary>
    public JsonPlace Behind(JsonTokenType token) => token switch
    {
        JsonTokenType.StartObject => new(token, Depth + 1, Arrays << 1),
        JsonTokenType.StartArray => new(token, Depth + 1, (Arrays << 1) | 1),
        JsonTokenType.EndObject or JsonTokenType.EndArray => new(token, Depth - 1, Arrays >> 1),
        _ => this with { Last = token },
    };
}
