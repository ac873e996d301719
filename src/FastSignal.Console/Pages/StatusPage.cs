using System.Globalization;
using FastSignal.Leads;

namespace FastSignal.Console;

/// <summary>The status page: one snapshot as one self-contained HTML document, without a script.</summary>
internal static class StatusPage
{
    /// <summary>Writes the page.</summary>
    /// <param name="snapshot">What to show.</param>
    /// <param name="ingestUrl">Where entries are posted to.</param>
    internal static string Render(StatusSnapshot snapshot, string ingestUrl)
    {
        var notes = Notes.Of(snapshot);
        var page = new Html();
        page.Add($"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        page.Add($"<meta http-equiv=\"refresh\" content=\"5\">\n<title>{(notes.Any(note => note.IsAlarm) ? "Alarm" : "Status")} - FastSignal</title>\n<style>");
        page.AddMarkup(StatusPageStyle.Text).Add($"</style>\n</head>\n<body>\n");
        AddHeader(page, snapshot);
        page.Add($"<main>\n");
        AddNotes(page, notes);
        AddCards(page, snapshot, ingestUrl);
        SignalTable.Add(page, snapshot);
        AddLog(page, snapshot.Log);
        page.Add($"</main>\n<footer>Read-only. Refreshes every 5 seconds. Figures for Prometheus: <a href=\"/metrics\">/metrics</a></footer>\n</body>\n</html>\n");
        return page.ToString();
    }

    private static void AddHeader(Html page, StatusSnapshot snapshot)
    {
        page.Add($"<header>\n<h1>FastSignal</h1>\n");
        AddPill(page, snapshot.NotTakingText is null ? "good" : "bad", snapshot.NotTakingText is null ? "Taking entries" : "Not taking entries");
        var (kind, text) = Describe(snapshot.Consumer);
        AddPill(page, kind, $"Consumer {text}");
        var time = snapshot.TakenAt.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        var machineTime = snapshot.TakenAt.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        page.Add($"<p>As of <time datetime=\"{machineTime}\">{time} UTC</time></p>\n</header>\n");
    }

    private static void AddPill(Html page, string kind, string text) => page.Add($"<span class=\"pill {kind}\">{text}</span>\n");

    private static void AddNotes(Html page, IReadOnlyList<Note> notes)
    {
        if (notes.Count == 0)
            return;

        page.Add($"<ul class=\"notes\" aria-label=\"Notes\">\n");
        foreach (var note in notes)
            page.Add($"<li class=\"{(note.IsAlarm ? "bad" : "wait")}\"><strong>{(note.IsAlarm ? "Alarm" : "Note")}.</strong> {note.Text}</li>\n");
        page.Add($"</ul>\n");
    }

    private static void AddCards(Html page, StatusSnapshot snapshot, string ingestUrl)
    {
        var total = snapshot.Leads.Value?.Total;
        page.Add($"<dl class=\"cards\">\n");
        page.Add($"<div><dt>Committed entries</dt><dd class=\"figure\">{Figure(snapshot.Log.Value?.LastSequence)}</dd><dd class=\"note\">posted to <code>{ingestUrl}</code></dd></div>\n");
        page.Add($"<div><dt>Consumer lag</dt><dd class=\"figure\">{Lag(snapshot.Consumer)}</dd><dd class=\"note\">{LagNote(snapshot.Consumer)}</dd></div>\n");
        page.Add($"<div><dt>Leads</dt><dd class=\"figure\">{Figure(total?.LeadCount)}</dd><dd class=\"note\">{(total is null ? "" : $"from {Words.Count(total.EntryCount, "entry", "entries")}")}</dd></div>\n");
        page.Add($"<div><dt>Held entries</dt><dd class=\"figure\">{Figure(total?.HeldCount)}</dd><dd class=\"note\">{HeldNote(total)}</dd></div>\n");
        page.Add($"</dl>\n");
    }

    private static void AddLog(Html page, Reading<LogFigures> reading)
    {
        page.Add($"<h2 id=\"log\">Log</h2>\n<div class=\"sheet\" role=\"region\" aria-labelledby=\"log\" tabindex=\"0\">\n");
        if (reading.Value is not { } log)
        {
            page.Add($"<p class=\"empty\">{reading.FaultText}</p>\n</div>\n");
            return;
        }

        page.Add($"<table class=\"facts\"><tbody>\n");
        page.Add($"<tr><th scope=\"row\">Id</th><td><code>{log.Id}</code></td></tr>\n");
        page.Add($"<tr><th scope=\"row\">Entries</th><td>{log.EntryCount}{Range(log)}</td></tr>\n");
        page.Add($"<tr><th scope=\"row\">Committed until</th><td>address {log.CommittedUntil.Address}, before entry {log.CommittedUntil.Sequence}</td></tr>\n");
        page.Add($"<tr><th scope=\"row\">Size</th><td>{Words.Bytes(log.RetainedBytes)} ({log.RetainedBytes} bytes)</td></tr>\n");
        page.Add($"</tbody></table>\n</div>\n");
    }

    private static string Range(LogFigures log) =>
        log.EntryCount == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" (number {log.Begin.Sequence:N0} to {log.LastSequence:N0})");

    private static (string Kind, string Text) Describe(ConsumerStanding consumer) => consumer.State switch
    {
        ConsumerState.Unknown => ("rest", "unknown"),
        ConsumerState.CaughtUp => ("good", "caught up"),
        ConsumerState.Behind => ("wait", $"behind by {Behind(consumer)}"),
        ConsumerState.Stopped => ("bad", "stopped"),
        _ => throw new ArgumentOutOfRangeException(nameof(consumer), consumer.State, "No state of a consumer."),
    };

    private static string Behind(ConsumerStanding consumer)
    {
        var entries = Words.Count(consumer.LagCount ?? 0, "entry", "entries");
        return consumer.LagTime is { } time ? $"{entries} and {Words.Duration(time)}" : entries;
    }

    private static string Lag(ConsumerStanding consumer) => consumer.LagCount is { } count ? Words.Count(count, "entry", "entries") : "Unknown";

    private static string LagNote(ConsumerStanding consumer) => consumer switch
    {
        { LagCount: > 0, LagTime: { } time } => $"the oldest has waited {Words.Duration(time)}",
        { LagCount: null } => "log and checkpoint do not tell",
        { IsInProcess: false } => "consumed by another process, if any",
        { LagCount: 0 } => "every committed entry has taken effect",
        _ => "",
    };

    private static string HeldNote(EntryCounts? total) =>
        total?.Count(EntryOutcome.Paused) is > 0 and var pausedCount
            ? $"{Words.Count(pausedCount, "is", "are")} of paused signals"
            : "of paused signals, or failed";

    private static string Figure(long? count) => count is { } known ? known.ToString("N0", CultureInfo.InvariantCulture) : "-";
}
