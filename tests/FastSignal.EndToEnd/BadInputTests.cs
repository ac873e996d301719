using System.Net;
using System.Net.Sockets;
using FastSignal.Harness;

namespace FastSignal.EndToEnd;

/// <summary>What a person gets wrong is told in one line that names cause and cure.</summary>
public sealed class BadInputTests
{
    private const int Refused = 1;
    private const int Usage = 2;

    [Fact]
    public async Task A_port_in_use_is_named()
    {
        await using var installation = new Installation();
        using var holder = new TcpListener(IPAddress.Loopback, 0);
        holder.Start();
        var port = $"{((IPEndPoint)holder.LocalEndpoint).Port}";
        (await installation.RunAsync("serve", "--listen", $"127.0.0.1:{port}", "--console", "none")).RefusedWith(Refused, port, "in use");
        (await installation.RunAsync("serve", "--listen", "127.0.0.1:0", "--console", $"127.0.0.1:{port}")).RefusedWith(Refused, port, "in use");
    }

    [Fact]
    public async Task A_file_in_the_place_of_the_data_folder_is_named()
    {
        await using var installation = new Installation();
        await File.WriteAllTextAsync(installation.Data, "not a folder", TestContext.Current.CancellationToken);
        (await installation.RunAsync("serve", "--listen", "127.0.0.1:0", "--console", "none")).RefusedWith(Refused, installation.Data);
        (await installation.RunAsync("signals", "list")).RefusedWith(Refused, installation.Data);
    }

    [Fact]
    public async Task A_folder_below_a_file_is_named()
    {
        await using var installation = new Installation();
        await File.WriteAllTextAsync(installation.Data, "not a folder", TestContext.Current.CancellationToken);
        var below = Path.Combine(installation.Data, "below");
        (await FastSignalCli.RunAsync("serve", "--data", below, "--listen", "127.0.0.1:0", "--console", "none")).RefusedWith(Refused, below);
    }

    [Fact]
    public async Task A_second_server_on_the_same_data_is_refused_and_the_first_goes_on()
    {
        await using var installation = new Installation();
        var signal = await installation.CreateVisitorSignalAsync();
        await using var server = await installation.ServeAsync("--console", "none");
        (await installation.RunAsync("serve", "--listen", "127.0.0.1:0", "--console", "none")).RefusedWith(Refused, installation.Data);
        using var client = server.Connect();
        client.Exchange(Request.Post(signal.Token, "{}")).Acknowledged();
        (await installation.RunAsync("consume")).RefusedWith(Refused, "consume");
    }

    [Theory]
    [InlineData("--no-such-flag", "serve", "--no-such-flag")]
    [InlineData("--no-such-flag", "signals", "create", "--name", "N", "--target", "people", "--no-such-flag")]
    [InlineData("nonsense", "nonsense")]
    [InlineData("nonsense", "signals", "nonsense")]
    [InlineData("--target", "signals", "create", "--name", "N")]
    [InlineData("--name", "signals", "create", "--target", "people")]
    [InlineData("dogs", "signals", "create", "--name", "N", "--target", "dogs")]
    [InlineData("sleeping", "signals", "create", "--name", "N", "--target", "people", "--status", "sleeping")]
    [InlineData("shoe_size", "signals", "create", "--name", "N", "--target", "people", "--map", "shoe_size=Size")]
    [InlineData("email", "signals", "create", "--name", "N", "--target", "people", "--map", "email")]
    [InlineData("404", "signals", "create", "--name", "N", "--target", "people", "--success-status", "404")]
    [InlineData("--token", "signals", "create", "--name", "N", "--target", "people", "--token", "short")]
    [InlineData("nowhere", "serve", "--listen", "nowhere")]
    [InlineData("99999", "serve", "--listen", "127.0.0.1:99999")]
    [InlineData("hope", "serve", "--ack", "hope")]
    [InlineData("soon", "serve", "--drain-delay", "soon")]
    [InlineData("--retention is 'forever'", "serve", "--retention", "forever")]
    [InlineData("--retention is '7'", "serve", "--retention", "7")]
    [InlineData("--retention-bytes is 'lots'", "serve", "--retention-bytes", "lots")]
    [InlineData("--segment-bytes is '100MiB'", "serve", "--segment-bytes", "100MiB")]
    [InlineData("from 8MiB to 1GiB", "serve", "--segment-bytes", "4MiB")]
    [InlineData("xml", "leads", "export", "--signal", "1", "--format", "xml")]
    [InlineData("--signal", "leads", "list")]
    [InlineData("ID", "signals", "show", "abc")]
    [InlineData("--signal", "leads", "list", "--signal", "abc")]
    public async Task A_wrong_command_line_names_what_is_wrong(string word, params string[] arguments)
    {
        await using var installation = new Installation();
        (await installation.RunAsync(arguments)).RefusedWith(Usage, word);
    }

