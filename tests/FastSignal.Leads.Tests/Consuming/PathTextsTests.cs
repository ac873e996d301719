using System.Text;

namespace FastSignal.Leads.Tests;

public sealed class PathTextsTests
{
    private readonly PathTexts _texts = new();

    [Fact]
    public void A_path_that_comes_again_has_the_same_text()
    {
        Assert.Equal("Business Email", Of("Business Email"));
        Assert.Same(Of("Business Email"), Of("Business Email"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("größe.café.\U0001F600")]
    public void Any_path_has_its_own_text(string path) => Assert.Equal(path, Of(path));

    [Fact]
    public void Paths_that_share_a_place_are_told_apart()
    {
        // Far more than there are places, and all of one length with the same ends and middle.
        for (var round = 0; round < 2; round++)
            for (var i = 0; i < 2_000; i++)
                Assert.Equal($"a{i:D4}b{i:D4}c", Of($"a{i:D4}b{i:D4}c"));
    }

    [Fact]
    public void A_long_path_is_not_kept()
    {
        var path = new string('x', 1_000);
        Assert.Equal(path, Of(path));
        Assert.NotSame(Of(path), Of(path));
    }

    private string Of(string path) => _texts.Of(Encoding.UTF8.GetBytes(path));
}
