using System.Text;
using CsCheck;

namespace FastSignal.Leads.Tests;

public sealed class KeyHashTests : IDisposable
{
    private readonly ConsumerBench _bench = new();

    [Fact]
    public void A_text_and_its_octets_have_one_hash() => Gen.Select(Gen.Long, Gen.Long, Gen.String).Sample(static (seed, signal, key) =>
        new KeyHash(seed).Of(signal, key) == new KeyHash(seed).Of(signal, Encoding.UTF8.GetBytes(key)));

    [Fact]
    public void A_long_key_has_a_hash_too()
    {
        var key = new string('ä', 100_000);
        Assert.Equal(new KeyHash(1).Of(2, Encoding.UTF8.GetBytes(key)), new KeyHash(1).Of(2, key));
    }

    [Fact]
    public void No_key_has_no_hash() => Assert.Null(new KeyHash(1).Of(2, key: null));

    [Fact]
    public void Another_store_or_signal_has_another_hash()
    {
        long?[] hashes = [new KeyHash(100).Of(1, "ada"), new KeyHash(200).Of(1, "ada"), new KeyHash(100).Of(2, "ada"), new KeyHash(100).Of(1, "adb")];
        Assert.Distinct(hashes);
    }

    [Fact]
    public void Two_stores_have_two_seeds()
    {
        using var other = new ConsumerBench();
        Assert.NotEqual(Seed(_bench), Seed(other));
    }

    [Fact]
    public void Keys_with_one_hash_are_still_two_people()
    {
        var signal = _bench.AddSignal();
        _bench.Add(signal, "linkedin_url", "https://linkedin.com/in/a");
        _bench.Add(signal, "linkedin_url", "https://linkedin.com/in/b");
        _bench.Consume();
        Execute("UPDATE leads SET linkedin_hash = (SELECT linkedin_hash FROM leads WHERE id = 2) WHERE id = 1");

        _bench.Add(signal, "linkedin_url", "https://linkedin.com/in/b");
        _bench.Consume();
        Assert.Equal([1, 2], _bench.LeadsOf(signal).Select(static lead => lead.Visits));
    }

    [Theory]
    [InlineData(LeadTable.ByLinkedin, "leads_by_linkedin (linkedin_hash=?)")]
    [InlineData(LeadTable.ByEmailOrDomain, "leads_by_email_or_domain (email_or_domain_hash=?)")]
    [InlineData(LeadTable.ByNameAtDomain, "leads_by_name_at_domain (name_at_domain_hash=?)")]
    [InlineData(LeadTable.ByName, "leads_by_name (name_hash=?)")]
    public void A_search_reads_the_index_of_its_hash_and_sorts_nothing(string statement, string index)
    {
        using var database = Database.Open(_bench.Folder.LeadsFile, LeadSchema.Scripts);
        using var plan = database.PrepareOnce("EXPLAIN QUERY PLAN " + statement);
        for (var parameter = 0; parameter < plan.ParameterCount; parameter++)
            plan.Bind(1);
        var steps = new List<string>();
        while (plan.Step())
            steps.Add(plan.Text(3));
        Assert.Equal([$"SEARCH leads USING INDEX {index}"], steps);
    }

    [Fact]
    public void Leads_of_an_older_store_are_found_by_each_of_their_keys()
    {
        AddOneOfEachKey(_bench);
        _bench.Consume();

        using var older = new ConsumerBench();
        using (var store = Database.Open(older.Folder.LeadsFile, [.. LeadSchema.Scripts.Take(5)]))
        {
            const string columns = "signal_id, status, visits, first_seen_at, last_seen_at, context, context_is_cut";
            store.Execute(
                $"""
                ATTACH '{_bench.Folder.LeadsFile}' AS newer;
                INSERT INTO leads ({columns}, linkedin_key, email_or_domain_key, name_at_domain_key, name_key)
                SELECT {columns}, linkedin_text, email_or_domain_text, name_at_domain_text, name_text FROM newer.leads ORDER BY id
                """);
        }

        var signal = AddOneOfEachKey(older);
        older.Consume();
        Assert.Equal([2, 2, 2, 2], older.LeadsOf(signal).Select(static lead => lead.Visits));
        StoreDump.AssertHashesFit(older.Folder.LeadsFile);
    }

    [Fact]
    public void Of_very_many_leads_of_one_name_the_one_without_a_strong_key_is_found()
    {
        var signal = _bench.AddSignal();
        for (var person = 0; person < 2 * LeadTable.MaxSameName; person++)
            _bench.Add(signal, "linkedin_url", $"https://linkedin.com/in/p{person}", "full_name", "Ada Lovelace", "company_name", "Acme");
        _bench.Add(signal, "full_name", "Ada Lovelace", "company_name", "Acme");
        _bench.Add(signal, "full_name", "Ada Lovelace", "company_name", "Acme");
        _bench.Consume();
        Assert.Equal(2, _bench.LeadsOf(signal)[^1].Visits);
    }

    [Fact]
    public void Of_very_many_leads_of_one_name_none_with_a_strong_key_is_found_by_it()
    {
        var signal = _bench.AddSignal();
        void Add(params string?[] keys) => _bench.Add(signal, ["full_name", "Ada Lovelace", "company_name", "Acme", .. keys]);
        Add("email", "a@x.io");
        for (var person = 0; person < LeadTable.MaxSameName; person++)
            Add("linkedin_url", $"https://linkedin.com/in/p{person}", "email", $"p{person}@x.io");
        Add("email", "b@x.io");
        Add("linkedin_url", "https://linkedin.com/in/stranger");
        _bench.Consume();
        Assert.All(_bench.LeadsOf(signal), static lead => Assert.Equal(1, lead.Visits));
        Assert.Equal(LeadTable.MaxSameName + 3, _bench.LeadsOf(signal).Count);
    }

    [Fact]
    public void An_older_program_that_still_runs_cannot_write_leads_without_hashes()
    {
        using var old = Database.Open(_bench.Folder.LeadsFile, [.. LeadSchema.Scripts.Take(5)]);
        using var insert = old.PrepareOnce(
            """
            INSERT INTO leads (signal_id, status, visits, first_seen_at, last_seen_at, linkedin_key, context, context_is_cut)
            VALUES (1, 'pending', 1, 1, 2, 'ada', '{}', 0)
            """);
        insert.Run();
        Assert.NotEmpty(_bench.LeadsOf(1));
        Assert.Contains("linkedin_key", Assert.Throws<Microsoft.Data.Sqlite.SqliteException>(insert.Run).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _bench.Dispose();

    private static long AddOneOfEachKey(ConsumerBench bench)
    {
        var signal = bench.AddSignal();
        bench.Add(signal, "linkedin_url", "https://linkedin.com/in/ada");
        bench.Add(signal, "email", "grace@x.io");
        bench.Add(signal, "full_name", "Edsger Dijkstra", "company_domain", "tue.example");
        bench.Add(signal, "full_name", "Barbara Liskov", "company_name", "Amber");
        return signal;
    }

    private static long Seed(ConsumerBench bench)
    {
        using var database = Database.Open(bench.Folder.LeadsFile, LeadSchema.Scripts);
        using var seed = database.PrepareOnce("SELECT seed FROM key_seed");
        return seed.Scalar()!.Value;
    }

    private void Execute(string statement)
    {
        using var database = Database.OpenExisting(_bench.Folder.LeadsFile, LeadSchema.Scripts);
        database.Execute(statement);
    }
}