    [Fact]
    public async Task A_missing_command_is_a_usage_error()
    {
        var result = await FastSignalCli.RunAsync();
        Assert.Equal(Usage, result.ExitCode);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_key_in_the_configuration_is_named_wherever_it_stands()
    {
        await using var installation = new Installation();
        Directory.CreateDirectory(installation.Data);
        var file = Path.Combine(installation.Data, "fastsignal.json");
        await File.WriteAllTextAsync(file, """{"NoSuchSection":{"NoSuchKey":1}}""", TestContext.Current.CancellationToken);
        (await ServeAsync(installation)).RefusedWith(Usage, "NoSuchSection");

        File.Delete(file);
        var other = installation.Beside("other.json");
        await File.WriteAllTextAsync(other, """{"NoSuchKey":1}""", TestContext.Current.CancellationToken);
        (await ServeAsync(installation, "--config", other)).RefusedWith(Usage, "NoSuchKey");

        await File.WriteAllTextAsync(other, """{"NoSuchKey":""", TestContext.Current.CancellationToken);
        (await ServeAsync(installation, "--config", other)).RefusedWith(Usage, other);
        (await ServeAsync(installation, "--config", installation.Beside("missing.json"))).RefusedWith(Usage, "missing.json");

        installation.Environment["FASTSIGNAL__NoSuchSection__NoSuchKey"] = "1";
        (await ServeAsync(installation)).RefusedWith(Usage, "FASTSIGNAL__NoSuchSection__NoSuchKey");
    }

    [Theory]
    [InlineData("signals", "show", "987654")]
    [InlineData("signals", "save", "987654")]
    [InlineData("signals", "pause", "987654")]
    [InlineData("signals", "resume", "987654")]
    [InlineData("signals", "archive", "987654")]
    [InlineData("signals", "rotate", "987654")]
    [InlineData("leads", "list", "--signal", "987654")]
    [InlineData("leads", "export", "--signal", "987654")]
    [InlineData("entries", "--signal", "987654")]
    public async Task An_unknown_signal_is_named(params string[] arguments)
    {
        await using var installation = new Installation();
        await installation.CreateVisitorSignalAsync();
        (await installation.RunAsync(arguments)).RefusedWith(Refused, "987654");
    }

    [Fact]
    public async Task A_change_that_the_status_of_a_signal_does_not_allow_is_refused()
    {
        await using var installation = new Installation();
        var draft = await installation.CreateSignalAsync("draft");
        (await installation.RunAsync("signals", "resume", draft.Id)).RefusedWith(Refused, "draft");
        (await installation.RunAsync("signals", "pause", draft.Id)).RefusedWith(Refused, "draft");
        await installation.SignalAsync("archive", draft.Id);
        (await installation.RunAsync("signals", "save", draft.Id)).RefusedWith(Refused, "archived");
    }

    [Fact]
    public async Task Files_that_are_missing_or_unreadable_are_named()
    {
        await using var installation = new Installation();
        var missing = installation.Beside("missing.json");
        (await FastSignalCli.RunAsync("flatten", missing)).RefusedWith(Refused, missing);
        (await FastSignalCli.RunAsync("mapping", "suggest", "--target", "people", missing)).RefusedWith(Refused, missing);
        (await FastSignalCli.RunAsync("flatten", Path.GetTempPath())).RefusedWith(Refused, Path.GetTempPath().TrimEnd('/'));

        (await FastSignalCli.RunWithInputAsync("""{"a":1,}""", "flatten")).RefusedWith(Refused, "byte 7");
        (await FastSignalCli.RunWithInputAsync("[1]", "flatten")).RefusedWith(Refused, "array");
        (await FastSignalCli.RunWithInputAsync("", "flatten")).RefusedWith(Refused, "empty");
    }

    private static Task<CliResult> ServeAsync(Installation installation, params string[] arguments) =>
        installation.RunAsync(["serve", "--listen", "127.0.0.1:0", "--console", "none", .. arguments]);
}
