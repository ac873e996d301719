using System.Buffers;
using System.Security.Cryptography;

namespace FastSignal.Leads;

/// <summary>The rules for tokens: <c>fs_</c> and 32 random base62, or one that the user gives.</summary>
public static class SignalToken
{
    /// <summary>The shortest token that a user may give. // 16 of 64 characters are 96 bits if they are random</summary>
    public const int MinLength = 16;

    /// <summary>The longest token that a user may give; longer ones would only fill request lines.</summary>
    public const int MaxLength = 128;

    private const string Base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private static readonly SearchValues<char> Allowed = SearchValues.Create(Base62 + "_-");

    /// <summary>A new token: 190 random bits behind <c>fs_</c>, by which scanners for leaked secrets know it.</summary>
    internal static string Create() => "fs_" + RandomNumberGenerator.GetString(Base62, 32);

    /// <summary>Whether a given token follows the rules.</summary>
    public static bool IsWellFormed(string token) =>
        token.Length is >= MinLength and <= MaxLength && !token.AsSpan().ContainsAnyExcept(Allowed);
}
