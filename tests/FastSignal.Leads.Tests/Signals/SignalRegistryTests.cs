using Microsoft.Extensions.Time.Testing;

namespace FastSignal.Leads.Tests;

public sealed class SignalRegistryTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = new(DateTimeOffset.Parse("2026-01-01T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture));
    private readonly SignalRegistry _registry;

    public SignalRegistryTests() => _registry = SignalRegistry.Open(_folder.SignalsFile, _time);

    public void Dispose()
    {
        _registry.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_new_signal_is_a_draft_with_a_token_of_its_own_and_202()
    {
        var signal = Create("Visitors").Signal;

        Assert.Equal((1L, "Visitors", "Visitors", SignalTarget.People, SignalStatus.Draft, 202),
            (signal.Id, signal.Name, signal.Label, signal.Target, signal.Status, signal.SuccessStatus));
        Assert.Matches("^fs_[0-9A-Za-z]{32}$", signal.Token);
        Assert.Null(signal.Mapping);
        Assert.False(string.Equals(signal.Token, Create("Visitors").Signal.Token, StringComparison.Ordinal));
    }

    [Fact]
    public void A_signal_goes_from_draft_to_live_to_paused_and_back_and_ends_archived()
    {
        var id = Create().Signal.Id;

        Assert.Equal(SignalStatus.Live, _registry.Save(id).Signal.Status);
        Assert.Equal(SignalStatus.Paused, _registry.Pause(id).Signal.Status);
        Assert.Equal(SignalStatus.Live, _registry.Resume(id).Signal.Status);
        _registry.Pause(id);
        var archived = _registry.Archive(id).Signal;
        Assert.Equal((SignalStatus.Archived, SignalStatus.Paused), (archived.Status, archived.StatusBeforeArchive));
    }

    [Theory]
    [InlineData("", "pause resume")]
    [InlineData("save", "save resume")]
    [InlineData("save pause", "save pause")]
    [InlineData("save archive", "save pause resume archive rotate map")]
    [InlineData("archive", "save pause resume archive rotate map")]
    public void A_verb_that_does_not_fit_is_refused_with_one_sentence_and_changes_nothing(string before, string refused)
    {
        var id = Create().Signal.Id;
        foreach (var verb in before.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            Do(verb, id);
        var status = _registry.Get(id).Status;
        var version = _registry.Version();

        foreach (var verb in refused.Split(' '))
        {
            var fault = Assert.Throws<SignalException>(() => Do(verb, id));
            Assert.Contains($"Signal {id} is", fault.Message, StringComparison.Ordinal);
        }

        Assert.Equal((status, version), (_registry.Get(id).Status, _registry.Version()));
    }

    [Fact]
    public void An_unknown_id_is_refused_everywhere()
    {
        Assert.Contains("no signal 7", Assert.Throws<SignalException>(() => _registry.Get(7)).Message, StringComparison.Ordinal);
        foreach (var verb in new[] { "save", "pause", "resume", "archive", "rotate", "map" })
            Assert.Throws<SignalException>(() => Do(verb, 7));
    }

    [Theory]
    [InlineData("short_token_15c")]
    [InlineData("has a blank in it")]
    [InlineData("has/a/slash/in/it")]
    [InlineData("umlaut_äöü_0123456789")]
    [InlineData("")]
    public void A_given_token_that_breaks_the_rule_is_refused(string token)
    {
        var fault = Assert.Throws<SignalException>(() => Create(token: token));
        Assert.Contains("16 to 128", fault.Message, StringComparison.Ordinal);
        Assert.Throws<SignalException>(() => Create(token: new string('a', 129)));
        Assert.Empty(_registry.List());
    }

    [Fact]
    public void A_token_is_never_used_twice_even_when_it_is_rotated_out_or_its_signal_is_archived()
    {
        var first = Create(token: "first-token-0123").Signal;
        _registry.Rotate(first.Id, TimeSpan.Zero, "second-token-012");
        _registry.Archive(first.Id);
        var other = Create().Signal;

        foreach (var used in new[] { "first-token-0123", "second-token-012", other.Token })
        {
            var fault = Assert.Throws<SignalException>(() => Create(token: used));
            Assert.DoesNotContain(used, fault.Message, StringComparison.Ordinal);
            Assert.Throws<SignalException>(() => _registry.Rotate(other.Id, TimeSpan.Zero, used));
        }

        Assert.Equal(other.Token, _registry.Get(other.Id).Token);
    }

    [Fact]
    public void After_a_rotation_both_tokens_count_until_the_overlap_ends()
    {
        var old = Create(token: "the-old-token-01").Signal;
        var rotated = _registry.Rotate(old.Id, TimeSpan.FromHours(1), "the-new-token-01").Signal;

        Assert.Equal("the-new-token-01", rotated.Token);
        var table = _registry.ReadTable();
        Assert.Equal("the-old-token-01 the-new-token-01", string.Join(' ', table.Rows.Select(row => row.Token)));
        Assert.Equal(_time.GetUtcNow() + TimeSpan.FromHours(1), table.NextOverlapEnd);
        Assert.Equal([table.NextOverlapEnd, null], table.Rows.Select(row => row.EndsAt));

        _time.Advance(TimeSpan.FromHours(1));
        var later = _registry.ReadTable();
        Assert.Equal("the-new-token-01", string.Join(' ', later.Rows.Select(row => row.Token)));
        Assert.Null(later.NextOverlapEnd);
    }

    [Fact]
    public void A_second_rotation_leaves_the_overlap_of_the_first_as_it_is()
    {
        var id = Create(token: "first-token-0123").Signal.Id;
        _registry.Rotate(id, TimeSpan.FromHours(1), "second-token-012");
        _registry.Rotate(id, TimeSpan.FromDays(1), "third-token-0123");

        Assert.Equal(3, _registry.ReadTable().Rows.Count);
        _time.Advance(TimeSpan.FromHours(2));
        Assert.Equal("second-token-012 third-token-0123", string.Join(' ', _registry.ReadTable().Rows.Select(row => row.Token)));
    }

    [Fact]
    public void A_rotation_without_an_overlap_ends_every_older_token_at_once()
    {
        var id = Create(token: "first-token-0123").Signal.Id;
        _registry.Rotate(id, TimeSpan.FromDays(1), "second-token-012");
        _registry.Rotate(id, TimeSpan.Zero, "third-token-0123");

        Assert.Equal("third-token-0123", string.Join(' ', _registry.ReadTable().Rows.Select(row => row.Token)));
    }

    [Fact]
    public void The_table_shows_drafts_as_test_and_leaves_archived_signals_out()
    {
        var draft = Create(token: "token-of-a-draft").Signal.Id;
        var live = _registry.Create(new NewSignal { Name = "l", Target = SignalTarget.Companies, Status = SignalStatus.Live, SuccessStatus = 200 }).Signal.Id;
        var paused = Create().Signal.Id;
        _registry.Save(paused);
        _registry.Pause(paused);
        _registry.Archive(Create().Signal.Id);

        var table = _registry.ReadTable();

        Assert.Equal(_registry.Version(), table.Version);
        Assert.Equal([(draft, true, 202), (live, false, 200), (paused, false, 202)], table.Rows.Select(row => (row.SignalId, row.IsTest, row.SuccessStatus)));
    }

    [Fact]
    public void Every_change_is_recorded_with_time_and_before_and_after_and_without_a_token()
    {
        var signal = Create(token: "a-secret-token-0").Signal;
        _time.Advance(TimeSpan.FromMinutes(1));
        _registry.Save(signal.Id, SignalMapping.Empty.With(LeadKey.Email, "mail"));
        _registry.Rotate(signal.Id, TimeSpan.FromDays(1), "another-secret-0");
        _registry.SetMapping(signal.Id, SignalMapping.Empty.With(LeadKey.Email, "Business Email"));

        var changes = _registry.Changes(signal.Id);

        Assert.Equal("create save rotate map", string.Join(' ', changes.Select(change => change.What)));
        Assert.Null(changes[0].Before);
        Assert.Equal(TimeSpan.FromMinutes(1), changes[1].ChangedAt - changes[0].ChangedAt);
        Assert.Contains("\"status\":\"draft\"", changes[1].Before, StringComparison.Ordinal);
        Assert.Contains("\"status\":\"live\"", changes[1].After, StringComparison.Ordinal);
        Assert.Contains("Business Email", changes[3].After, StringComparison.Ordinal);
        Assert.All(changes, change => Assert.DoesNotContain("secret", change.Before + change.After, StringComparison.Ordinal));
    }

    [Fact]
    public void No_text_form_of_signals_and_rows_shows_the_token()
    {
        var change = Create(token: "a-secret-token-0");
        var texts = new object[] { change, change.Signal, _registry.ReadTable(), _registry.ReadTable().Rows[0],
            new NewSignal { Name = "n", Target = SignalTarget.People, Token = "a-secret-token-0" } };
        Assert.All(texts, text => Assert.DoesNotContain("secret", text.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void Mappings_are_versioned_and_all_versions_are_kept()
    {
        var id = Create().Signal.Id;
        Assert.Equal(0, _registry.Get(id).MappingVersion);
        _registry.Save(id, SignalMapping.Empty.With(LeadKey.Email, "one"));
        var changed = _registry.SetMapping(id, SignalMapping.Empty.With(LeadKey.Email, "two")).Signal;

        Assert.Equal(2, changed.MappingVersion);
        Assert.True(changed.Mapping!.TryGet(LeadKey.Email, out var paths));
        Assert.Equal("two", string.Join(' ', paths));
        Assert.Equal([1, 2], _registry.Mappings(id).Select(version => version.Version));
    }

    [Fact]
    public void The_mapping_from_the_first_entry_is_stored_only_while_there_is_none()
    {
        var id = Create().Signal.Id;
        _registry.SetFirstMapping(id, SignalMapping.Empty.With(LeadKey.Email, "one"));
        var version = _registry.Version();
        var effective = _registry.SetFirstMapping(id, SignalMapping.Empty.With(LeadKey.Email, "two"));

        Assert.True(effective.TryGet(LeadKey.Email, out var paths));
        Assert.Equal("one", string.Join(' ', paths));
        Assert.Equal(version, _registry.Version());
    }

    [Theory]
    [InlineData("", null, SignalStatus.Draft, 202)]
    [InlineData("  ", null, SignalStatus.Draft, 202)]
    [InlineData("a\nb", null, SignalStatus.Draft, 202)]
    [InlineData("n", "\u001b[31m", SignalStatus.Draft, 202)]
    [InlineData("n", null, SignalStatus.Paused, 202)]
    [InlineData("n", null, SignalStatus.Archived, 202)]
    [InlineData("n", null, SignalStatus.Draft, 204)]
    public void A_new_signal_with_a_wrong_value_is_refused(string name, string? label, SignalStatus status, int successStatus) =>
        Assert.Throws<SignalException>(() => _registry.Create(
            new NewSignal { Name = name, Label = label, Target = SignalTarget.People, Status = status, SuccessStatus = successStatus }));

    [Fact]
    public void Every_change_raises_the_version_by_one_and_moves_the_data_version_of_others()
    {
        using var other = SignalRegistry.Open(_folder.SignalsFile, _time);
        var seen = other.DataVersion();
        Assert.Equal(seen, other.DataVersion());

        var first = Create();
        Assert.Equal(1, first.Version);
        Assert.Equal(2, _registry.Save(first.Signal.Id).Version);
        Assert.NotEqual(seen, other.DataVersion());
        Assert.Equal(2, other.Version());
    }

    [Fact]
    public void Many_processes_may_open_a_new_registry_at_once()
    {
        using var folder = new TempFolder();
        var faults = new List<Exception>();
        var threads = Enumerable.Range(0, 8).Select(number => new Thread(() =>
        {
            try
            {
                using var registry = SignalRegistry.Open(folder.SignalsFile, TimeProvider.System);
                registry.Create(new NewSignal { Name = $"n{number}", Target = SignalTarget.People });
            }
            catch (Exception fault)
            {
                lock (faults)
                    faults.Add(fault);
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        Assert.Empty(faults);
        using var opened = SignalRegistry.Open(folder.SignalsFile, TimeProvider.System);
        Assert.Equal((8, 8L), (opened.List().Count, opened.Version()));
    }

    [Fact]
    public void The_file_and_its_companions_belong_to_the_user_alone()
    {
        if (OperatingSystem.IsWindows())
            return;

        Create();
        foreach (var suffix in new[] { "", "-wal", "-shm" })
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder.SignalsFile + suffix));
    }

    [Fact]
    public void A_file_put_back_from_a_backup_is_made_private_again()
    {
        if (OperatingSystem.IsWindows())
            return;

        _registry.Dispose();
        File.SetUnixFileMode(_folder.SignalsFile, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        using var again = SignalRegistry.Open(_folder.SignalsFile, _time);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder.SignalsFile));
    }

    [Fact]
    public void What_is_no_database_is_refused_with_file_and_cure()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.SignalsFile, string.Concat(Enumerable.Repeat("this is no database ", 200)));
        Directory.CreateDirectory(folder.LeadsFile);

        var fault = Assert.Throws<StoreException>(() => SignalRegistry.Open(folder.SignalsFile, _time));
        Assert.Equal($"signals.db at {folder.SignalsFile} is not a readable database: put it back from a backup.", fault.Message);
        fault = Assert.Throws<StoreException>(() => LeadStore.Open(folder.LeadsFile));
        Assert.Equal($"{folder.LeadsFile} is a directory where a database should be: move it away.", fault.Message);
    }

    [Fact]
    public void Those_who_follow_the_registry_never_make_it()
    {
        using var folder = new TempFolder();
        Assert.Throws<FileNotFoundException>(() => SignalRegistry.OpenExisting(folder.SignalsFile, _time));
        Assert.False(File.Exists(folder.SignalsFile));
        File.WriteAllBytes(folder.SignalsFile, []);
        Assert.Throws<FileNotFoundException>(() => SignalRegistry.OpenExisting(folder.SignalsFile, _time));
    }

    [Fact]
    public void Signals_that_are_missing_beside_worked_off_entries_have_been_lost()
    {
        using var bench = new ConsumerBench();
        SignalRegistry.EnsureNotLost(_folder.File("none"), bench.Folder.LeadsFile);
        var signal = bench.AddSignal();
        bench.Add(signal, "email", "a@x.io");
        bench.Consume();
        SignalRegistry.EnsureNotLost(bench.Folder.SignalsFile, bench.Folder.LeadsFile);

        var fault = Assert.Throws<StoreException>(() => SignalRegistry.EnsureNotLost(_folder.File("none"), bench.Folder.LeadsFile));
        Assert.Contains("from a backup", fault.Message, StringComparison.Ordinal);
        File.WriteAllBytes(_folder.File("empty"), []);
        Assert.Throws<StoreException>(() => SignalRegistry.EnsureNotLost(_folder.File("empty"), bench.Folder.LeadsFile));
        Assert.False(File.Exists(_folder.File("none")));
    }

    [Fact]
    public void A_file_of_a_newer_version_is_refused_with_both_versions()
    {
        using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={_folder.SignalsFile};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA user_version = 99";
            command.ExecuteNonQuery();
        }

        var fault = Assert.Throws<StoreException>(() => SignalRegistry.Open(_folder.SignalsFile, _time));
        Assert.Contains("99", fault.Message, StringComparison.Ordinal);
    }

    private SignalChange Create(string name = "n", string? token = null) =>
        _registry.Create(new NewSignal { Name = name, Target = SignalTarget.People, Token = token });

    private SignalChange Do(string verb, long id) => verb switch
    {
        "save" => _registry.Save(id),
        "pause" => _registry.Pause(id),
        "resume" => _registry.Resume(id),
        "archive" => _registry.Archive(id),
        "rotate" => _registry.Rotate(id, TimeSpan.Zero),
        _ => _registry.SetMapping(id, SignalMapping.Empty),
    };
}
