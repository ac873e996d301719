using System.Globalization;
using System.Text;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace FastSignal.Server.Commands;

/// <summary>Where a command writes: data on standard output, everything else on standard error.</summary>
/// <remarks>
/// What senders and users wrote may hold escape sequences, which a terminal obeys. Whatever is shown to people goes through <see cref="Shown"/>: messages and
/// lines here, cells of tables by <see cref="Cell"/>. JSON and CSV go to <see cref="Data"/> as they are.
/// </remarks>
internal sealed class Terminal : IDisposable
{
    private const int WidthOfFiles = 160;

    private readonly Stream _output;
    private readonly TextWriter _messages;

    private readonly Func<bool> _isReaderGone;

    // Made when something is drawn: Spectre looks the whole environment through for what it may draw, and few commands draw.
    private readonly Lazy<IAnsiConsole> _tables;
    private readonly Lazy<IAnsiConsole> _progress;

    private Terminal(Stream output, TextWriter messages, Func<IAnsiConsole> tables, Func<IAnsiConsole> progress, Func<bool> isReaderGone)
    {
        _output = output;
        _isReaderGone = isReaderGone;
        _messages = messages;
        Data = new BufferedStream(output, 64 * 1024);
        _tables = new Lazy<IAnsiConsole>(tables);
        _progress = new Lazy<IAnsiConsole>(progress);
    }

    /// <summary>Standard output, buffered: for data in UTF-8.</summary>
    public Stream Data { get; }

    /// <summary>Standard output, for tables that people read.</summary>
    public IAnsiConsole Tables => _tables.Value;

    /// <summary>Whether nobody can read standard output any more.</summary>
    public bool IsReaderGone => _isReaderGone();

    /// <summary>Standard error, for progress displays; silent where nobody watches.</summary>
    public IAnsiConsole Progress => _progress.Value;

#pragma warning disable RS0030 // The one place that knows the console.
    /// <summary>The terminal of this process.</summary>
    public static Terminal OfProcess() => new(
        System.Console.OpenStandardOutput(),
        System.Console.Error,
        static () => Wide(AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(System.Console.Out) })),
        static () => AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(System.Console.Error) }),
        () => OutputPipe.IsReaderGone);

    /// <summary>Standard input.</summary>
    public static Stream OpenInput() => System.Console.OpenStandardInput();

    /// <summary>Standard input, for answers of people.</summary>
    public static TextReader OpenAnswers() => System.Console.In;

    /// <summary>Whether people watch standard error.</summary>
    public static bool IsWatched => !System.Console.IsErrorRedirected;

    /// <summary>Whether people watch standard output.</summary>
    public static bool IsOutputWatched => !System.Console.IsOutputRedirected;

    /// <summary>Whether there is somebody to ask.</summary>
    public static bool IsInteractive => IsWatched && !System.Console.IsInputRedirected;

    /// <summary>A pipe or a file has no width: tables in it need not be squeezed into 80 columns.</summary>
    private static IAnsiConsole Wide(IAnsiConsole console)
    {
        if (System.Console.IsOutputRedirected)
            console.Profile.Width = WidthOfFiles;
        return console;
    }
#pragma warning restore RS0030

    /// <summary>A terminal that is none: for tests.</summary>
    /// <param name="output">Takes data and tables.</param>
    /// <param name="messages">Takes messages.</param>
    /// <param name="width">The columns of tables.</param>
    /// <param name="isReaderGone">Tells whether nobody can read the output any more; none: somebody always can.</param>
    internal static Terminal Over(Stream output, TextWriter messages, int width = WidthOfFiles, Func<bool>? isReaderGone = null)
    {
        return new(output, messages, Tables, () => Plain(messages), isReaderGone ?? (static () => false));

        IAnsiConsole Tables()
        {
            var tables = Plain(new StreamWriter(output) { AutoFlush = true });
            tables.Profile.Width = width;
            return tables;
        }

        static IAnsiConsole Plain(TextWriter writer) =>
            AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(writer) });
    }

    /// <summary>A text as a terminal can be shown it: what would steer the terminal, or hide or reorder text, stands as a replacement character.</summary>
    public static string Shown(string text)
    {
        if (!text.EnumerateRunes().Any(Steers))
            return text;
        var shown = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            shown.Append(Steers(rune) ? Rune.ReplacementChar.ToString() : rune.ToString());
        return shown.ToString();
    }

    /// <summary>The first characters of a text; an ellipsis says that there are more.</summary>
    public static string Beginning(string text, int maxCharacters)
    {
        if (text.Length <= maxCharacters)
            return text;
        var end = char.IsHighSurrogate(text[maxCharacters - 1]) ? maxCharacters - 1 : maxCharacters;
        return string.Concat(text.AsSpan(0, end), "…");
    }

    /// <summary>A text as a cell of a table.</summary>
    public static IRenderable Cell(string text) => new Text(Shown(text)) { Overflow = Overflow.Ellipsis };

    /// <summary>Writes a line for people to standard output.</summary>
    public void WriteLine(string text)
    {
        Data.Write(Encoding.UTF8.GetBytes(Shown(text)));
        Data.WriteByte((byte)'\n');
    }

    /// <summary>Writes a message, one line, to standard error.</summary>
    public void Say(string message) => _messages.WriteLine(Shown(message.ReplaceLineEndings(" ")));

    /// <summary>Asks on standard error, and reads one line of the answer.</summary>
    /// <returns>Whether it is yes.</returns>
    public bool Confirms(string question, TextReader answers)
    {
        Flush();
        _messages.Write($"{Shown(question)} [y/N] ");
        _messages.Flush();
        return answers.ReadLine()?.Trim().ToUpperInvariant() is "Y" or "YES";
    }

    /// <summary>Hands the data written so far to whoever reads it.</summary>
    public void Flush() => Data.Flush();

    /// <summary>Closes standard output. What was not flushed is dropped: after a failed write, half a line more helps nobody.</summary>
    public void Dispose() => _output.Dispose();

    private static bool Steers(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator;
}
