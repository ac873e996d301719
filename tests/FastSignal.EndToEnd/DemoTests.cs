using FastSignal.Harness;

namespace FastSignal.EndToEnd;

/// <summary>The whole story in one command.</summary>
public sealed class DemoTests
{
    [Fact]
    public async Task The_demo_tells_the_story_and_ends_with_a_table_of_leads()
    {
        var result = (await FastSignalCli.RunAsync("demo")).Succeeded();
        foreach (var word in (string[])["draft", "linkedin", "live", "lead", "visits", "Entry-Id"])
            Assert.Contains(word, result.Output + result.Error, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        var table = result.OutputLines.Count(static line => line.Contains('│', StringComparison.Ordinal) || line.Contains('|', StringComparison.Ordinal));
        Assert.True(table >= 3, $"no table of leads in:\n{result.Output}");
    }
}
