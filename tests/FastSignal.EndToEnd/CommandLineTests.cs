using System.Text;
using FastSignal.Harness;

namespace FastSignal.EndToEnd;

/// <summary>What the commands print when all is well.</summary>
public sealed class CommandLineTests
{
    [Theory]
    [InlineData("serve")]
    [InlineData("demo")]
    [InlineData("consume")]
    [InlineData("signals")]
    [InlineData("signals", "create")]
    [InlineData("signals", "list")]
    [InlineData("signals", "show")]
    [InlineData("signals", "history")]
    [InlineData("signals", "save")]
    [InlineData("signals", "pause")]
    [InlineData("signals", "resume")]
    [InlineData("signals", "archive")]
    [InlineData("signals", "rotate")]
    [InlineData("mapping", "suggest")]
    [InlineData("flatten")]
    [InlineData("entries")]
    [InlineData("entries", "show")]
    [InlineData("outcomes")]
    [InlineData("held")]
    [InlineData("held", "list")]
    [InlineData("held", "replay")]
    [InlineData("leads", "list")]
    [InlineData("leads", "export")]
    [InlineData("leads", "show")]
    [InlineData("leads", "follow")]
    [InlineData("leads", "accept")]
    [InlineData("leads", "dismiss")]
    [InlineData("leads", "reopen")]
    [InlineData("log", "verify")]
    [InlineData("log", "stats")]
    public async Task The_help_of_every_command_teaches_by_example(params string[] command)
    {
        var help = (await FastSignalCli.RunAsync([.. command, "--help"])).Succeeded();
        Assert.Contains("example", help.Output, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(string.Join(' ', ["fastsignal", .. command]), help.Output, StringComparison.Ordinal);
        Assert.Empty(help.ErrorLines);
    }

    [Fact]
    public async Task The_help_of_the_program_names_every_command_and_the_first_one_to_try()
    {
        var help = (await FastSignalCli.RunAsync("--help")).Succeeded();
        foreach (var word in (string[])["serve", "demo", "consume", "signals", "mapping", "flatten", "entries", "outcomes", "held", "leads", "log",
            "fastsignal demo"])
            Assert.Contains(word, help.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_suggested_mapping_of_a_visitor_names_paths_and_reasons()
    {
        await using var installation = new Installation();
        var file = installation.Beside("visitor.json");
        await File.WriteAllBytesAsync(file, Visitor.Content(1, 1), TestContext.Current.CancellationToken);
        var nobody = installation.Beside("nobody.json");
        await File.WriteAllTextAsync(nobody, """{"page":"/pricing","count":3}""", TestContext.Current.CancellationToken);

        var lines = (await FastSignalCli.RunAsync("mapping", "suggest", "--target", "people", file, nobody)).JsonLines();
        Assert.Equal(2, lines.Count);
        Assert.All(lines, static line =>
            Assert.Equal(["file", "identified", "mapping", "selectors", "why"], line.EnumerateObject().Select(static property => property.Name)));
        Assert.Equal([true, false], lines.Select(static line => line.GetProperty("identified").GetBoolean()));
        Assert.EndsWith("visitor.json", lines[0].GetProperty("file").GetString(), StringComparison.Ordinal);
        var mapping = lines[0].GetProperty("mapping");
        Assert.Equal("LinkedIn URL", mapping.GetProperty("linkedin_url").GetString());
        Assert.Equal("Business Email", mapping.GetProperty("email").GetString());
        Assert.Equal(["First Name", "Last Name"], mapping.GetProperty("full_name").EnumerateArray().Select(static path => path.GetString()));
        Assert.Equal("Company Name", mapping.GetProperty("company_name").GetString());
        Assert.Equal("Website", mapping.GetProperty("company_domain").GetString());
        Assert.Equal(
            mapping.EnumerateObject().Where(static property => property.Value.ValueKind is not System.Text.Json.JsonValueKind.Null)
                .Select(static property => property.Name),
            lines[0].GetProperty("why").EnumerateObject().Select(static property => property.Name));
    }

    [Fact]
    public async Task Leads_are_exported_as_lines_and_as_a_table_that_any_reader_reads()
    {
        await using var installation = new Installation();
        var signal = await installation.CreateVisitorSignalAsync();
        await using var server = await installation.ServeAsync("--console", "none");
        using var client = server.Connect();
        client.Exchange(Request.Post(signal.Token, """{"Business Email":"ada@calm.example","Company Name":"Calm, \"Inc.\"\nand sons","plan":"a,b"}"""))
            .Acknowledged();
        client.Exchange(Request.Post(signal.Token, """{"Business Email":"bo@calm.example"}""")).Acknowledged();
        var listed = await installation.LeadsWithVisitsAsync(signal.Id, 2);

        var exported = (await installation.RunAsync("leads", "export", "--signal", signal.Id, "--format", "jsonl")).JsonLines().Select(LeadLine.Parse);
        Assert.Equal(listed.Select(static lead => lead.Id), exported.Select(static lead => lead.Id));

        var rows = Csv.Parse((await installation.RunAsync("leads", "export", "--signal", signal.Id, "--format", "csv")).Succeeded().Output);
        Assert.Equal(3, rows.Count);
        Assert.All(rows, row => Assert.Equal(rows[0].Count, row.Count));
        Assert.Equal(["id", "signal", "status", "visits", "first_seen_at", "last_seen_at", .. LeadLine.KeyNames], rows[0].Take(16));
        Assert.Equal("Calm, \"Inc.\"\nand sons", rows[1][rows[0].IndexOf("company_name")]);
        Assert.Equal("bo@calm.example", rows[2][rows[0].IndexOf("email")]);
        Assert.Contains(rows[1], static cell => cell.Contains("a,b", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_log_is_verified_and_described_with_and_without_a_server()
    {
        await using var installation = new Installation();
        var signal = await installation.CreateVisitorSignalAsync();
        await using (var server = await installation.ServeAsync("--console", "none"))
        {
            using var client = server.Connect();
            for (var i = 0; i < 10; i++)
                client.Exchange(Request.Post(signal.Token, Visitor.Content(i, i))).Acknowledged();
            await AssertTenAsync(installation);
            await installation.LeadsWithVisitsAsync(signal.Id, 10);
            Assert.Equal(0, await server.StopAsync());
        }

        await AssertTenAsync(installation);
        Assert.NotEmpty((await installation.RunAsync("log", "stats")).Succeeded().OutputLines);

        var segment = Directory.EnumerateFiles(Path.Combine(installation.Data, "log"), "log.*").Order(StringComparer.Ordinal).First();
        Damage(segment);
        var verified = await installation.RunAsync("log", "verify");
        Assert.Equal(1, verified.ExitCode);
        Assert.Contains("\"damaged\":[{\"from\":", verified.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", verified.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_effective_configuration_is_printed_and_nearer_sources_win()
    {
        await using var installation = new Installation();
        var defaults = (await installation.RunAsync("serve", "--check-config")).Succeeded();
        Assert.Contains("127.0.0.1:8080", defaults.Output, StringComparison.Ordinal);
        Assert.Contains("127.0.0.1:8081", defaults.Output, StringComparison.Ordinal);
        var flag = (await installation.RunAsync("serve", "--listen", "127.0.0.1:4711", "--drain-delay", "7s", "--check-config")).Succeeded();
        Assert.Contains("127.0.0.1:4711", flag.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("127.0.0.1:8080", flag.Output, StringComparison.Ordinal);

        Directory.CreateDirectory(installation.Data);
        await File.WriteAllTextAsync(
            Path.Combine(installation.Data, "fastsignal.json"), """{"Server":{"Listen":"127.0.0.1:1001","DrainDelay":"31s","Ack":"memory"}}""",
                TestContext.Current.CancellationToken);
        installation.Environment["FASTSIGNAL__Server__Listen"] = "127.0.0.1:1002";
        installation.Environment["FASTSIGNAL__Server__DrainDelay"] = "32s";
        var all = (await installation.RunAsync("serve", "--listen", "127.0.0.1:1003", "--check-config")).Succeeded();
        foreach (var value in (string[])["127.0.0.1:1003", "32s", "memory"])
            Assert.Contains(value, all.Output, StringComparison.Ordinal);
        foreach (var value in (string[])["127.0.0.1:1001", "127.0.0.1:1002", "31s", "durable"])
            Assert.DoesNotContain(value, all.Output, StringComparison.Ordinal);
    }

    private static async Task AssertTenAsync(Installation installation)
    {
        var verified = (await installation.RunAsync("log", "verify")).Json();
        Assert.Equal(10, verified.GetProperty("entries").GetInt64());
        Assert.Equal(9, verified.GetProperty("last").GetInt64() - verified.GetProperty("first").GetInt64());
        Assert.Empty(verified.GetProperty("damaged").EnumerateArray());
    }

    /// <summary>Turns one octet in the middle of an entry, as a bad disk would.</summary>
    private static void Damage(string segment)
    {
        using var file = new FileStream(segment, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        var octets = new byte[Math.Min(file.Length, 64 * 1024)];
        file.ReadExactly(octets);
        var at = octets.AsSpan().IndexOf(Encoding.ASCII.GetBytes("Software Development"));
        file.Position = at;
        file.WriteByte((byte)'X');
    }
}
