using FastSignal.Leads;

namespace FastSignal.Console;

/// <summary>The table of signals: what each is, and what became of its entries.</summary>
internal static class SignalTable
{
    /// <summary>Writes the table, or why there is none.</summary>
    internal static void Add(Html page, StatusSnapshot snapshot)
    {
        page.Add($"<h2 id=\"signals\">Signals</h2>\n<div class=\"sheet\" role=\"region\" aria-labelledby=\"signals\" tabindex=\"0\">\n");
        if (snapshot.Signals.Value is { Count: > 0 } signals)
            AddTable(page, signals, snapshot.Leads.Value);
        else
            page.Add($"<p class=\"empty\">{snapshot.Signals.FaultText ?? "There are no signals yet. `fastsignal signals create` makes the first."}</p>\n");
        page.Add($"</div>\n");
    }

    private static void AddTable(Html page, IReadOnlyList<ShownSignal> signals, LeadFigures? leads)
    {
        page.Add($"<table>\n<thead><tr><th scope=\"col\" class=\"number\">Id</th><th scope=\"col\">Name</th><th scope=\"col\">Target</th><th scope=\"col\">Status</th>");
        page.Add($"<th scope=\"col\" class=\"number\">Entries</th><th scope=\"col\" class=\"number\">Leads</th><th scope=\"col\">Entries by outcome</th></tr></thead>\n<tbody>\n");
        foreach (var signal in signals)
            AddSignal(page, signal, leads?.Of(signal.Id));
        if (leads?.OfUnknownSignals() is { EntryCount: > 0 } unknown)
        {
            page.Add($"<tr><td></td><th scope=\"row\">Signals that the registry does not know</th><td></td><td></td>");
            AddCounts(page, unknown);
        }

        page.Add($"</tbody>\n</table>\n");
    }

    private static void AddSignal(Html page, ShownSignal signal, EntryCounts? counts)
    {
        page.Add($"<tr class=\"{signal.Status.Name()}\"><td class=\"number\">{signal.Id}</td><th scope=\"row\"><bdi>{signal.Name}</bdi>");
        if (!string.Equals(signal.Label, signal.Name, StringComparison.Ordinal))
            page.Add($"<span class=\"label\"><bdi>{signal.Label}</bdi></span>");
        page.Add($"</th><td>{SignalTargets.Name(signal.Target)}</td><td><span class=\"pill {Kind(signal.Status)}\">{signal.Status.Name()}</span></td>");
        AddCounts(page, counts);
    }

    private static void AddCounts(Html page, EntryCounts? counts)
    {
        if (counts is null)
        {
            page.Add($"<td class=\"number\">-</td><td class=\"number\">-</td><td class=\"outcomes\">-</td></tr>\n");
            return;
        }

        page.Add($"<td class=\"number\">{counts.EntryCount}</td><td class=\"number\">{counts.LeadCount}</td><td class=\"outcomes\">");
        if (counts.EntryCount > 0)
            AddOutcomes(page, counts);
        else
            page.Add($"<span class=\"none\">none yet</span>");
        page.Add($"</td></tr>\n");
    }

    /// <summary>A bar for the eye, and the same in words.</summary>
    private static void AddOutcomes(Html page, EntryCounts counts)
    {
        var present = EntryOutcomes.All.Where(outcome => counts.Count(outcome) > 0).ToList();
        page.Add($"<svg viewBox=\"0 0 100 1\" preserveAspectRatio=\"none\" aria-hidden=\"true\">");
        var at = 0.0;
        foreach (var outcome in present)
        {
            var width = 100.0 * counts.Count(outcome) / counts.EntryCount;
            page.Add($"<rect class=\"{Kind(outcome)}\" x=\"{at:0.###}\" y=\"0\" width=\"{width:0.###}\" height=\"1\"/>");
            at += width;
        }

        page.Add($"</svg><ul>");
        foreach (var outcome in present)
            page.Add($"<li class=\"{Kind(outcome)}\">{Words.Outcome(outcome)} <b>{counts.Count(outcome)}</b></li>");
        page.Add($"</ul>");
    }

    private static string Kind(SignalStatus status) => status switch
    {
        SignalStatus.Live => "good",
        SignalStatus.Paused => "wait",
        SignalStatus.Draft or SignalStatus.Archived => "rest",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "No status of a signal."),
    };

    private static string Kind(EntryOutcome outcome) => outcome switch
    {
        EntryOutcome.LeadCreated => "made",
        EntryOutcome.LeadUpdated => "seen",
        EntryOutcome.Test or EntryOutcome.Paused or EntryOutcome.Filtered or EntryOutcome.Excluded or EntryOutcome.Duplicate => "plain",
        EntryOutcome.NoIdentifier or EntryOutcome.InvalidIdentifier => "lost",
        EntryOutcome.Failed or EntryOutcome.UnknownSignal => "alarm",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "No outcome of an entry."),
    };
}
