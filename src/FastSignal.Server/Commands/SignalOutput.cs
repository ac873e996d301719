using System.Globalization;
using FastSignal.Leads;
using FastSignal.Server.Hosting;
using Microsoft.Data.Sqlite;
using Spectre.Console;

namespace FastSignal.Server.Commands;

/// <summary>Shows signals, and waits until a running server has adopted a change before it does.</summary>
/// <remarks>Make it before a change: it reads the configuration at once, so that nothing can be wrong with it after the change is stored.</remarks>
internal sealed class SignalOutput(CommandContext context, DataFolder folder, SignalRegistry registry)
{
    private readonly Uri _baseUrl = BaseUrl(folder, registry);
    private bool _isHinted;

    /// <summary>Ends a change: returns only when a running server has adopted it, so that a post right after it finds it in force.</summary>
    /// <exception cref="RefusedException">The server has not adopted it in time. The signal has been shown all the same: its token may be known
    /// nowhere else.</exception>
    public int Finish(SignalChange change, bool asJson, string done)
    {
        var problem = WhyNotAdopted(change.Version);
        if (asJson)
            WriteJson(change.Signal);
        else
            WriteText(change.Signal, done);
        return problem is null
            ? ExitCode.Done
            : throw new RefusedException(
                $"The change of signal {change.Signal.Id} is stored, do not repeat it (`fastsignal signals show {change.Signal.Id}` shows it), but {problem}: look at the server's messages, and restart it if it does not read signals.db.");
    }

    /// <summary>One signal as one line of JSON.</summary>
    public void WriteJson(Signal signal) => JsonLine.Write(context.Terminal.Data, writer =>
    {
        writer.WriteStartObject();
        writer.WriteNumber("id", signal.Id);
        writer.WriteString("name", signal.Name);
        writer.WriteString("label", signal.Label);
        writer.WriteString("target", SignalTargets.Name(signal.Target));
        writer.WriteString("status", signal.Status.Name());
        writer.WriteString("token", signal.Token);
        writer.WriteString("url", Url(signal));
        writer.WriteNumber("success_status", signal.SuccessStatus);
        writer.WritePropertyName("mapping");
        if (signal.Mapping is { } mapping)
            writer.WriteRawValue(mapping.ToJson());
        else
            writer.WriteNullValue();
        writer.WriteEndObject();
    });

    /// <summary>One signal for people.</summary>
    public void WriteText(Signal signal, string? done)
    {
        if (done is not null)
            context.Terminal.Say(string.Create(CultureInfo.InvariantCulture, $"Signal {signal.Id} {done}."));
        context.Terminal.WriteLine(string.Create(CultureInfo.InvariantCulture, $"id              {signal.Id}"));
        context.Terminal.WriteLine($"name            {signal.Name}");
        context.Terminal.WriteLine($"label           {signal.Label}");
        context.Terminal.WriteLine($"target          {SignalTargets.Name(signal.Target)}");
        context.Terminal.WriteLine($"status          {signal.Status.Name()}");
        context.Terminal.WriteLine($"url             {Url(signal)}");
        context.Terminal.WriteLine(string.Create(CultureInfo.InvariantCulture, $"success status  {signal.SuccessStatus}"));
        context.Terminal.WriteLine($"mapping         {signal.Mapping?.ToJson() ?? "none yet"}");
    }

    /// <summary>All signals as a table.</summary>
    public void WriteTable(IReadOnlyList<Signal> signals)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("id", "name", "target", "status", "mapped");
        foreach (var signal in signals)
        {
            var mapped = signal.Mapping is null ? "-" : string.Create(CultureInfo.InvariantCulture, $"{signal.Mapping.Keys.Count()} keys");
            table.AddRow(new Text(signal.Id.ToString(CultureInfo.InvariantCulture)), Terminal.Cell(signal.Name),
                new Text(SignalTargets.Name(signal.Target)), new Text(signal.Status.Name()), new Text(mapped));
        }

        context.Terminal.Tables.Write(table);
    }

    private string? WhyNotAdopted(long version)
    {
        try
        {
            return !ServerLock.IsHeld(folder) || new RegistryAdoption(registry, context.Time).WaitUntilAdopted(version)
                ? null
                : $"the running server has not adopted it within {RegistryAdoption.DefaultTimeout.TotalSeconds} s";
        }
        catch (Exception e) when (e is SqliteException or RefusedException)
        {
            return $"whether a running server has adopted it cannot be told ({e.Message.TrimEnd('.')})";
        }
    }

    private static Uri BaseUrl(DataFolder folder, SignalRegistry registry) => registry.PublishedBaseUrl() is { } published
        ? new Uri(published)
        : ConfigurationSources.Read(folder, file: null, flags: new Dictionary<string, string>(StringComparer.Ordinal)).BaseUrl;

    private string Url(Signal signal)
    {
        var reachable = ServerOptions.Reachable(_baseUrl);
        if (reachable != _baseUrl && !_isHinted)
        {
            _isHinted = true;
            context.Terminal.Say("fastsignal: the server listens on every address, so this URL is for this machine alone; --public-url of `fastsignal serve` sets the one for senders.");
        }

        return $"{reachable.ToString().TrimEnd('/')}/custom_signals/{signal.Token}/entries";
    }
}
