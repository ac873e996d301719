using System.Text.Json.Nodes;
using FastSignal.Leads;
using FastSignal.Server.Hosting;
using FastSignal.Server.Tests.Commands;

namespace FastSignal.Server.Tests.Backup;

public sealed class BackupTests : IDisposable
{
    private readonly DataBench _bench = new();

    private string Target => _bench.Beside("backup");

    private DataFolder Restored => new(_bench.Beside("restored"));

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void A_restored_folder_has_everything_and_goes_on_and_the_token_works()
    {
        File.WriteAllText(_bench.Folder.Configuration, """{"Server":{"PublicUrl":"https://signals.example.com"}}""");
        _bench.Post("""{"Sender":"a@x.io"}""", """{"Sender":"b@x.io"}""", """{"Sender":"a@x.io"}""");
        Backup().Succeeded();
        var restored = Restore().Succeeded();
        Assert.Contains("has 3 entries, up to 3; the consumer goes on with 4", restored.Error, StringComparison.Ordinal);
        Assert.Contains($"fastsignal serve --data {Restored.Path}", restored.Error, StringComparison.Ordinal);

        string[][] commands = [["entries", "--json"], ["leads", "export", "--signal", "1"], ["signals", "show", "1", "--json"], ["log", "verify"],
            ["log", "stats"]];
        foreach (var command in commands)
            Assert.Equal(_bench.Run(command).Succeeded().Output, CommandRun.Of([.. command, "--data", Restored.Path]).Succeeded().Output);
        Assert.Equal(File.ReadAllText(_bench.Folder.Configuration), File.ReadAllText(Restored.Configuration));

        DataBench.Post(Restored, """{"Sender":"a@x.io"}""");
        var entries = CommandRun.Of("entries", "--data", Restored.Path).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal((4, $"{entries[0][..8]}-4"), (entries.Length, entries[3].Split(' ')[0]));
        Assert.Contains("\"visits\":3", CommandRun.Of("leads", "export", "--signal", "1", "--data", Restored.Path).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_refused_is_in_a_backup_and_one_without_it_is_whole()
    {
        _bench.Post("""{"Sender":"a@x.io"}""");
        KeepRejection();
        using (var writer = RejectionStore.Open(_bench.Folder.Rejections))
        {
            Backup().Succeeded();
            writer.Clear();
        }

        Restore().Succeeded();
        Assert.Contains("\"content\":\"{refused\"", CommandRun.Of("rejections", "--json", "--data", Restored.Path)
            .Succeeded().Output, StringComparison.Ordinal);

        Directory.Delete(Target, recursive: true);
        Directory.Delete(Restored.Path, recursive: true);
        File.WriteAllBytes(_bench.Folder.Rejections, []);
        Backup().Succeeded();
        Assert.False(File.Exists(Path.Combine(Target, "rejections.db")));
        Restore().Succeeded();
        Assert.Contains("no refused requests are kept", CommandRun.Of("rejections", "--data", Restored.Path).Succeeded().Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_owner_can_read_a_backup_and_what_is_restored()
    {
        if (OperatingSystem.IsWindows())
            return;
        _bench.Post("""{"Sender":"a@x.io"}""");
        KeepRejection();
        Directory.CreateDirectory(
            Target, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        Backup().Succeeded();
        Restore().Succeeded();
        const UnixFileMode others = UnixFileMode.GroupRead | UnixFileMode.OtherRead | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        foreach (var folder in (string[])[Target, Restored.Path])
        {
            Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(folder) & others);
            Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(Path.Combine(folder, "signals.db")) & others);
            Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(Path.Combine(folder, "leads.db")) & others);
            Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(Path.Combine(folder, "rejections.db")) & others);
        }

        Assert.Equal("backup.json leads.db log rejections.db signals.db",
            string.Join(' ', Directory.GetFileSystemEntries(Target).Select(Path.GetFileName).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void A_folder_that_is_not_free_is_refused_and_left_alone()
    {
        _bench.Post("""{"Sender":"a@x.io"}""");
        Directory.CreateDirectory(Target);
        var mine = Path.Combine(Target, "mine");
        File.WriteAllText(mine, "");
        Backup().RefusedWith(1, Target, "is not empty");
        Assert.True(File.Exists(mine));
        File.Delete(mine);
        Backup().Succeeded();
        _bench.Run("restore", Target).RefusedWith(1, _bench.Folder.Path, "is not empty, and nothing is ever overwritten", "--data");
        _bench.Run("backup", mine + "/below/deep").RefusedWith(1, "There is no folder");
        _bench.Run("backup", Path.Combine(_bench.Folder.Path, "backup")).RefusedWith(1, "lies in the data folder");
        File.WriteAllText(_bench.Beside("file"), "");
        _bench.Run("backup", _bench.Beside("file")).RefusedWith(1, "is a file");
    }

    [Fact]
    public void A_wrong_command_line_is_a_usage_error()
    {
        foreach (var command in (string[])["backup", "restore"])
        {
            _bench.Run(command).RefusedWith(2, "argument missing", command);
            _bench.Run(command, " ").RefusedWith(2, "DIR", "is empty");
            _bench.Run(command, "a", "b").RefusedWith(2, "b");
        }

        CommandRun.Of("backup", Target, "--data", _bench.Beside("none")).RefusedWith(1, "There is no data folder");
        _bench.Run("backup", Target).RefusedWith(1, "There is no log");
        Assert.False(Directory.Exists(Target));
    }

    [Fact]
    public void What_is_no_whole_backup_is_refused_and_nothing_is_left()
    {
        CommandRun.Of("restore", _bench.Beside("none"), "--data", Restored.Path).RefusedWith(1, "There is no folder");
        _bench.Post("""{"Sender":"a@x.io"}""", """{"Sender":"b@x.io"}""");
        Backup().Succeeded();
        var manifest = Path.Combine(Target, "backup.json");
        var good = File.ReadAllText(manifest);

        Refused("backup.json cannot be read", () => File.WriteAllText(manifest, good[..20]));
        Refused("backup.json cannot be read", () => File.WriteAllText(manifest, """{"format":1}"""));
        Refused("has format 2, this program knows 1", () => File.WriteAllText(manifest, With(good, "format", 2)));
        Refused("3", () => File.WriteAllText(manifest, With(good, "entries", 3)));
        Refused("damaged", () => File.WriteAllText(manifest, With(good, "log", "00000000")));
        Refused("it is no backup, or one that was cut off", () => File.Delete(manifest));
        File.WriteAllText(manifest, good);
        Restore().Succeeded();
    }

    [Theory]
    [InlineData("leads.db")]
    [InlineData("signals.db")]
    [InlineData("rejections.db")]
    [InlineData("log/log.0")]
    [InlineData("log/commit")]
    [InlineData("log/id")]
    public void A_file_of_a_backup_that_is_damaged_is_found(string name)
    {
        _bench.Post("""{"Sender":"a@x.io"}""", """{"Sender":"b@x.io"}""");
        KeepRejection();
        Backup().Succeeded();
        var path = Path.Combine(Target, name);
        var octets = File.ReadAllBytes(path);
        for (var at = 0; at < octets.Length; at += name.EndsWith("db", StringComparison.Ordinal) ? 4096 : 1)
            octets.AsSpan(at, Math.Min(64, octets.Length - at)).Fill(0xA5);
        File.WriteAllBytes(path, octets);
        Restore().RefusedWith(1);
        AssertNothingLeft();
    }

    [Fact]
    public void A_damaged_log_is_copied_as_it_is_and_told()
    {
        _bench.Post("""{"Sender":"a@x.io"}""", """{"Sender":"b@x.io"}""", """{"Sender":"c@x.io"}""");
        var segment = Path.Combine(_bench.Folder.Log, "log.0");
        var octets = File.ReadAllBytes(segment);
        octets[octets.AsSpan().IndexOf("b@x.io"u8)] ^= 1;
        File.WriteAllBytes(segment, octets);

        var backup = Backup();
        Assert.Equal(1, backup.ExitCode);
        Assert.Contains("the log is damaged at address", backup.Error, StringComparison.Ordinal);
        Assert.Contains("has 2 entries", backup.Error, StringComparison.Ordinal);
        Assert.Contains("was damaged when the backup was made", Restore().Succeeded().Error, StringComparison.Ordinal);
        Assert.Equal(_bench.Run("log", "verify").Output, CommandRun.Of("log", "verify", "--data", Restored.Path).Output);
    }

    [Fact]
    public void A_server_without_an_entry_or_a_consumer_is_backed_up_too()
    {
        DataBench.Post(_bench.Folder);
        File.Delete(_bench.Folder.Leads);
        Backup().Succeeded();
        Assert.Contains("has 0 entries", Restore().Succeeded().Error, StringComparison.Ordinal);
        DataBench.Post(Restored, """{"Sender":"a@x.io"}""");
        Assert.Contains("\"visits\":1", CommandRun.Of("leads", "export", "--signal", "1", "--data", Restored.Path).Output, StringComparison.Ordinal);
    }

    private static string With(string manifest, string name, JsonNode value)
    {
        var changed = JsonNode.Parse(manifest)!.AsObject();
        Assert.True(changed.ContainsKey(name), name);
        changed[name] = value;
        return changed.ToJsonString();
    }

    private void KeepRejection()
    {
        using var store = RejectionStore.Open(_bench.Folder.Rejections);
        store.Keep([new KeptRejection { ReceivedAtMicroseconds = 1, SignalId = 1, Status = 400, Code = "malformed_json", Detail = "expected a key",
            Content = "{refused"u8.ToArray() }]);
    }

    private CommandRun Backup() => _bench.Run("backup", Target);

    private CommandRun Restore() => CommandRun.Of("restore", Target, "--data", Restored.Path + "/");

    private void Refused(string words, Action spoil)
    {
        spoil();
        Restore().RefusedWith(1, words);
        AssertNothingLeft();
    }

    private void AssertNothingLeft() =>
        Assert.DoesNotContain(Directory.GetFileSystemEntries(_bench.Beside(".")), path => path.Contains("restored", StringComparison.Ordinal));
}
