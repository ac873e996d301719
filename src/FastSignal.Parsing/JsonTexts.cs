using System.Text.Json;

namespace FastSignal.Parsing;

/// <summary>What a person is told about a mistake in JSON: what was expected, and for the mistakes that senders make, which one it is.</summary>
/// <remarks>Printable ASCII without quotes and backslashes: a text goes into the JSON of the refusal as it is.</remarks>
internal static class JsonTexts
{
    public const string BehindRoot = "one object a request: there is more behind the first";
    public const string Colon = "expected ':' behind the key";
    public const string CommaOrBrace = "expected ',' or '}'";
    public const string CommaOrBracket = "expected ',' or ']'";
    public const string Digit = "expected a digit";
    public const string Escape = "unknown escape in a string: expected one of b f n r t u / a quote or a backslash";
    public const string HexDigits = "expected four hexadecimal digits behind an escape with u";
    public const string LeadingZero = "a number has no leading zero";

    public const string EndsBeforeColon = "the content ends too early: expected ':'";
    public const string EndsBeforeKey = "the content ends too early: expected a key";
    public const string EndsBeforeValue = "the content ends too early: expected a value";
    public const string EndsInLiteral = "the content ends inside true, false or null";
    public const string EndsInNumber = "the content ends inside a number";
    public const string EndsInString = "the content ends inside a string";

    /// <summary>What would have come next where a content ends between two tokens.</summary>
    public static string AtEnd(JsonPlace place) => place.Last switch
    {
        JsonTokenType.StartObject => "the content ends too early: expected a key or '}'",
        JsonTokenType.StartArray => "the content ends too early: expected a value or ']'",
        JsonTokenType.None or JsonTokenType.PropertyName => EndsBeforeValue,
        _ when place.IsInArray => "the content ends too early: expected ',' or ']'",
        _ => "the content ends too early: expected ',' or '}'",
    };

    /// <summary>What to say of an octet that begins no key.</summary>
    public static string Key(byte found, bool isBehindComma) => found switch
    {
        (byte)'}' => "trailing comma: expected another key",
        (byte)'\'' => "expected a key in double quotes, not in single ones",
        (byte)'/' or (byte)'#' => "expected a key; JSON has no comments",
        _ when char.IsAsciiLetterOrDigit((char)found) || found == (byte)'_' => "expected a key in double quotes",
        _ => isBehindComma ? "expected a key" : "expected a key or '}'",
    };

    /// <summary>What to say of an octet that begins no value.</summary>
    public static string Value(byte found, bool isBehindComma, JsonPlace place) => found switch
    {
        (byte)']' when isBehindComma => "trailing comma: expected another value",
        (byte)'\'' => "expected a value; a string takes double quotes, not single ones",
        (byte)'/' or (byte)'#' => "expected a value; JSON has no comments",
        (byte)'+' => "expected a value; a number has no leading plus",
        (byte)'.' => "expected a value; a number begins with a digit",
        (byte)'T' or (byte)'F' or (byte)'N' or (byte)'I' or (byte)'u' =>
            "expected a value; true, false and null are lower case, and JSON has no NaN, Infinity or undefined",
        _ when char.IsAsciiLetter((char)found) => "expected a value; a text takes double quotes",
        _ => place.Last == JsonTokenType.StartArray ? "expected a value or ']'" : "expected a value",
    };

    /// <summary>What to say of a control character inside a string.</summary>
    public static string Control(byte found) => found is (byte)'\n' or (byte)'\r'
        ? "raw line break in a string: write it as an escape"
        : "raw control character in a string: write it as an escape";
}
