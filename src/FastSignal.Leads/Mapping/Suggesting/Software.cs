using System.Collections.Frozen;

namespace FastSignal.Leads;

/// <summary>Knows the programs that people read and write with: a record named "Chrome 131" or "Windows 10" is a program's, and the company in it its
/// maker.</summary>
internal static class Software
{
    private static readonly FrozenSet<string> NameKeys = new[] { "name", "family" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Names = new[]
    {
        "chrome", "chrome mobile", "chromium", "google chrome", "firefox", "mozilla firefox", "safari", "mobile safari", "edge", "microsoft edge",
        "opera", "brave", "samsung internet", "internet explorer", "webkit",
        "windows", "mac os", "mac os x", "macos", "os x", "ios", "ipados", "android", "linux", "ubuntu", "chrome os", "iphone", "ipad",
        "outlook", "microsoft outlook", "apple mail", "gmail", "gmail image proxy", "yahoo mail", "thunderbird", "ios mail", "iphone mail",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>True if <paramref name="value"/> under <paramref name="key"/> is a program's name, with or without its version.</summary>
    public static bool IsNamed(string key, string? value) =>
        value is { Length: > 0 and < 60 } && NameKeys.Contains(key) && Names.Contains(value.AsSpan().TrimEnd("0123456789. ").ToString());
}
