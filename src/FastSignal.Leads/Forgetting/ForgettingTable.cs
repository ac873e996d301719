namespace FastSignal.Leads;

/// <summary>The statements of a deletion: whose rows are a person's is noted in temporary tables, then they are deleted where they are.</summary>
internal sealed class ForgettingTable
{
    private readonly Database _database;
    private readonly Statement _signalOf;
    private readonly Statement _nextSignal;
    private readonly Statement _addLead;
    private readonly Statement _addMerged;
    private readonly Statement _addEntry;
    private readonly Statement _addCounted;

    /// <summary>On the connection of the deletion. What it deletes is overwritten (secure_delete).</summary>
    internal ForgettingTable(Database database)
    {
        _database = database;
        database.Execute(
            """
            PRAGMA secure_delete = ON;
            CREATE TEMP TABLE IF NOT EXISTS their_leads (id INTEGER PRIMARY KEY);
            CREATE TEMP TABLE IF NOT EXISTS their_entries (sequence INTEGER PRIMARY KEY, mention INTEGER NOT NULL);
            """);
        _signalOf = database.Prepare("SELECT signal_id FROM leads WHERE id = ?");
        _nextSignal = database.Prepare("SELECT min(signal_id) FROM leads WHERE signal_id > ?");
        _addLead = database.Prepare("INSERT OR IGNORE INTO their_leads VALUES (?)");
        _addMerged = database.Prepare(
            """
            WITH RECURSIVE theirs (id) AS (SELECT id FROM their_leads UNION SELECT from_id FROM merged_leads JOIN theirs ON to_id = theirs.id)
            INSERT OR IGNORE INTO their_leads SELECT id FROM theirs
            """);
        _addEntry = database.Prepare("INSERT INTO their_entries VALUES (?, ?) ON CONFLICT DO UPDATE SET mention = max(mention, excluded.mention)");
        _addCounted = database.Prepare(
            """
            INSERT INTO their_entries SELECT sequence, ?2 FROM entry_leads WHERE sequence > ?1 AND lead_id IN (SELECT id FROM their_leads)
            ON CONFLICT DO UPDATE SET mention = excluded.mention
            """);
    }

    /// <summary>The signal of a lead; null if there is no such lead.</summary>
    internal long? SignalOf(long leadId) => _signalOf.Bind(leadId).Scalar();

    /// <summary>The signals that have leads.</summary>
    internal IReadOnlyList<long> SignalIds()
    {
        var ids = new List<long>();
        for (var id = _nextSignal.Bind(long.MinValue).Scalar(); id is { } next; id = _nextSignal.Bind(next).Scalar())
            ids.Add(next);
        return ids;
    }

    /// <summary>Begins anew: nobody's.</summary>
    internal void Clear() => _database.Execute("DELETE FROM their_leads; DELETE FROM their_entries");

    /// <summary>Notes the leads of a person, with those that were merged into them.</summary>
    internal void NoteLeads(IEnumerable<long> ids)
    {
        foreach (var id in ids)
            _addLead.Bind(id).Run();
        _addMerged.Run();
    }

    /// <summary>Notes an entry of theirs.</summary>
    internal void NoteEntry(long sequence, Mention mention) => _addEntry.Bind(sequence).Bind((long)mention).Run();

    /// <summary>Notes the entries that were counted for one of their leads.</summary>
    /// <param name="afterSequence">Those behind this one.</param>
    internal void NoteCounted(long afterSequence) => _addCounted.Bind(afterSequence).Bind((long)Mention.ByKey).Run();

    /// <summary>The records of a table, read while they are enumerated.</summary>
    /// <param name="table"><c>samples</c> or <c>held</c>.</param>
    internal IEnumerable<(long Sequence, byte[] Record)> Records(string table)
    {
        using var rows = _database.PrepareOnce($"SELECT sequence, record FROM {table}");
        while (rows.Step())
            yield return (rows.Number(0), rows.Blob(1).ToArray());
    }

    /// <summary>An entry that has only the name is not theirs if it was counted for somebody else of that name.</summary>
    internal void DropNamesakes() => Change(
        $"""
        DELETE FROM their_entries WHERE mention = {(int)Mention.ByName} AND EXISTS (SELECT 1 FROM entry_leads AS counted
            WHERE counted.sequence = their_entries.sequence AND counted.lead_id NOT IN (SELECT id FROM their_leads))
        """);

