using FastSignal.Leads;
using FastSignal.Server.Commands;

namespace FastSignal.Server.Tests.Commands;

public sealed class CommandLineTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("fastsignal-command-");

    private string Data => Path.Combine(_directory.FullName, "data");

    public void Dispose() => _directory.Delete(recursive: true);

    [Theory]
    [InlineData("--data", "signals", "list", "--data", "")]
    [InlineData("--data", "serve", "--data", " ")]
    [InlineData("FILE", "flatten", "")]
    [InlineData("FILE", "mapping", "suggest", "--target", "people", "")]
    public void An_empty_name_of_a_file_or_folder_is_a_usage_error(string name, params string[] arguments) =>
        CommandRun.Of(arguments).RefusedWith(2, name, "is empty");

    [Theory]
    [InlineData("flatten")]
    [InlineData("mapping", "suggest", "--target", "people")]
    public void A_folder_in_the_place_of_a_file_is_called_one(params string[] command) =>
        CommandRun.Of([.. command, _directory.FullName]).RefusedWith(1, _directory.FullName, "is a folder");

    [Fact]
    public void Each_command_is_found_by_its_own_name()
    {
        using var terminal = Terminal.Over(Stream.Null, TextWriter.Null);
        foreach (var (name, create) in CommandLine.Commands)
            Assert.Equal(name, create(new CommandContext(terminal, TimeProvider.System)).Name);
    }

    [Fact]
    public void An_option_before_the_command_is_read_as_one_behind_it()
    {
        var id = Create("N");
        Assert.Equal(
            CommandRun.Of("signals", "show", id, "--data", Data).Succeeded().Output,
            CommandRun.Of("--data", Data, "signals", "show", id).Succeeded().Output);
    }

    [Fact]
    public void A_command_that_there_is_not_is_a_usage_error() =>
        CommandRun.Of("signal", "list").RefusedWith(2, "'signal'");

    [Fact]
    public void An_output_that_cannot_be_written_is_one_line()
    {
        Create("N");
        using var error = new StringWriter();
        using var full = new FullDisk();
        using (var terminal = Terminal.Over(full, error))
            Assert.Equal(1, CommandLine.Run(["signals", "list", "--json", "--data", Data], terminal, TimeProvider.System));
        Assert.Equal("fastsignal: No space left on device" + Environment.NewLine, error.ToString());
    }

    [Fact]
    public void An_unforeseen_fault_is_one_line_that_calls_it_a_fault_of_the_program()
    {
        Create("N");
        using var error = new StringWriter();
        using var closed = new MemoryStream();
        using var terminal = Terminal.Over(closed, error);
        closed.Dispose();
        Assert.Equal(1, CommandLine.Run(["signals", "list", "--json", "--data", Data], terminal, TimeProvider.System));
        var line = Assert.Single(error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("a fault of the program", line, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_user_wrote_cannot_steer_the_terminal()
    {
        const string Name = "N\u202Etxt.exe\u200B\u2028";
        var id = Create(Name);
        foreach (var command in (string[])["list", "show"])
        {
            var shown = CommandRun.Of(["signals", command, "--data", Data, .. command is "show" ? [id] : Array.Empty<string>()]).Succeeded();
            Assert.Contains("N\uFFFDtxt.exe", shown.Output, StringComparison.Ordinal);
            Assert.DoesNotContain('\u202E', shown.Output);
            Assert.DoesNotContain('\u200B', shown.Output);
        }

        Assert.DoesNotContain('\u001B', CommandRun.Of("flatten", "no\u001B[2Jfile").Error);
    }

    private string Create(string name)
    {
        Directory.CreateDirectory(Data);
        using var registry = SignalRegistry.Open(Path.Combine(Data, SignalRegistry.FileName), TimeProvider.System);
        return $"{registry.Create(new NewSignal { Name = name, Target = SignalTarget.People }).Signal.Id}";
    }

    private sealed class FullDisk : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("No space left on device");

        public override void Write(byte[] buffer, int offset, int count) => throw new IOException("No space left on device");
    }
}
