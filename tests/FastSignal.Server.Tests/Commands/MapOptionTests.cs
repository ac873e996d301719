using FastSignal.Leads;
using FastSignal.Server.Commands;
using FastSignal.Server.Hosting;

namespace FastSignal.Server.Tests.Commands;

public class MapOptionTests
{
    [Fact]
    public void A_key_given_twice_is_joined_in_order_and_a_path_may_have_an_equals_sign()
    {
        var mapping = MapOption.Parse(["full_name=First Name", "email=a=b", "full_name=Last Name"])!;
        Assert.True(mapping.TryGet(LeadKey.FullName, out var name));
        Assert.Equal(["First Name", "Last Name"], name);
        Assert.True(mapping.TryGet(LeadKey.Email, out var email));
        Assert.Equal(["a=b"], email);
    }

    [Fact]
    public void Without_options_there_is_no_mapping() => Assert.Null(MapOption.Parse([]));

    [Theory]
    [InlineData("email")]
    [InlineData("=path")]
    [InlineData("email=")]
    [InlineData("e-mail=path")]
    public void A_mistake_is_named(string option) =>
        Assert.Contains(option, Assert.Throws<UsageException>(() => MapOption.Parse([option])).Message, StringComparison.Ordinal);
}
