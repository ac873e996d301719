namespace FastSignal.Leads.Tests;

public sealed class ForgettingTests : IDisposable
{
    private const string Ann = "https://www.linkedin.com/in/ann";

    private readonly ConsumerBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void All_keys_of_all_leads_in_all_signals_belong_to_the_person()
    {
        var (one, two) = (_bench.AddSignal(), _bench.AddSignal());
        _bench.Add(one, "linkedin_url", Ann, "email", "ann@x.io");
        _bench.Add(one, "linkedin_url", Ann, "email", "ann@home.example");
        _bench.Add(two, "email", "Ann@home.example", "full_name", "Ann Lee");
        _bench.Add(two, "email", "bob@x.io");
        _bench.Consume();

        var report = _bench.Forget("ann@x.io");
        Assert.Equal(["ann@home.example", "ann@x.io", Ann], report.Keys);
        Assert.Equal("2 leads, 0 cleaned, 3 outcomes, 0 samples, 0 held, 0 rejections, 3 entries (0 mentions), 0 before", report.Line());
        Assert.Equal((1, 3, 4), (report.FirstInLog, report.LastInLog, report.UntilSequence));
        Assert.Equal("1 2 3", _bench.Tombstones());
        Assert.Equal("", _bench.LeadLines(one));
        Assert.Equal("3: - bob@x.io - x1", _bench.LeadLines(two));
        Assert.Equal("", _bench.FilesWith("ann@", "in/ann"));
    }

    [Fact]
    public void Others_stay_as_they_are_and_counts_too()
    {
        var signal = _bench.AddSignal();
        _bench.Add(signal, "email", "ann@x.io");
        for (var other = 0; other < 50; other++)
            _bench.Add(signal, "email", $"jo.ann{other}@x.io", "full_name", $"Jo {other}", "page", "/pricing");
        _bench.Consume();
        var (before, counts) = (_bench.LeadsOf(signal).Skip(1).Select(Text).ToList(), _bench.Read(store => store.OutcomeCounts()));

        Assert.Equal("1 leads, 0 cleaned, 1 outcomes, 0 samples, 0 held, 0 rejections, 1 entries (0 mentions), 0 before", _bench.Forget("ann@x.io").Line());
        Assert.Equal(before, _bench.LeadsOf(signal).Select(Text), StringComparer.Ordinal);
        Assert.Equal(counts, _bench.Read(store => store.OutcomeCounts()));
        Assert.Equal(50, _bench.Read(store => store.NewestOutcomes(signal)).Count);
    }

    [Fact]
    public void A_dry_run_says_the_same_numbers_and_changes_nothing()
    {
        Populate();
        var (before, rejections) = (_bench.Dump(), _bench.Rejections());
        var shown = _bench.Forget(["ann@x.io"], [], isDryRun: true);
        Assert.Equal(before, _bench.Dump());
        Assert.Equal(rejections, _bench.Rejections());
        Assert.Equal("", _bench.Tombstones());
        Assert.Equal(shown.Line(), _bench.Forget("ann@x.io").Line());
        Assert.NotEqual(before, _bench.Dump(), StringComparer.Ordinal);
    }

    [Fact]
    public void Samples_held_records_rejections_and_mentions_go_as_well()
    {
        Populate();
        Assert.Equal("1 leads, 1 cleaned, 5 outcomes, 1 samples, 1 held, 2 rejections, 5 entries (1 mentions), 0 before", _bench.Forget("ann@x.io").Line());
        Assert.Equal("nobody is in this", _bench.Rejections());
        Assert.Equal("", _bench.FilesWith("ann@x.io", "in/ann"));
        Assert.Equal("bob@x.io: {\"page\":\"/b\"}", string.Join(' ', _bench.LeadsOf(1).Select(lead => $"{lead[LeadKey.Email]}: {lead.ContextJson}")));

        Assert.Equal("0 leads, 0 cleaned, 0 outcomes, 0 samples, 0 held, 0 rejections, 0 entries (0 mentions), 5 before", _bench.Forget("ann@x.io", Ann)
            .Line());
    }

