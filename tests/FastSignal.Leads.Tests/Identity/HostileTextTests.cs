using CsCheck;

namespace FastSignal.Leads.Tests;

public sealed class HostileTextTests
{
    [Fact]
    public void Nothing_that_a_sender_can_write_throws() => Gen.OneOf(Gen.String, Gen.String[Gen.Char["a@.:/<>%?#- ü\uD800\u0301"], 0, 40]).Sample(text =>
    {
        _ = NameKey.Of(text);
        _ = LinkedinUrl.TryNormalise("linkedin.com/in/" + text, out _, out _);
        _ = ValueShapes.Of(text);
        return IsStable(EmailAddress.TryNormalise(text, out var email), email, again => EmailAddress.TryNormalise(again, out var twice) ? twice : null)
            && IsStable(CompanyDomain.TryNormalise(text, out var domain), domain, again => CompanyDomain.TryNormalise(again, out var twice) ? twice : null);
    });

    [Fact]
    public void A_name_key_is_its_own_key() =>
        Gen.String.Sample(name => string.Equals(NameKey.Of(NameKey.Of(name)), NameKey.Of(name), StringComparison.Ordinal));

    private static bool IsStable(bool isNormal, string value, Func<string, string?> again) =>
        !isNormal || string.Equals(again(value), value, StringComparison.Ordinal);
}
