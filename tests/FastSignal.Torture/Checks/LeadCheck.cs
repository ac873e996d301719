using System.Globalization;
using System.Text.Json;
using FastSignal.Harness;

namespace FastSignal.Torture.Checks;

/// <summary>Compares the leads of a data folder with its entries: none from an entry that is not in the log, no visit counted twice.</summary>
internal static class LeadCheck
{
    /// <summary>How many visits each person has by <c>leads export</c>. Ask before the log is read: then all of them must be in it.</summary>
    public static async Task<IReadOnlyDictionary<int, long>> ExportAsync(Installation installation, string signal)
    {
        var visits = new Dictionary<int, long>();
        var result = (await installation.RunAsync("leads", "export", "--signal", signal, "--format", "jsonl")).Succeeded();
        foreach (var line in result.OutputLines)
        {
            using var json = JsonDocument.Parse(line);
            var lead = LeadLine.Parse(json.RootElement);
            var person = Visitor.PersonOf(lead);
            visits[person] = visits.GetValueOrDefault(person) + lead.Visits;
        }

        return visits;
    }

    /// <summary>What is wrong with leads that were exported before these entries were read.</summary>
    public static IEnumerable<string> Complaints(IReadOnlyDictionary<int, long> leads, IReadOnlyDictionary<int, int> entries) => leads
        .Where(lead => lead.Value > entries.GetValueOrDefault(lead.Key))
        .Select(lead => string.Create(
            CultureInfo.InvariantCulture, $"the leads count {lead.Value} visits of person {lead.Key}, the log holds {entries.GetValueOrDefault(lead.Key)}"));

    /// <summary>What is wrong with the leads once the consumer has read all of the log.</summary>
    public static async Task<IReadOnlyList<string>> CatchUpAsync(Installation installation, string signal, IReadOnlyDictionary<int, int> entries)
    {
        var all = entries.Values.Sum();
        var leads = await Eventually.HoldsAsync(
            () => ExportAsync(installation, signal), leads => leads.Values.Sum() >= all, "the consumer has read the log", seconds: 60);
        return [.. Complaints(leads, entries)];
    }
}
