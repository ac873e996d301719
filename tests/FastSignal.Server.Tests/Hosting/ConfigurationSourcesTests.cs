using FastSignal.Server.Hosting;

namespace FastSignal.Server.Tests.Hosting;

public sealed class ConfigurationSourcesTests : IDisposable
{
    private static readonly Dictionary<string, string> NoFlags = [];

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("fastsignal-config-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public void Without_any_source_the_defaults_count()
    {
        var options = Read(null, NoFlags);
        Assert.Equal("127.0.0.1:8080", options.Listen.ToString());
        Assert.Equal("127.0.0.1:8081", options.Console!.ToString());
        Assert.Equal(AckMode.Durable, options.Ack);
        Assert.True(options.Consume);
        Assert.Equal(TimeSpan.FromDays(7), options.Retention);
        Assert.Null(options.RetentionBytes);
        Assert.Equal(FastSignal.Log.LogGeometry.Default, options.Geometry);
    }

    [Fact]
    public void The_log_is_kept_and_made_as_its_settings_say()
    {
        var options = Read(null, new(StringComparer.Ordinal) { ["Log:Retention"] = "none", ["Log:RetentionBytes"] = "20GiB", ["Log:SegmentBytes"] = "8MiB" });
        Assert.Equal(new FastSignal.Log.LogRetention(null, 20L << 30), options.LogRetention);
        Assert.Equal(FastSignal.Log.LogGeometry.Default with { SegmentBits = 23 }, options.Geometry);
    }

    [Fact]
    public void With_a_certificate_and_its_key_the_URLs_say_https()
    {
        Assert.Equal("http://127.0.0.1:8080/", Read(null, NoFlags).BaseUrl.ToString());
        var options = Read(null, new(StringComparer.Ordinal) { ["Tls:Certificate"] = "c.pem", ["Tls:Key"] = "k.pem" });
        Assert.Equal("https://127.0.0.1:8080/", options.BaseUrl.ToString());
    }

    [Theory]
    [InlineData("Tls:Certificate", "--tls-key (Tls:Key)")]
    [InlineData("Tls:Key", "--tls-certificate (Tls:Certificate)")]
    public void One_half_of_TLS_is_a_mistake_that_names_the_other(string given, string missing)
    {
        var mistake = Assert.Throws<UsageException>(() => Read(null, new(StringComparer.Ordinal) { [given] = "a.pem" }));
        Assert.Contains("a.pem", mistake.Message, StringComparison.Ordinal);
        Assert.Contains(missing, mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_flag_wins_over_the_file_and_the_file_over_the_default()
    {
        File.WriteAllText(Path.Combine(_directory.FullName, "fastsignal.json"),
            """{"Server":{"Listen":"127.0.0.1:1","Ack":"memory"},"Limits":{"IdleSeconds":9}}""");
        var options = Read(null, new(StringComparer.Ordinal) { ["Server:Listen"] = "127.0.0.1:2" });
        Assert.Equal(2, options.Listen.Port);
        Assert.Equal(AckMode.Memory, options.Ack);
        Assert.Equal(9, options.Limits.IdleSeconds);
    }

    [Theory]
    [InlineData("""{"Server":{"Lisen":"127.0.0.1:1"}}""", "Server:Lisen")]
    [InlineData("""{"Sever":{"Listen":"127.0.0.1:1"}}""", "Sever:Listen")]
    [InlineData("""{"Server":{"Listen":"here"}}""", "Server:Listen is 'here'")]
    [InlineData("""{"Limits":{"HeadSeconds":"0"}}""", "Limits:HeadSeconds is '0'")]
    [InlineData("""{"Log":{"Retention":"7"}}""", "Log:Retention is '7'")]
    [InlineData("""{"Log":{"RetentionBytes":"much"}}""", "Log:RetentionBytes is 'much'")]
    [InlineData("""{"Log":{"SegmentBytes":"100MiB"}}""", "a power of two from 8MiB to 1GiB")]
    [InlineData("""{"Log":{"RetentionTime":"7d"}}""", "Log:RetentionTime")]
    [InlineData("""{"Server":""", "line 1, byte 11")]
    [InlineData("{\n  \"Server\": {\n    \"Listen\": nowhere\n}}", "line 3, byte 16")]
    [InlineData("""{"Sever":null}""", "Sever")]
    [InlineData("""{"Sever":{}}""", "Sever")]
    [InlineData("""{"Sever":[]}""", "Sever")]
    [InlineData("""{"Server":{"Lisen":null}}""", "Server:Lisen")]
    [InlineData("""{"Server":{"Lisen":""}}""", "Server:Lisen")]
    [InlineData("""{"Server":{"Lisen":{}}}""", "Server:Lisen")]
    [InlineData("""{"Server":5}""", "Unknown configuration key Server ")]
    [InlineData("""{"Server":{"Ack":"memory","Ack":"durable"}}""", "Server:Ack")]
    [InlineData("[1]", "")]
    public void A_file_with_a_mistake_is_refused_and_the_mistake_is_named(string content, string name)
    {
        var file = Path.Combine(_directory.FullName, "other.json");
        File.WriteAllText(file, content);
        var refusal = Assert.Throws<UsageException>(() => Read(file, NoFlags));
        Assert.Contains(name, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("other.json", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"Server":{}}""")]
    [InlineData("""{"Server":{"PublicUrl":null}}""")]
    [InlineData("// A comment.\n{}")]
    public void A_file_may_leave_everything_open(string content)
    {
        File.WriteAllText(Path.Combine(_directory.FullName, "fastsignal.json"), content);
        Assert.Equal(new ServerOptions().BaseUrl, Read(null, NoFlags).BaseUrl);
    }

    [Fact]
    public void The_name_of_a_file_may_begin_with_a_dot()
    {
        var file = Path.Combine(_directory.FullName, ".fastsignal.json");
        File.WriteAllText(file, """{"Server":{"Ack":"memory"}}""");
        Assert.Equal(AckMode.Memory, Read(file, NoFlags).Ack);
    }

    [Fact]
    public void A_folder_in_the_place_of_the_file_is_called_one() =>
        Assert.Contains("is a folder", Assert.Throws<UsageException>(() => Read(_directory.FullName, NoFlags)).Message, StringComparison.Ordinal);

    [Fact]
    public void The_status_page_needs_a_port_of_its_own()
    {
        var refusal = Assert.Throws<UsageException>(() => Read(null, new(StringComparer.Ordinal) { ["Server:Listen"] = "127.0.0.1:8081" }));
        Assert.Contains("--console", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(0, Read(null, new(StringComparer.Ordinal) { ["Server:Listen"] = "127.0.0.1:0", ["Server:Console"] = "127.0.0.1:0" }).Listen.Port);
    }

    [Fact]
    public void A_file_that_is_named_must_be_there() =>
        Assert.Contains("nowhere.json", Assert.Throws<UsageException>(() => Read(Path.Combine(_directory.FullName, "nowhere.json"), NoFlags)).Message,
            StringComparison.Ordinal);

    [Fact]
    public void A_wrong_flag_is_named_as_it_was_written() =>
        Assert.Contains("--ack is 'often'",
            Assert.Throws<UsageException>(() => Read(null, new(StringComparer.Ordinal) { ["Server:Ack"] = "often" })).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Every_setting_can_be_written_back_as_it_is_shown()
    {
        var defaults = new ServerOptions();
        foreach (var setting in Settings.All.Where(s => s.Show(defaults).Length > 0))
            Assert.Equal(setting.Show(defaults), setting.Show(setting.Apply(defaults, setting.Show(defaults))));
    }

    private ServerOptions Read(string? file, Dictionary<string, string> flags) => ConfigurationSources.Read(new DataFolder(_directory.FullName), file, flags);
}