    [Fact]
    public void Older_texts_that_the_databases_have_overwritten_are_gone_as_well()
    {
        var signal = _bench.AddSignal();
        for (var visit = 0; visit < 2_000; visit++)
        {
            var person = visit % 100;
            _bench.Add(signal, "email", $"p{person:00}@x.io", "linkedin_url", $"https://www.linkedin.com/in/person-{person:00}", "note",
                    new string('x', visit % 700)
                + $" by p{person:00}@x.io");
        }

        _bench.Consume(batchCount: 20);
        Assert.Contains(LeadStore.FileName, _bench.FilesWith("p42@x.io"), StringComparison.Ordinal);
        Assert.Equal("1 leads, 0 cleaned, 10 outcomes, 0 samples, 0 held, 0 rejections, 20 entries (0 mentions), 0 before", _bench.Forget("p42@x.io").Line());
        Assert.Equal("", _bench.FilesWith("p42@x.io", "person-42"));
        Assert.Equal(99, _bench.LeadsOf(signal).Count);
    }

    [Fact]
    public void Entries_that_are_not_consumed_yet_become_nobody_and_later_ones_become_a_lead_again()
    {
        var (live, draft, paused) = (_bench.AddSignal(), _bench.AddSignal(SignalStatus.Draft), _bench.AddSignal(SignalStatus.Paused));
        _bench.Add(live, "email", "bob@x.io");
        _bench.Consume();
        _bench.Add(live, "email", "ann@x.io");
        _bench.AddTest(draft, "email", "ann@x.io");
        _bench.Add(paused, "email", "ann@x.io");
        Assert.Equal("0 leads, 0 cleaned, 0 outcomes, 0 samples, 0 held, 0 rejections, 3 entries (0 mentions), 0 before", _bench.Forget("ann@x.io").Line());

        _bench.Consume();
        Assert.Equal("lead_created:1 excluded, excluded, excluded", $"{_bench.OutcomeLine(live)}, {_bench.OutcomeLine(draft)}, {_bench.OutcomeLine(paused)}");
        Assert.Equal((0, 0), (_bench.Read(store => store.Samples(draft)).Count, _bench.Read(store => store.HeldCount())));
        Assert.Equal("the person was deleted on request", _bench.Read(store => store.NewestOutcomes(live))[0].Reason);
        Assert.Equal("", _bench.FilesWith("ann@x.io"));

        _bench.Add(live, "email", "ann@x.io");
        _bench.Consume();
        Assert.Equal("1: - bob@x.io - x1 | 2: - ann@x.io - x1", _bench.LeadLines(live));
        Assert.Equal("1 leads, 0 cleaned, 1 outcomes, 0 samples, 0 held, 0 rejections, 1 entries (0 mentions), 3 before", _bench.Forget("ann@x.io").Line());
    }

    [Fact]
    public void A_tombstoned_entry_still_claims_its_key_so_that_a_retry_does_not_bring_the_person_back()
    {
        var signal = _bench.AddSignal();
        _bench.AddWithKey(signal, 1, "email", "ann@x.io");
        _bench.Source.Refresh();
        _bench.Forget("ann@x.io");
        _bench.AddWithKey(signal, 1, "email", "ann@x.io");
        _bench.Consume();
        Assert.Equal("excluded duplicate", _bench.OutcomeLine(signal));
    }

    [Fact]
    public void A_lead_names_its_person_even_after_it_was_merged()
    {
        var signal = _bench.AddSignal();
        _bench.Add(signal, "linkedin_url", Ann);
        _bench.Add(signal, "email", "ann@x.io");
        _bench.Add(signal, "linkedin_url", Ann, "email", "ann@x.io");
        _bench.Consume();
        var report = _bench.ForgetLead(2);
        Assert.Equal(["ann@x.io", Ann], report.Keys);
        Assert.Equal((1, "1 2 3"), (report.Leads, _bench.Tombstones()));
    }

    [Fact]
    public void A_lead_without_a_strong_key_goes_with_its_entries_and_its_namesakes_stay()
    {
        var (one, two) = (_bench.AddSignal(), _bench.AddSignal());
        _bench.Add(one, "full_name", "Ann Lee", "company_name", "Acme");
        _bench.Add(one, "full_name", "ANN LEE", "company_name", "acme", "page", "/");
        _bench.Add(one, "full_name", "Ann Lee", "company_name", "Other");
        _bench.Add(two, "full_name", "Ann Lee", "company_name", "Acme");
        _bench.Consume();
        _bench.Add(one, "full_name", "Ann Lee", "company_name", "Acme");

        var report = _bench.ForgetLead(1);
        Assert.Equal((0, 1, "1 2 5"), (report.Keys.Count, report.Leads, _bench.Tombstones()));
        _bench.Consume();
        Assert.Equal("2: - - Ann Lee x1", _bench.LeadLines(one));
        Assert.Equal("3: - - Ann Lee x1", _bench.LeadLines(two));
    }