    /// <summary>Drops the entries that are tombstoned already.</summary>
    /// <returns>How many there are.</returns>
    internal long DropTombstoned() => Change("DELETE FROM their_entries WHERE sequence IN (SELECT sequence FROM forgotten)");

    /// <summary>The first and the last of the entries from a sequence on; nulls if there is none.</summary>
    internal (long? First, long? Last) Span(long fromSequence)
    {
        using var span = _database.PrepareOnce("SELECT min(sequence), max(sequence) FROM their_entries WHERE sequence >= ?").Bind(fromSequence);
        return span.Step() ? (span.NumberOrNull(0), span.NumberOrNull(1)) : default;
    }

    /// <summary>The leads that others' entries among them were counted for.</summary>
    internal IReadOnlyList<long> LeadsOfOthers()
    {
        using var rows = _database.PrepareOnce(
            """
            SELECT DISTINCT lead_id FROM entry_leads WHERE sequence IN (SELECT sequence FROM their_entries)
                AND lead_id IS NOT NULL AND lead_id NOT IN (SELECT id FROM their_leads)
            """);
        var ids = new List<long>();
        while (rows.Step())
            ids.Add(rows.Number(0));
        return ids;
    }

    /// <summary>Tombstones the entries from a sequence on.</summary>
    /// <returns>How many, and how many of these only mention the person in a text.</returns>
    internal (long Entries, long Mentions) Tombstone(long fromSequence, long now)
    {
        using var mentions = _database.PrepareOnce("SELECT count(*) FROM their_entries WHERE sequence >= ? AND mention = ?").Bind(fromSequence)
            .Bind((long)Mention.InText);
        var mentionCount = mentions.Scalar() ?? 0;
        using var tombstone = _database.PrepareOnce("INSERT INTO forgotten SELECT sequence, ?2 FROM their_entries WHERE sequence >= ?1")
            .Bind(fromSequence).Bind(now);
        tombstone.Run();
        return (_database.ChangedRowCount, mentionCount);
    }

    /// <summary>Deletes the samples of the entries.</summary>
    internal long DeleteSamples() => Change("DELETE FROM samples WHERE sequence IN (SELECT sequence FROM their_entries)");

    /// <summary>Deletes the held records of the entries.</summary>
    internal long DeleteHeld() => Change("DELETE FROM held WHERE sequence IN (SELECT sequence FROM their_entries)");

    /// <summary>Deletes the outcomes of the entries and of the leads, and those whose reason quotes the person.</summary>
    internal long DeleteOutcomes(Func<string, bool> quotes)
    {
        using (var reasons = _database.PrepareOnce("SELECT sequence, reason FROM outcomes"))
        {
            while (reasons.Step())
            {
                if (quotes(reasons.Text(1)))
                    NoteEntry(reasons.Number(0), Mention.ByKey);
            }
        }

        return Change("DELETE FROM outcomes WHERE sequence IN (SELECT sequence FROM their_entries) OR lead_id IN (SELECT id FROM their_leads)");
    }

    /// <summary>Deletes the leads, and for whom the entries were counted.</summary>
    /// <returns>How many leads.</returns>
    internal long DeleteLeads()
    {
        Change("DELETE FROM entry_leads WHERE sequence IN (SELECT sequence FROM their_entries)");
        Change("DELETE FROM merged_leads WHERE to_id IN (SELECT id FROM their_leads) OR from_id IN (SELECT id FROM their_leads)");
        return Change("DELETE FROM leads WHERE id IN (SELECT id FROM their_leads)");
    }

    /// <summary>Notes that a deletion has begun. Until <see cref="Finish"/>, octets of what is deleted may be in the files.</summary>
    internal void Announce(long now)
    {
        using var announce = _database.PrepareOnce("INSERT OR REPLACE INTO unfinished_deletion VALUES (1, ?)").Bind(now);
        announce.Run();
    }

    /// <summary>Whether a deletion has begun and is not finished.</summary>
    internal static bool IsAnnounced(Database database)
    {
        using var announced = database.PrepareOnce("SELECT 1 FROM unfinished_deletion");
        return announced.Scalar() is not null;
    }

    /// <summary>Notes that nothing of what was deleted is left.</summary>
    internal static void Finish(Database database) => database.Execute("DELETE FROM unfinished_deletion");

    private long Change(string text)
    {
        _database.Execute(text);
        return _database.ChangedRowCount;
    }
}
