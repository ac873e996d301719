using FastSignal.Log;

namespace FastSignal.Leads.Tests;

public sealed class EntryExplainerTests : IDisposable
{
    private readonly ConsumerBench _bench = new();
    private long _clock = TestRecords.Start;

    public void Dispose() => _bench.Dispose();

    private string LogFolder => _bench.Folder.File("log");

    [Fact]
    public void A_lead_its_mapping_and_its_fields_are_shown()
    {
        var signal = AddSignal("email=Mail", "full_name=First", "full_name=Last", "company_domain=Web", "phone=Tel");
        Append(signal, "Mail", "A@x.io", "First", "Ann", "Last", "Lee", "Web", "no domain", "page", "/");
        Consume();

        var entry = Explain(1);
        Assert.Equal((RecordOrigin.Log, EntryOutcome.LeadCreated, "no lead matched: a new one"), (entry.Origin, entry.Outcome, entry.Reason));
        Assert.Equal((1, 1L, "a@x.io"), (entry.Traces.MappingVersion, entry.Traces.LeadId, entry.Traces.Lead?[LeadKey.Email]));
        Assert.Equal(["Mail", "First", "Last", "Web", "page"], entry.Record.Leaves!.Select(leaf => leaf.Path), StringComparer.Ordinal);
        Assert.Equal(TestRecords.Start, UtcMicroseconds.From(entry.Record.ReceivedAt!.Value));
        Assert.Equal(
            ["Email Mail a@x.io ", "FullName First+Last Ann Lee ", "CompanyDomain Web  company_domain \"no domain\" is not a domain", "Phone Tel  "],
            entry.Present!.Keys.Select(key => $"{key.Key} {string.Join('+', key.Paths)} {key.Value} {key.Refusal}"), StringComparer.Ordinal);
        Assert.Equal((1, EntryOutcome.LeadCreated, false), (entry.Present.Version, entry.Present.Outcome, entry.Present.Differs));
    }

    [Fact]
    public void Every_outcome_has_its_reason()
    {
        var signal = AddSignal("email=Mail");
        var paused = AddSignal("email=Mail");
        _bench.Registry.Pause(paused);
        Append(signal, "Mail", "a@x.io");
        Append(signal, "Mail", "a@x.io");
        Append(signal, "Mail", "nonsense");
        Append(signal, "page", "/");
        Append(paused, "Mail", "a@x.io");
        Append(77, "Mail", "a@x.io");
        Append(TestRecords.MakeDamaged(signal, _clock));
        Append(TestRecords.Make(signal, isTest: true, _clock, Leaves.Of("Mail", "t@x.io")));
        Append(TestRecords.Make(signal, isTest: false, _clock, Leaves.Of("Mail", "a@x.io"), new byte[32]));
        Append(TestRecords.Make(signal, isTest: false, _clock, Leaves.Of("Mail", "a@x.io"), new byte[32]));
        Append([1, 2, 3]);
        Consume();
        Append(signal, "Mail", "a@x.io");

        Assert.Equal(
            [
                "lead_created: no lead matched: a new one", "lead_updated: matched by email", "invalid_identifier: email \"nonsense\" is not an email address",
                "no_identifier: no linkedin_url, no email, and no full_name with a company_name or company_domain",
                    "paused: the signal is paused; the record is held until it is resumed",
                "unknown_signal: there is no signal 77; the record is held", "failed: InvalidDataException: The fields of the record are damaged.",
                "test: the signal was a draft when the entry was received", "lead_updated: matched by email",
                "duplicate: another entry of the signal used this Idempotency-Key in the 24 hours before",
                    "failed: InvalidDataException: The octets are no record of an entry.", ": not yet consumed",
            ],
            Enumerable.Range(1, 12).Select(sequence => Explain(sequence)).Select(entry => $"{entry.Outcome?.Name()}: {entry.Reason}"),
            StringComparer.Ordinal);
        Assert.Equal([5L, 6L, 7L, 11L], Enumerable.Range(1, 12).Select(sequence => Explain(sequence)).Where(entry => entry.Traces.IsHeld)
            .Select(entry => entry.Sequence));
        Assert.Equal((null, 77L), (Explain(6).Signal, Explain(6).Record.SignalId));
        Assert.Contains("damaged", Explain(7).Record.Fault, StringComparison.Ordinal);
        Assert.Null(Explain(11).Record.ReceivedAt);
        Assert.Equal((EntryOutcome.LeadUpdated, 1L), (Explain(12).Present!.Outcome, Explain(12).Present!.LeadId));
        Assert.Equal(EntryOutcome.LeadCreated, Explain(8).Present!.Outcome);
    }

