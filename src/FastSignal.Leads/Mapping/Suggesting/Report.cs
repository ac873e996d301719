using System.Collections.Frozen;
using System.Globalization;

namespace FastSignal.Leads;

/// <summary>Tells a report from an event: it counts many and is about nobody, so whoever stands in it has the account or reads it.</summary>
internal sealed class Report
{
    private const int MinCounts = 4;
    private const int MaxNameChars = 60;

    private static readonly FrozenSet<string> Reports = KeyWords.Set(
        "report summary digest recap totals snapshot statistics stats wochenbericht tagesbericht monatsbericht zusammenfassung statistik rapport",
        "resume bilan statistiques informe reporte resumen estadisticas relatorio resumo estatisticas resoconto riepilogo statistiche verslag",
        "samenvatting overzicht raport podsumowanie");

    // What is counted again and again, and what has gone to many.
    private static readonly FrozenSet<string> Periods = KeyWords.Set(
        "hourly daily weekly monthly quarterly campaign newsletter mailing taglicher wochentlicher monatlicher kampagne campagne hebdomadaire",
        "quotidien mensuel campana diario semanal mensual campanha diaria campagna giornaliero settimanale mensile dagelijks wekelijks kampania",
        "kampanie tydzien");

    private static readonly FrozenSet<string> NoCounts = KeyWords.Set(
        "id ids ts timestamp time date phone tel fax mobile zip postcode plz code version year number no nr score lat lng");

    private static readonly ConceptSet Persons = ConceptSet.Of(Concept.Person, Concept.Bystander);

    private readonly SignalTarget _target;

    /// <summary>Looks at all readings once.</summary>
    public Report(SignalTarget target, List<PathReading> readings)
    {
        _target = target;
        IsOne = readings.Exists(IsName) && readings.Count(IsCount) >= MinCounts;
    }

    /// <summary>True if the payload is a report.</summary>
    public bool IsOne { get; }

    /// <summary>True if the payload is a report and nobody in it calls <paramref name="reading"/> a customer's or a user's.</summary>
    public bool LeavesOut(PathReading reading) => IsOne && !(_target is SignalTarget.People && reading.Says(Persons));

    /// <summary>True for a report's name at the top (<c>"report": "daily_visits"</c>, <c>"event": "campaign.report"</c>), and for what is in one
    /// (<c>digest.period</c>).</summary>
    private static bool IsName(PathReading reading)
    {
        var segments = PathSegments.Of(reading.Path);
        var isReport = KeyTokens.Of(segments[0]) is [var first, .. var rest] && Reports.Contains(first) && rest is [] or ["type" or "name" or "kind"];
        if (segments.Length > 1) return segments[0] is "digest" or "recap";
        if (!isReport && !EventKinds.IsKey(segments[0])) return false;
        var tokens = reading.IsCode(MaxNameChars) ? KeyTokens.Of(reading.Value) : [];
        return isReport
            ? tokens.Exists(Periods.Contains)
            : tokens is [.., var before, var last] && (last is "digest" || (Reports.Contains(last) && Periods.Contains(before)));
    }

    private static bool IsCount(PathReading reading) =>
        decimal.TryParse(reading.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
            && !KeyWords.SayAny(PathSegments.LastKey(reading.Path), NoCounts);
}
