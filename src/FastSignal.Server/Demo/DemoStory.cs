using System.Globalization;
using System.Net;
using FastSignal.Leads;
using FastSignal.Log;
using FastSignal.Server.Commands;
using FastSignal.Server.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Spectre.Console;

namespace FastSignal.Server.Demo;

/// <summary>
/// The whole story of a signal on a server of its own, over real sockets and files: a draft, a test request, the suggested mapping, going
/// live, a stream of visitors, leads. It checks what it shows, and fails if any of it is not true.
/// </summary>
internal sealed class DemoStory(Terminal terminal, DataFolder folder, TimeProvider time)
{
    private const int VisitCount = 400;
    private static readonly string[] Pages = ["pricing", "docs/quickstart", "customers", "security", "integrations"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly List<string> _untrue = [];

    /// <summary>Tells it.</summary>
    /// <returns>The exit code: 0 only if everything shown is true.</returns>
    public int Tell()
    {
        terminal.Tables.MarkupLine("[bold]FastSignal demo[/]  one signal, from its draft to its leads\n");
        var options = new ServerOptions { Listen = new IPEndPoint(IPAddress.Loopback, 0), Console = null, SegmentBytes = SettingValues.LeastSegmentBytes };
        using var host = ServerHost.Start(folder, options, time, NullLogger.Instance);
        Step(1, $"A server takes entries at {host.BaseUrl} (data in {folder.Path})");

        using var registry = SignalRegistry.Open(folder.Signals, time);
        using var sender = new DemoSender(host.BaseUrl);
        var draft = Create(registry);
        SendTest(sender, draft);
        var mapping = Suggest(draft);
        GoLive(registry, draft, mapping);
        var visits = SendStream(sender, draft);
        ShowLeads(host, draft, visits, sender.Acknowledged);
        host.Terminate();
        return Conclude();
    }

    private Signal Create(SignalRegistry registry)
    {
        var change = registry.Create(new NewSignal { Name = "Website visitors", Target = SignalTarget.People, SuccessStatus = 200 });
        Adopted(registry, change);
        Step(2, "A draft signal has a secret URL: POST /custom_signals/{token}/entries. It answers 200, which RB2B insists on");
        return change.Signal;
    }

    private void SendTest(DemoSender sender, Signal draft)
    {
        var (status, entryId) = sender.Post(draft.Token, DemoVisitor.All[0].Visit("pricing", 140));
        Step(3, $"RB2B sends a test request: {status}, Entry-Id {entryId}: it is on disk");
        Check(status == 200, "the test request was acknowledged");
    }

    private SignalMapping Suggest(Signal draft)
    {
        var suggestion = MappingSuggester.Suggest(draft.Target, DraftSamples.Read(folder, draft.Id));
        Step(4, "From the test entry a mapping is suggested, each choice with its reason");
        var table = new Table().Border(TableBorder.Rounded).AddColumns("key", "path", "why");
        foreach (var key in suggestion.Mapping.Keys)
        {
            suggestion.Mapping.TryGet(key, out var paths);
            table.AddRow(new Text(LeadKeys.Name(key)), Wrapped(string.Join(" + ", paths!)), Wrapped(suggestion.Why.GetValueOrDefault(key, "")));
        }

        terminal.Tables.Write(table);
        Check(suggestion.IsIdentified, "the suggested mapping identifies a person");
        return suggestion.Mapping;
    }

    private static Text Wrapped(string text) => new(Terminal.Shown(text));

    private void GoLive(SignalRegistry registry, Signal draft, SignalMapping mapping)
    {
        Adopted(registry, registry.Save(draft.Id, mapping));
        Step(5, "Saved with that mapping, the signal is live: from now on every request is real");
    }

    private Dictionary<DemoVisitor, int> SendStream(DemoSender sender, Signal draft)
    {
        var visits = new Dictionary<DemoVisitor, int>();
        var began = time.GetTimestamp();
        if (Terminal.IsWatched)
        {
            terminal.Progress.Progress().AutoClear(enabled: true).Start(progress =>
            {
                var task = progress.AddTask("visitors", maxValue: VisitCount);
                SendVisits(sender, draft, visits, () => task.Increment(1));
            });
        }
        else
        {
            SendVisits(sender, draft, visits, () => { });
        }

        var seconds = time.GetElapsedTime(began).TotalSeconds;
        Step(6, string.Create(CultureInfo.InvariantCulture,
            $"{VisitCount} visits came in, one after the other, in {seconds:0.0} s; each was on disk before its answer"));
        return visits;
    }

    private static void SendVisits(DemoSender sender, Signal draft, Dictionary<DemoVisitor, int> visits, Action onVisit)
    {
        // A fixed seed: the demo shows the same story every time.
        var random = new Random(20261124);
        for (var i = 0; i < VisitCount; i++)
        {
            var visitor = DemoVisitor.All[(int)(DemoVisitor.All.Count * random.NextDouble() * random.NextDouble())];
            visits[visitor] = visits.GetValueOrDefault(visitor) + 1;
            sender.Post(draft.Token, visitor.Visit(Pages[random.Next(Pages.Length)], random.Next(20, 400)));
            onVisit();
        }
    }

    private void ShowLeads(ServerHost host, Signal draft, Dictionary<DemoVisitor, int> visits, long acknowledged)
    {
        AwaitConsumer(host, acknowledged);
        using var store = LeadStore.Open(folder.Leads);
        var leads = store.ListLeads(draft.Id).OrderByDescending(l => l.Visits).ToList();
        Step(7, $"{leads.Count} leads, one a person, with all their visits");
        terminal.Tables.Write(LeadTables.Of(leads));

        Check(acknowledged == VisitCount + 1, "every request was acknowledged");
        Check(acknowledged == EntriesInLog(), "every acknowledged entry is in the log, once");
        Check(leads.Count == visits.Count, "there is one lead for each person");
        Check(visits.All(v => leads.Exists(l => string.Equals(l[LeadKey.Email], v.Key.Email, StringComparison.Ordinal) && l.Visits == v.Value)),
            "each lead has its person's visits");
    }

    private void AwaitConsumer(ServerHost host, long entries)
    {
        var began = time.GetTimestamp();
        using var never = new ManualResetEvent(initialState: false);
        while (host.Consumer!.EntryCount < entries && time.GetElapsedTime(began) < Patience)
            never.WaitOne(TimeSpan.FromMilliseconds(10));
    }

    private long EntriesInLog()
    {
        using var reader = LogReader.Open(folder.Log);
        return LogVerification.Of(reader) is { Damaged.Count: 0 } found ? found.Entries : -1;
    }

    private void Adopted(SignalRegistry registry, SignalChange change) =>
        Check(new RegistryAdoption(registry, time).WaitUntilAdopted(change.Version), "the running server has adopted the change");

    private void Step(int number, string text) => terminal.Tables.MarkupLine($"[green]{number}[/] {Markup.Escape(Terminal.Shown(text))}");

    private void Check(bool isTrue, string statement)
    {
        if (!isTrue)
            _untrue.Add(statement);
    }

    private int Conclude()
    {
        foreach (var statement in _untrue)
            terminal.Tables.MarkupLine($"[red]Not true:[/] {Markup.Escape(statement)}");
        if (_untrue.Count == 0)
            terminal.Tables.MarkupLine(
                "[green]All of this was checked[/]: entries acknowledged = entries in the log, one lead for each person, each with its visits.");
        return _untrue.Count == 0 ? ExitCode.Done : ExitCode.Refused;
    }
}
