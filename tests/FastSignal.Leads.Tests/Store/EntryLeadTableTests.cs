namespace FastSignal.Leads.Tests;

public sealed class EntryLeadTableTests : IDisposable
{
    private readonly ConsumerBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void The_numbers_of_the_outcomes_are_those_that_the_schema_names() =>
        Assert.Equal(
            [0, 1, 4, 5, 8],
            ((EntryOutcome[])[EntryOutcome.LeadCreated, EntryOutcome.LeadUpdated, EntryOutcome.NoIdentifier, EntryOutcome.InvalidIdentifier,
                    EntryOutcome.Duplicate])
                .Select(outcome => (int)outcome));

    [Fact]
    public void Every_entry_that_was_mapped_is_known_with_its_lead_through_merges()
    {
        var signal = _bench.AddSignal();
        _bench.Add(signal, "linkedin_url", "https://linkedin.com/in/a");
        _bench.Add(signal, "email", "a@x.io");
        _bench.Add(signal, "page", "/");
        _bench.AddTest(signal, "email", "t@x.io");
        _bench.Add(signal, "linkedin_url", "https://linkedin.com/in/a", "email", "a@x.io");
        _bench.Consume();

        using var writer = LeadStoreWriter.Open(_bench.Folder.LeadsFile);
        Assert.Equal(new EntryLead(EntryOutcome.LeadCreated, 1, 1), writer.EntryLeads.Find(1));
        Assert.Equal(new EntryLead(EntryOutcome.LeadCreated, 1, 1), writer.EntryLeads.Find(2));
        Assert.Equal(new EntryLead(EntryOutcome.NoIdentifier, 1, null), writer.EntryLeads.Find(3));
        Assert.Null(writer.EntryLeads.Find(4));
        Assert.Equal(new EntryLead(EntryOutcome.LeadUpdated, 1, 1), writer.EntryLeads.Find(5));
    }

    [Fact]
    public void A_signal_without_a_mapping_notes_the_version_that_its_first_entry_made()
    {
        var signal = _bench.AddSignal(isMapped: false);
        _bench.Add(signal, "email", "a@x.io");
        _bench.Consume();
        using var writer = LeadStoreWriter.Open(_bench.Folder.LeadsFile);
        Assert.Equal(1, writer.EntryLeads.Find(1)?.MappingVersion);
    }

    [Fact]
    public void What_is_below_the_begin_of_the_log_is_forgotten_and_the_rest_is_not()
    {
        var signal = _bench.AddSignal();
        for (var pair = 0; pair < 4; pair++)
        {
            _bench.Add(signal, "linkedin_url", $"https://linkedin.com/in/p{pair}");
            _bench.Add(signal, "email", $"p{pair}@x.io");
            _bench.Add(signal, "linkedin_url", $"https://linkedin.com/in/p{pair}", "email", $"p{pair}@x.io");
        }

        _bench.Consume();
        _bench.Read(store =>
        {
            store.ForgetEntriesBelow(9);
            store.ForgetEntriesBelow(9);
            return 0;
        });

        using var writer = LeadStoreWriter.Open(_bench.Folder.LeadsFile);
        Assert.All(Enumerable.Range(1, 8), sequence => Assert.Null(writer.EntryLeads.Find(sequence)));
        Assert.All(Enumerable.Range(9, 4), sequence => Assert.NotNull(writer.EntryLeads.Find(sequence)));
        Assert.Equal(writer.EntryLeads.Find(10)?.LeadId, writer.EntryLeads.Find(11)?.LeadId);
        Assert.Equal(12, _bench.LeadsOf(signal).Sum(lead => lead.Visits));
    }
}
