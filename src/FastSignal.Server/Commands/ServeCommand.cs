using System.CommandLine;
using System.Globalization;
using FastSignal.Server.Hosting;

namespace FastSignal.Server.Commands;

/// <summary><c>fastsignal serve</c>.</summary>
internal static class ServeCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CommandContext context)
    {
        Option<string?>[] settings =
        [
            Setting("--listen", "ADDRESS:PORT", "Where entries come in; port 0 takes any free one. [default: 127.0.0.1:8080]"),
            Setting("--console", "ADDRESS:PORT|none", "Where the status page and /metrics are; none switches them off. [default: 127.0.0.1:8081]"),
            Setting("--ack", "durable|memory", "What a success status promises: durable, or memory (a crash then loses the last moments). [default: durable]"),
            Setting("--public-url", "URL", "How senders reach the server, for the URLs that commands show. [default: the listening address]"),
            Setting("--min-free", "SIZE",
                "Free space on the disk below which entries are refused with 503. [default: the smaller of 1 GiB and 5 % of the file system]"),
            Setting("--max-buffered", "SIZE",
                "Memory for contents that are on their way, all connections together; above it the newest are read later, or refused with 503. [default: 256MiB]"),
            Setting("--retention", "DURATION|none",
                "How long entries stay in the log once they have become leads: a number with its unit, s, m, h or d; 0 keeps nothing, none keeps everything. What the consumer has not come to is never given up. [default: 7d]"),
            Setting("--retention-bytes", "SIZE|none", "How large the log may be before its oldest entries go earlier than that. [default: none]"),
            Setting("--segment-bytes", "SIZE",
                "Size of the files of a new log, a power of two from 8MiB to 1GiB; space is given back by whole files. A log that is there keeps its own. [default: 128MiB]"),
            Setting("--tls-certificate", "FILE",
                "Speak TLS on the ingest port with this certificate, a PEM file with those that issued it behind it. It is reloaded when it changes. [default: plain HTTP]"),
            Setting("--tls-key", "FILE", "The private key of that certificate, a PEM file, not encrypted; only the server's user should be able to read it."),
            Setting("--drain-delay", "DURATION",
                "How long service goes on after SIGTERM while /readyz says 503: a number with its unit, ms, s, m, h or d. [default: 5s]"),
        ];
        var noConsume = new Option<bool>("--no-consume") { Description = "Take entries only; `fastsignal consume` makes the leads." };
        var config = new Option<string?>("--config")
        {
            Description = "A configuration file. [default: fastsignal.json in the data folder, if it is there]",
            HelpName = "FILE",
            Validators = { result => Texts.MustNotBeBlank(result, "--config", "name a file") }
        };
        var checkConfig = new Option<bool>("--check-config") { Description = "Show the effective configuration and end." };
        var command = new Command("serve",
            """
            Run the server. It prints one line on standard output when it takes entries: ready http://127.0.0.1:8080

            Configuration is put together from defaults, a file, the environment (FASTSIGNAL__Server__Listen=...) and flags, in this order.

            Examples:
              fastsignal serve
              fastsignal serve --data /var/lib/fastsignal --listen 0.0.0.0:8080 --public-url https://signals.example.com
              fastsignal serve --listen 0.0.0.0:8443 --tls-certificate fullchain.pem --tls-key privkey.pem
              fastsignal serve --retention 30d --retention-bytes 50GiB
              fastsignal serve --check-config
            """)
        { noConsume, config, checkConfig };
        foreach (var setting in settings)
            command.Add(setting);

        command.SetAction(arguments =>
        {
            var folder = context.Folder(arguments);
            var flags = settings.Where(s => arguments.GetValue(s) is not null).ToDictionary(KeyOf, s => arguments.GetValue(s)!, StringComparer.Ordinal);
            if (arguments.GetValue(noConsume))
                flags["Server:Consume"] = "false";
            var options = ConfigurationSources.Read(folder, arguments.GetValue(config), flags);
            return arguments.GetValue(checkConfig) ? Show(context, options) : Serve(context, folder, options);
        });
        return command;
    }

    private static Option<string?> Setting(string flag, string helpName, string description) => new(flag) { Description = description, HelpName = helpName };

    private static string KeyOf(Option<string?> option) => Settings.All.Single(s => string.Equals(s.Flag, option.Name, StringComparison.Ordinal)).Key;

    private static int Show(CommandContext context, ServerOptions options)
    {
        foreach (var setting in Settings.All)
            context.Terminal.WriteLine($"{setting.Key} = {setting.Show(options)}");
        return ExitCode.Done;
    }

    private static int Serve(CommandContext context, DataFolder folder, ServerOptions options)
    {
        using var logs = ServerLog.Create(context.Time);
        ServerHost? started = null;

        // Asked to end before it takes entries, there is nothing to drain.
        using var signals = new TerminationSignals(() =>
        {
            if (Volatile.Read(ref started) is { } running)
                running.Terminate();
            else
                Environment.Exit(ExitCode.Done);
        });
        using var host = ServerHost.Start(folder, options, context.Time, logs.CreateLogger("fastsignal"));
        Volatile.Write(ref started, host);
        if (folder.IsOpenToOthers)
            context.Terminal.Say($"fastsignal: other users of this machine can enter the data folder {folder.Path}, where leads are kept: `chmod 700 {folder.Path}` shuts it.");
        context.Terminal.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ready {options.Scheme}://{host.Address}"));
        context.Terminal.Flush();
        return host.WaitForEnd();
    }
}