    [Fact]
    public void Where_the_present_mapping_gives_another_result_it_says_so()
    {
        var signal = AddSignal("email=Mail");
        Append(signal, "Mail", "tool@x.io", "Who", "a@x.io");
        Append(signal, "Mail", "a@x.io");
        Append(signal, "Who", "a@x.io");
        Append(signal, "Mail", "c@x.io", "Who", "c@x.io");
        Append(signal, "page", "/");
        Consume();
        Assert.All(Enumerable.Range(1, 5), sequence => Assert.False(Explain(sequence).Present!.Differs));

        _bench.Registry.SetMapping(signal, SignalMapping.Empty.With(LeadKey.Email, "Who"));
        Assert.Equal(
            ["lead_updated 2 True", "no_identifier  True", "lead_updated 2 True", "lead_created 3 False", "no_identifier  False"],
            Enumerable.Range(1, 5).Select(sequence => Explain(sequence).Present!)
                .Select(present => $"{present.Outcome.Name()} {present.LeadId} {present.Differs}"),
            StringComparer.Ordinal);
        Assert.All(Enumerable.Range(1, 5), sequence => Assert.Equal((1, 2), (Explain(sequence).Traces.MappingVersion, Explain(sequence).Present!.Version)));
    }

    [Fact]
    public void A_lead_that_was_merged_shows_as_what_it_is_part_of()
    {
        var signal = AddSignal("email=Mail", "linkedin_url=Profile");
        Append(signal, "Mail", "a@x.io");
        Append(signal, "Profile", "https://linkedin.com/in/a");
        Append(signal, "Mail", "a@x.io", "Profile", "https://linkedin.com/in/a");
        Consume();
        Assert.Equal((1L, 1L), (Explain(2).Traces.LeadId, Explain(2).Traces.Lead?.Id));
        Assert.Contains("lead 2 was merged into lead 1", Explain(3).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_longer_kept_is_said()
    {
        var signal = AddSignal("email=Mail");
        Append(signal, "Mail", "a@x.io");
        Append(signal, "page", "/");
        Consume();
        Execute("DELETE FROM outcomes");
        Assert.Equal((EntryOutcome.LeadCreated, 1L), (Explain(1).Outcome, Explain(1).Traces.LeadId));
        Assert.Contains("its reason is no longer kept", Explain(1).Reason, StringComparison.Ordinal);
        Execute("DELETE FROM entry_leads");
        Assert.Equal((null, "what became of it is not kept any more"), (Explain(2).Outcome, Explain(2).Reason));
        Assert.Equal((EntryOutcome.LeadUpdated, 1L, false), (Explain(1).Present!.Outcome, Explain(1).Present!.LeadId, Explain(1).Present!.Differs));
    }

    [Fact]
    public void A_forgotten_entry_shows_nothing_that_its_sender_wrote()
    {
        var signal = AddSignal("email=Mail");
        Append(signal, "Mail", "a@x.io");
        Append(signal, "Mail", "b@x.io");
        Consume();
        Execute("INSERT INTO forgotten VALUES (1, 0); DELETE FROM outcomes; DELETE FROM entry_leads");
        var entry = Explain(1);
        Assert.Equal((true, null, "", null), (entry.Traces.IsForgotten, entry.Record.Leaves, entry.Record.UserAgent, entry.Present));
        Assert.Equal((null, "the person was deleted on request, and what became of the entry with them"), (entry.Outcome, entry.Reason));
        Assert.False(Explain(2).Traces.IsForgotten);
    }

    [Fact]
    public void An_entry_that_the_log_has_lost_is_shown_while_its_record_is_kept()
    {
        var signal = AddSignal("email=Mail");
        Append(TestRecords.Make(signal, isTest: true, _clock, Leaves.Of("Mail", "t@x.io")));
        Append(77, "Mail", "a@x.io");
        Append(signal, "Mail", "a@x.io");
        Consume();
        using (var log = EntryLog.Open(LogFolder))
        using (var reader = LogReader.Open(LogFolder))
        {
            Assert.Equal(LookupOutcome.Found, EntryLookup.Find(reader, 3, out var third));
            log.Truncate(third.Next);
        }

        Assert.Equal((RecordOrigin.Samples, EntryOutcome.Test), (Explain(1).Origin, Explain(1).Outcome));
        Assert.Equal((RecordOrigin.Held, EntryOutcome.UnknownSignal), (Explain(2).Origin, Explain(2).Outcome));
        Assert.Equal("Entry 3 is no longer in the log, which begins with entry 4: older ones were truncated after the retention, and its record is not kept elsewhere. It was lead_created, lead 1: no lead matched: a new one.",
            WhyNot(3));
        Assert.Equal("There is no entry 4 yet: the log ends with entry 3.", WhyNot(4));
    }

    [Fact]
    public void Leads_of_another_log_explain_nothing()
    {
        var signal = AddSignal("email=Mail");
        Append(signal, "Mail", "a@x.io");
        Consume();
        Execute("UPDATE checkpoint SET log_id = '0000abcd'");
        Assert.Contains("0000abcd", Assert.Throws<ConsumerStoppedException>(() => Explain(1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_lead_store_nothing_is_consumed()
    {
        Append(AddSignal("email=Mail"), "Mail", "a@x.io");
        using var log = LogReader.Open(LogFolder);
        var entry = new EntryExplainer(log, store: null, _bench.Registry).Explain(1, out _)!;
        Assert.Equal((null, "not yet consumed", EntryOutcome.LeadCreated), (entry.Outcome, entry.Reason, entry.Present!.Outcome));
    }

    private long AddSignal(params string[] mapping)
    {
        var rules = SignalMapping.Empty;
        foreach (var key in mapping.Select(rule => rule.Split('=')).GroupBy(rule => rule[0], rule => rule[1], StringComparer.Ordinal))
        {
            Assert.True(LeadKeys.TryParse(key.Key, out var leadKey));
            rules = rules.With(leadKey, [.. key]);
        }

        return _bench.Registry.Create(new NewSignal { Name = "n", Target = SignalTarget.People, Status = SignalStatus.Live, Mapping = rules }).Signal.Id;
    }

    private void Append(long signal, params string?[] pathsAndValues) => Append(TestRecords.Make(signal, isTest: false, _clock, Leaves.Of(pathsAndValues)));

    private void Append(byte[] record)
    {
        using var log = EntryLog.Open(LogFolder);
        byte[] framed = [.. new byte[Frame.Bytes], .. record];
        Assert.True(log.TryAppend(framed, out _));
        log.Commit();
        _clock += 1_000_000;
    }

    private void Consume()
    {
        using var source = new LogEntrySource(LogReader.Open(LogFolder));
        using var consumer = new Consumer(source, _bench.Folder.Path, _bench.Events, TimeProvider.System);
        consumer.DrainToEnd();
    }

    private EntryExplanation Explain(long sequence) => Explain(sequence, out var whyNot) ?? throw new Xunit.Sdk.XunitException(whyNot ?? "no reason");

    private string WhyNot(long sequence)
    {
        Assert.Null(Explain(sequence, out var whyNot));
        return whyNot!;
    }

    private EntryExplanation? Explain(long sequence, out string? whyNot)
    {
        using var log = LogReader.Open(LogFolder);
        using var store = LeadStore.Open(_bench.Folder.LeadsFile);
        return new EntryExplainer(log, store, _bench.Registry).Explain(sequence, out whyNot);
    }

    private void Execute(string script)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={_bench.Folder.LeadsFile};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = script;
        command.ExecuteNonQuery();
    }
}
