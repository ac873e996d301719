using System.Text;

namespace FastSignal.Parsing.Tests;

public class PathBufferTests
{
    [Fact]
    public void A_path_is_cut_back_to_its_container_before_it_grows()
    {
        using var path = new PathBuffer();
        path.Begin();
        path.SetKey("person"u8);
        Assert.True(path.TryEnter(isArray: false));
        path.SetKey("name"u8);
        Assert.Equal("person.name", Text(path));
        path.SetKey("emails"u8);
        Assert.True(path.TryEnter(isArray: true));
        path.SetNextIndex();
        path.SetNextIndex();
        Assert.Equal("person.emails.1", Text(path));
        path.Leave();
        path.Leave();
        path.SetKey(""u8);
        Assert.Equal("", Text(path));
        Assert.True(path.IsAtRoot);
    }

    [Fact]
    public void Root_and_63_levels_are_all_there_are()
    {
        using var path = new PathBuffer();
        path.Begin();
        for (var level = 2; level <= RecordFormat.MaxDepth; level++)
            Assert.True(path.TryEnter(isArray: true));
        Assert.False(path.TryEnter(isArray: true));
        path.Begin();
        Assert.True(path.IsAtRoot);
    }

    private static string Text(PathBuffer path) => Encoding.UTF8.GetString(path.Path);
}
