using System.Net;
using FastSignal.Leads;
using FastSignal.Server.Demo;
using FastSignal.Server.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace FastSignal.Server.Tests.Commands;

public sealed class SignalsCommandTests : IDisposable
{
    private const string Token = "fs_ThisTokenBelongsToNobodyAtAll0123";

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("fastsignal-signals-");

    private DataFolder Folder => new(_directory.FullName);

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public void A_wrong_configuration_stops_a_change_before_it_is_made()
    {
        Create().Succeeded();
        File.WriteAllText(Folder.Configuration, """{"Sever":{"A":1}}""");
        Create().RefusedWith(2, "Sever");
        Run("pause", "1").RefusedWith(2, "Sever");
        using var registry = SignalRegistry.Open(Folder.Signals, TimeProvider.System);
        Assert.Single(registry.List());
    }

    [Fact]
    public void A_change_that_the_server_does_not_adopt_is_shown_all_the_same()
    {
        Create().Succeeded();
        using var deaf = ServerLock.Take(Folder);
        var rotated = Run("rotate", "1", "--json");
        Assert.Equal(1, rotated.ExitCode);
        Assert.Contains("\"token\":\"fs_", rotated.Output, StringComparison.Ordinal);
        foreach (var words in (string[])["is stored, do not repeat it", "`fastsignal signals show 1`"])
            Assert.Contains(words, rotated.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_draft_whose_test_entries_identify_nobody_is_not_saved_without_a_mapping()
    {
        Create("--status", "draft", "--token", Token).Succeeded();
        Post("""{"page":"/pricing","count":3}""");
        Run("save", "1").RefusedWith(1, "which person", "--map", "Post a fuller test entry");
        Run("save", "1", "--map", "email=Mail").Succeeded();
    }

    [Fact]
    public void A_draft_without_test_entries_is_saved_and_the_first_real_entry_decides()
    {
        Create("--status", "draft").Succeeded();
        Assert.Contains("no test entry has come", Run("save", "1").Succeeded().Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("people", "--map", "title=Title")]
    [InlineData("people", "--map", "full_name=Name")]
    [InlineData("people", "--map", "company_domain=Website")]
    [InlineData("companies", "--map", "email=Mail")]
    [InlineData("people", "--map", "email=Mail", "--map", "email=Mail")]
    [InlineData("people", "--map", "email= ")]
    public void A_mapping_that_can_identify_nobody_is_a_usage_error_and_nothing_is_made(string target, params string[] map)
    {
        var data = Path.Combine(_directory.FullName, "new");
        CommandRun.Of(["signals", "create", "--name", "N", "--target", target, "--data", data, .. map]).RefusedWith(2, "--map");
        Assert.False(Directory.Exists(data));
    }

    [Theory]
    [InlineData("people", "--map", "full_name=Name", "--map", "company_domain=Website")]
    [InlineData("companies", "--map", "linkedin_url=Page")]
    public void A_mapping_that_may_identify_somebody_is_taken(string target, params string[] map) =>
        CommandRun.Of(["signals", "create", "--name", "N", "--target", target, "--data", _directory.FullName, .. map]).Succeeded();

    [Fact]
    public void A_token_in_the_wrong_place_is_not_repeated()
    {
        string[][] mistaken =
        [
            ["signals", "show", Token], ["entries", "--signal", Token], ["signals", "show", "1", Token], ["signals", Token],
            ["signals", "create", "--name", "N", "--target", "people", "--token", "too short!"],
        ];
        foreach (var arguments in mistaken)
        {
            var refused = CommandRun.Of(arguments);
            Assert.Equal(2, refused.ExitCode);
            Assert.DoesNotContain(Token, refused.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("too short!", refused.Error, StringComparison.Ordinal);
        }

        CommandRun.Of("signals", "show", Token).RefusedWith(2, "ID must be a number, as `fastsignal signals list` shows it.");
    }

    [Theory]
    [InlineData("'maybe'", "list", "--json=maybe")]
    [InlineData("--status is 'asleep', but must be draft or live.", "create", "--name", "N", "--target", "people", "--status", "asleep")]
    [InlineData("--target is 'dogs', but must be people or companies.", "create", "--name", "N", "--target", "dogs")]
    [InlineData("--success-status is '404', but must be 200 or 202.", "create", "--name", "N", "--target", "people", "--success-status", "404")]
    [InlineData("--name is empty", "create", "--name", "", "--target", "people")]
    [InlineData("--label is empty", "create", "--name", "N", "--target", "people", "--label", " ")]
    [InlineData("--overlap is 'soon'", "rotate", "1", "--overlap", "soon")]
    [InlineData("--overlap is '99999999999999999999d'", "rotate", "1", "--overlap", "99999999999999999999d")]
    public void A_wrong_value_is_named_with_its_option_in_one_line(string words, params string[] arguments) => Run(arguments).RefusedWith(2, words);

    [Fact]
    public void A_name_that_is_too_long_is_a_usage_error() =>
        CommandRun.Of("signals", "create", "--name", new string('n', 201), "--target", "people", "--data", _directory.FullName)
            .RefusedWith(2, "--name has 201 characters");

    [Fact]
    public void The_URL_of_a_server_that_listens_on_every_address_can_be_sent_to()
    {
        Create().Succeeded();
        using (var registry = SignalRegistry.Open(Folder.Signals, TimeProvider.System))
            registry.PublishBaseUrl("http://0.0.0.0:4711/");
        Run("resume", "1").RefusedWith(1, "live already");
        var shown = Run("show", "1").Succeeded();
        Assert.Contains("http://127.0.0.1:4711/custom_signals/", shown.Output, StringComparison.Ordinal);
        Assert.Contains("--public-url", Assert.Single(shown.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_list_is_readable_in_eighty_columns()
    {
        CommandRun.Of("signals", "create", "--name", "Website visitors", "--target", "companies", "--data", _directory.FullName, "--map",
                "company_name=Company Name", "--map", "company_domain=Website")
            .Succeeded();
        var listed = CommandRun.Of(80, "signals", "list", "--data", _directory.FullName).Succeeded().Output;
        Assert.Contains("│ 1  │ Website visitors │ companies │ draft  │ 2 keys │", listed, StringComparison.Ordinal);
    }

    [Fact]
    public void A_signal_without_leads_says_so_on_standard_error()
    {
        Create().Succeeded();
        var listed = CommandRun.Of("leads", "list", "--signal", "1", "--format", "jsonl", "--data", _directory.FullName).Succeeded();
        Assert.Contains("no leads yet", listed.Error, StringComparison.Ordinal);
        Assert.Empty(listed.Output);
    }

    private CommandRun Create(params string[] more) =>
        Run(["create", "--name", "N", "--target", "people", .. more.Contains("--status") ? more : ["--status", "live", .. more]]);

    private CommandRun Run(params string[] arguments) => CommandRun.Of(["signals", .. arguments, "--data", _directory.FullName]);

    private void Post(string content)
    {
        var options = new ServerOptions { Listen = new IPEndPoint(IPAddress.Loopback, 0), Console = null, DrainDelay = TimeSpan.Zero };
        using var host = ServerHost.Start(Folder, options, TimeProvider.System, NullLogger.Instance);
        using var sender = new DemoSender(host.BaseUrl);
        Assert.Equal(202, sender.Post(Token, System.Text.Encoding.UTF8.GetBytes(content)).Status);
        host.Terminate();
        host.WaitForEnd();
    }
}