    [Fact]
    public void An_entry_that_went_to_the_person_by_name_is_theirs()
    {
        var signal = _bench.AddSignal();
        _bench.Add(signal, "full_name", "Ann Lee", "company_name", "Acme", "email", "ann@x.io");
        _bench.Add(signal, "full_name", "Ann Lee", "company_name", "Acme");
        _bench.Consume();
        _bench.Add(signal, "full_name", "Ann Lee", "company_name", "Acme", "page", "/later");
        _bench.Forget("ann@x.io");
        Assert.Equal("1 2 3", _bench.Tombstones());
        _bench.Consume();
        Assert.Equal("", _bench.LeadLines(signal));
    }

    [Fact]
    public void A_company_goes_by_its_page_or_domain_and_the_people_who_work_there_stay()
    {
        var (people, companies) = (_bench.AddSignal(), _bench.AddSignal(target: SignalTarget.Companies));
        _bench.Add(companies, "company_linkedin_url", "https://www.linkedin.com/company/acme", "company_domain", "https://www.acme.example/");
        _bench.Add(companies, "company_domain", "acme.example", "company_name", "Acme");
        _bench.Add(companies, "company_domain", "other.example");
        _bench.Add(people, "email", "ann@acme.example", "company_domain", "acme.example", "company_linkedin_url", "https://www.linkedin.com/company/acme");
        _bench.Consume();

        var report = _bench.Forget("linkedin.com/company/acme");
        Assert.Equal(["acme.example", "https://www.linkedin.com/company/acme"], report.Keys);
        Assert.Equal("1 2", _bench.Tombstones());
        Assert.Equal("2: - - - x1", _bench.LeadLines(companies));
        Assert.Equal("3: - ann@acme.example - x1", _bench.LeadLines(people));
    }

    [Fact]
    public void An_email_on_the_lead_of_a_company_is_taken_out_and_the_company_stays()
    {
        var companies = _bench.AddSignal(target: SignalTarget.Companies);
        _bench.Add(companies, "company_domain", "acme.example", "email", "ann@acme.example", "contact", "Ann <ann@acme.example>", "size", "10");
        _bench.Consume();
        Assert.Equal("0 leads, 1 cleaned, 1 outcomes, 0 samples, 0 held, 0 rejections, 1 entries (0 mentions), 0 before", _bench.Forget("ann@acme.example")
            .Line());
        var lead = Assert.Single(_bench.LeadsOf(companies));
        Assert.Equal((null, "acme.example", """{"size":"10"}"""), (lead[LeadKey.Email], lead[LeadKey.CompanyDomain], lead.ContextJson));
    }

    [Fact]
    public void What_was_noted_about_others_does_not_name_the_person_any_more()
    {
        var signal = _bench.AddSignal();
        _bench.Add(signal, "email", "ann@x.io");
        _bench.Add(signal, "email", "bob@x.io");
        _bench.Add(signal, "email", "eve@x.io");
        _bench.Consume();
        using (var decisions = LeadDecisions.Open(_bench.Folder.LeadsFile, TimeProvider.System))
        {
            decisions.Decide([2], LeadDecision.Dismiss(DismissalReason.Other, "the same as ann@x.io"));
            decisions.Decide([3], LeadDecision.Dismiss(DismissalReason.Other, "knows ann@x.io"));
            decisions.Decide([3], LeadDecision.Dismiss(DismissalReason.Other, "a student"));
        }

        Assert.Equal(2, _bench.Forget("ann@x.io").CleanedLeads);
        Assert.Equal("", _bench.FilesWith("ann@"));
        Assert.Equal([(LeadStatus.Dismissed, null), (LeadStatus.Dismissed, "a student")], _bench.LeadsOf(signal).Select(lead => (lead.Status, lead.Note)));
    }

