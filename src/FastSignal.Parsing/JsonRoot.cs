using System.Buffers;
using System.Text.Json;

namespace FastSignal.Parsing;

/// <summary>What may stand in front of the root object, and what to say of a content whose root is something else.</summary>
internal static class JsonRoot
{
    /// <summary>So many octets are looked at to tell what a wrong root is; the same ones however the content was cut.</summary>
    public const int WindowBytes = 256;

    private const string AnObject = "expected a JSON object";

    private static readonly SearchValues<byte> FormNameOctets =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~*+%[]"u8);

    /// <summary>How many octets stand in front of the root: a byte order mark where the content starts, and white space.</summary>
    public static int CountInFront(ReadOnlySpan<byte> octets, bool isStart)
    {
        if (octets.Length > 0 && octets[0] == (byte)'{')
            return 0;

        var mark = isStart && octets.StartsWith("\uFEFF"u8) ? "\uFEFF"u8.Length : 0;
        var space = octets[mark..].IndexOfAnyExcept(" \t\r\n"u8);
        return space < 0 ? octets.Length : mark + space;
    }

    /// <summary>Whether the window says all that it can. A bracket needs no more octets to be told from an object.</summary>
    public static bool IsEnough(ReadOnlySpan<byte> window) => window.Length >= WindowBytes || window[0] is (byte)'[' or (byte)'<';

    /// <summary>Says why a root that does not begin with <c>{</c> is refused.</summary>
    /// <param name="window">The first octets of the root, at least one.</param>
    /// <param name="offset">Where they stand in the content.</param>
    /// <param name="hasEnded">Whether the content ends behind them.</param>
    /// <returns>No rejection if they are right so far, and more of them would tell.</returns>
    public static Refusal Refuse(ReadOnlySpan<byte> window, long offset, bool hasEnded)
    {
        var first = window[0];
        switch (first)
        {
            case (byte)'[':
                return new Refusal(Rejection.NotAnObject, "the root is an array; send one object a request", offset, first);
            case (byte)'<':
                return new Refusal(Rejection.MalformedJson, "expected a JSON object; this looks like HTML or XML", offset, first);
        }

        if (IsForm(window))
            return new Refusal(Rejection.MalformedJson, "expected a JSON object; this looks like form-encoded content", offset, first);

        var mistake = JsonMistake.FindInRoot(window, offset, hasEnded, out var last);
        if (mistake.Rejection != Rejection.None)
            return char.IsAsciiDigit((char)first) || first is (byte)'"' or (byte)'-' || mistake.Found < 0 ? mistake : mistake with { Detail = AnObject };
        return last != JsonTokenType.None || window.Length >= WindowBytes ? NotAnObject(first, offset) : default;
    }

    /// <summary><c>name=value</c> as of a browser's form, or of curl's <c>-d</c>.</summary>
    private static bool IsForm(ReadOnlySpan<byte> window)
    {
        var name = window.IndexOfAnyExcept(FormNameOctets);
        return name > 0 && window[name] == (byte)'=';
    }

    private static Refusal NotAnObject(byte first, long offset)
    {
        var text = first switch
        {
            (byte)'"' => "the root is a string; send one object a request",
            (byte)'t' or (byte)'f' or (byte)'n' => "the root is a literal; send one object a request",
            _ => "the root is a number; send one object a request",
        };
        return new Refusal(Rejection.NotAnObject, text, offset, first);
    }
}
