using System.Text;

namespace FastSignal.Leads.Tests;

/// <summary>Deletes people on the data folder of a <see cref="ConsumerBench"/>.</summary>
internal static class ForgettingBench
{
    /// <summary>Deletes the person with these emails and LinkedIn URLs.</summary>
    public static ForgettingReport Forget(this ConsumerBench bench, params string[] keys) => bench.Forget(keys, leadIds: []);

    /// <summary>Deletes the person of a lead.</summary>
    public static ForgettingReport ForgetLead(this ConsumerBench bench, long leadId) => bench.Forget([], [leadId]);

    /// <summary>Deletes, or says what would be deleted.</summary>
    public static ForgettingReport Forget(
        this ConsumerBench bench, string[] keys, long[] leadIds, bool isDryRun = false, Action<ForgettingStep>? reached = null)
    {
        var forgetting = new Forgetting(
            bench.Folder.Path, bench.Source.Another(), bench.Registry.List(), TimeProvider.System)
        { Reached = reached ?? (static _ => { }) };
        return forgetting.Run(Keys(keys), leadIds, isDryRun);
    }

    /// <summary>The keys in these texts.</summary>
    public static PersonKeys Keys(params string[] texts)
    {
        var keys = new PersonKeys();
        foreach (var text in texts)
            Assert.True(keys.TryAddEmail(text) || keys.TryAddLinkedin(text), text);
        return keys;
    }

    /// <summary>The numbers of a report in short: leads, cleaned, outcomes, samples, held, rejections, entries (mentions), tombstoned before.</summary>
    public static string Line(this ForgettingReport report) =>
        $"{report.Leads} leads, {report.CleanedLeads} cleaned, {report.Outcomes} outcomes, {report.Samples} samples, {report.Held} held, {report.Rejections} rejections, {report.LogEntries} entries ({report.Mentions} mentions), {report.TombstonedBefore} before";

    /// <summary>The sequences of the tombstoned entries.</summary>
    public static string Tombstones(this ConsumerBench bench) => string.Join(' ', bench.Read(store =>
        Enumerable.Range(1, bench.Source.Count).Where(sequence => store.Forgotten.Contains(sequence)).ToList()));

    /// <summary>The databases of the folder that have a text in their octets, in whatever case.</summary>
    public static string FilesWith(this ConsumerBench bench, params string[] texts) => string.Join(' ', Directory.GetFiles(bench.Folder.Path)
        .Where(file => !file.Contains("signals.db", StringComparison.Ordinal))
        .Where(file => texts.Any(text => Encoding.Latin1.GetString(File.ReadAllBytes(file)).Contains(text, StringComparison.OrdinalIgnoreCase)))
        .Select(Path.GetFileName).Order(StringComparer.Ordinal));

    /// <summary>Keeps a refused request.</summary>
    public static void Reject(this ConsumerBench bench, string content)
    {
        using var store = RejectionStore.Open(bench.Folder.File(RejectionStore.FileName));
        store.Keep([new KeptRejection { ReceivedAtMicroseconds = bench.Clock, SignalId = 1, Status = 400, Code = "malformed_json", Detail = "-",
            Content = Encoding.UTF8.GetBytes(content) }]);
    }

    /// <summary>The contents of the refused requests that are kept.</summary>
    public static string Rejections(this ConsumerBench bench)
    {
        using var store = RejectionStore.OpenIfThere(bench.Folder.File(RejectionStore.FileName));
        return store is null ? "" : string.Join(" | ", store.List().Select(kept => Encoding.UTF8.GetString(kept.Content.Span)));
    }
}