    [Fact]
    public void A_company_that_shows_the_person_as_its_contact_keeps_nothing_of_them()
    {
        var companies = _bench.AddSignal(target: SignalTarget.Companies);
        _bench.Add(companies, "company_domain", "acme.example", "email", "ann@acme.example", "full_name", "Ann Lee", "title", "CEO", "phone",
            "+49 30 1", "city", "Berlin");
        _bench.Add(companies, "company_domain", "other.example", "email", "bob@other.example", "full_name", "Bob", "phone", "+49 30 2");
        _bench.Consume();
        _bench.Forget("ann@acme.example");
        var leads = _bench.LeadsOf(companies);
        Assert.Equal((null, null, null, "acme.example"),
            (leads[0][LeadKey.FullName], leads[0][LeadKey.Phone], leads[0][LeadKey.Title], leads[0][LeadKey.CompanyDomain]));
        Assert.Equal(("Bob", "+49 30 2"), (leads[1][LeadKey.FullName], leads[1][LeadKey.Phone]));
        Assert.Equal("", _bench.FilesWith("Ann Lee", "+49 30 1"));
    }

    [Fact]
    public void Nobody_found_is_the_state_that_was_asked_for()
    {
        Assert.False(_bench.Forget("ann@x.io").HasFound);
        Assert.False(_bench.ForgetLead(7).HasFound);
        Populate();
        Assert.False(_bench.Forget("nobody@x.io").HasFound);
        Assert.False(_bench.ForgetLead(99).HasFound);
        Assert.Equal("", _bench.Tombstones());
    }

    [Fact]
    public void A_damaged_log_is_named_and_nobody_is_deleted()
    {
        Populate();
        var before = _bench.Dump();
        _bench.Source.DamagedAt = 3;
        Assert.Contains("log repair", Assert.Throws<ForgettingException>(() => _bench.Forget("ann@x.io")).Message, StringComparison.Ordinal);
        Assert.Equal(before, _bench.Dump());
    }

    [Fact]
    public void A_log_that_does_not_belong_to_the_leads_is_refused()
    {
        Populate();
        _bench.Source.LogId = "ffffffff";
        Assert.Contains("belongs to log", Assert.Throws<ConsumerStoppedException>(() => _bench.Forget("ann@x.io")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_consumed_while_it_looks_is_deleted_with_the_rest()
    {
        Populate();
        var beforeSearch = true;
        _bench.Forget(["ann@x.io"], [], reached: step =>
        {
            if (step is not ForgettingStep.StoreSearched || !beforeSearch)
                return;
            beforeSearch = false;
            _bench.Add(1, "email", "ann@second.example", "linkedin_url", Ann);
            _bench.Add(1, "email", "ann@second.example", "page", "/later");
            _bench.Add(1, "email", "carl@x.io", "note", "as ann@x.io says");
            _bench.Consume();
        });
        Assert.Equal("2: - bob@x.io - x2 | 3: - carl@x.io - x1", _bench.LeadLines(1));
        Assert.EndsWith("11 12 13", _bench.Tombstones(), StringComparison.Ordinal);
        Assert.Equal("", _bench.FilesWith("ann@", "in/ann"));
    }

    /// <summary>Ann: a lead of two visits, a sample, a held record, two rejections; in text of Bob.</summary>
    private void Populate()
    {
        var (live, draft, paused) = (_bench.AddSignal(), _bench.AddSignal(SignalStatus.Draft), _bench.AddSignal(SignalStatus.Paused));
        _bench.Add(live, "email", "ann@x.io", "linkedin_url", Ann, "page", "/a");
        _bench.Add(live, "email", "bob@x.io");
        _bench.Add(live, "linkedin_url", Ann);
        _bench.AddTest(draft, "email", "ann@x.io");
        _bench.AddTest(draft, "email", "tom@x.io");
        _bench.Add(paused, "linkedin_url", Ann);
        _bench.Add(paused, "email", "pam@x.io");
        _bench.Add(live, "email", "bob@x.io", "note", "ask Ann (ann@x.io) as well", "page", "/b");
        _bench.Add(live, "page", "/nobody");
        _bench.Consume();
        _bench.Add(live, "page", "/nobody again");
        _bench.Reject("{\"email\":\"ANN@x.io\",}");
        _bench.Reject("{\"profile\":\"https:\\/\\/www.linkedin.com\\/in\\/Ann\",}");
        _bench.Reject("nobody is in this");
    }

    private static string Text(Lead lead) => $"{lead.Id} {lead.Visits} {string.Join(',', LeadKeys.All.Select(key => lead[key]))} {lead.ContextJson}";
}
