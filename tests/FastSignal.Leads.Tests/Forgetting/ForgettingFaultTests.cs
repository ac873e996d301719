namespace FastSignal.Leads.Tests;

/// <summary>Ends a deletion at every step: running it again finishes the work.</summary>
public sealed class ForgettingFaultTests
{
    [Fact]
    public void A_crash_at_any_step_leaves_what_running_it_again_finishes()
    {
        var (undisturbed, steps) = Run(crashAt: _ => false);
        Assert.Equal(Enum.GetValues<ForgettingStep>(), steps);
        foreach (var crash in steps)
        {
            var (disturbed, _) = Run(step => step == crash);
            Assert.True(string.Equals(undisturbed, disturbed, StringComparison.Ordinal), $"A crash at {crash} changed it:\n{undisturbed}\n---\n{disturbed}");
        }
    }

    [Fact]
    public void Until_the_transaction_is_committed_leads_and_entries_are_as_before()
    {
        foreach (var crash in Enum.GetValues<ForgettingStep>().Where(step => step < ForgettingStep.Committed))
        {
            using var bench = Populated();
            var before = bench.Dump();
            Assert.Throws<InvalidOperationException>(() => Forget(bench, step => step == crash, steps: null));
            Assert.Equal(before, bench.Dump());
            Assert.Equal("", bench.Tombstones());
        }
    }

    [Fact]
    public void A_deletion_that_was_killed_at_its_end_is_finished_by_any_other()
    {
        using var bench = Populated();
        Assert.Throws<InvalidOperationException>(() => Forget(bench, static step => step is ForgettingStep.Committed, steps: null));
        Assert.True(IsUnfinished(bench));
        Assert.False(bench.Forget("nobody@x.io").HasFound);
        Assert.False(IsUnfinished(bench));
        Assert.Equal("", bench.FilesWith("ann@x.io", "in/ann"));
    }

    [Fact]
    public void A_reader_keeps_the_octets_and_the_report_says_so()
    {
        using var bench = Populated();
        using (var reader = LeadStore.Open(bench.Folder.LeadsFile))
        {
            using var leads = reader.ListLeads(1).GetEnumerator();
            Assert.True(leads.MoveNext());
            var report = bench.Forget("ann@x.io");
            Assert.Equal((1, true), (report.Leads, report.DoOctetsRemainInDatabases));
        }

        Assert.False(bench.Forget("ann@x.io").DoOctetsRemainInDatabases);
        Assert.Equal("", bench.FilesWith("ann@x.io", "in/ann"));
    }

    private static (string State, List<ForgettingStep> Steps) Run(Func<ForgettingStep, bool> crashAt)
    {
        using var bench = Populated();
        var steps = new List<ForgettingStep>();
        try
        {
            Forget(bench, crashAt, steps);
        }
        catch (InvalidOperationException)
        {
            Forget(bench, static _ => false, steps: null);
        }

        bench.Consume();
        return ($"{bench.Dump()}tombstones {bench.Tombstones()}\nrejections {bench.Rejections()}\nfiles {bench.FilesWith("ann@x.io", "in/ann")}", steps);
    }

    /// <summary>The lead is named, which a second run does not find any more.</summary>
    private static void Forget(ConsumerBench bench, Func<ForgettingStep, bool> crashAt, List<ForgettingStep>? steps) => bench.Forget([], [1], reached: step =>
    {
        steps?.Add(step);
        if (crashAt(step))
            throw new InvalidOperationException($"{step}");
    });

    private static bool IsUnfinished(ConsumerBench bench)
    {
        using var database = Database.Open(bench.Folder.LeadsFile, LeadSchema.Scripts);
        return ForgettingTable.IsAnnounced(database);
    }

    private static ConsumerBench Populated()
    {
        var bench = new ConsumerBench();
        var (live, draft) = (bench.AddSignal(), bench.AddSignal(SignalStatus.Draft));
        bench.Add(live, "email", "ann@x.io", "linkedin_url", "https://www.linkedin.com/in/ann");
        bench.Add(live, "email", "bob@x.io", "note", "with ann@x.io");
        bench.AddTest(draft, "email", "ann@x.io");
        bench.Consume();
        bench.Add(live, "linkedin_url", "https://www.linkedin.com/in/ann");
        bench.Reject("ann@x.io");
        bench.Reject("in/ann");
        bench.Reject("else");
        return bench;
    }
}
