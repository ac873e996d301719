using FastSignal.Harness;

namespace FastSignal.EndToEnd;

/// <summary>A data folder that an earlier version wrote is opened, read and gone on with; one of a newer version is refused.</summary>
public sealed class FormatTests
{
    private const string Token = "first-format-token";

    [Fact]
    public async Task A_data_folder_of_the_first_format_is_read_and_gone_on_with()
    {
        await using var installation = new Installation();
        CopyFirstFormat(installation.Data);
        var before = await installation.EntriesAsync();
        Assert.Equal(41, before.Count);
        var leads = await installation.LeadsAsync("1");
        Assert.Equal((12, 35), (leads.Count, leads.Sum(static lead => lead.Visits)));

        string id;
        await using (var server = await installation.ServeAsync("--console", "none"))
        {
            using var client = server.Connect();
            id = client.Exchange(Request.Post(Token, """{"person":{"name":"Person 1","email":"p1@acme1.example"}}""")).Acknowledged();
            await installation.LeadsWithVisitsAsync("1", 36);
            server.Kill();
        }

        await using var again = await installation.ServeAsync("--console", "none");
        var after = await installation.EntriesAsync();
        Assert.Equal(before.Select(static entry => entry.Id).Append(id), after.Select(static entry => entry.Id));
        Assert.Equal(before[7].Fields, after[7].Fields);
        Assert.Equal(12, (await installation.LeadsAsync("1")).Count);
    }

    [Fact]
    public async Task A_log_of_the_first_format_that_has_lost_its_slots_is_found_again()
    {
        await using var installation = new Installation();
        CopyFirstFormat(installation.Data);
        File.Delete(Path.Combine(installation.Data, "log", "commit"));
        await using var server = await installation.ServeAsync("--console", "none");
        Assert.Equal(41, (await installation.EntriesAsync()).Count);
    }

    [Fact]
    public async Task A_log_of_a_newer_format_is_refused_and_left_as_it_is()
    {
        await using var installation = new Installation();
        await using (var server = await installation.ServeAsync("--console", "none"))
            Assert.Equal(0, await server.StopAsync());
        var format = Path.Combine(installation.Data, "log", "format");
        var text = (await File.ReadAllTextAsync(format, TestContext.Current.CancellationToken)).Replace("version 2", "version 3", StringComparison.Ordinal);
        await File.WriteAllTextAsync(format, text, TestContext.Current.CancellationToken);

        var refused = await installation.RunAsync("serve", "--listen", "127.0.0.1:0", "--console", "none");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("has format version 3, this program knows 2", refused.Error, StringComparison.Ordinal);
        Assert.Equal(text, await File.ReadAllTextAsync(format, TestContext.Current.CancellationToken));
    }

    private static void CopyFirstFormat(string target)
    {
        var source = Path.Combine(FastSignalCli.Root, "tests", "corpus", "data-folders", "first-format");
        foreach (var file in Directory.GetFiles(source, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(target, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
