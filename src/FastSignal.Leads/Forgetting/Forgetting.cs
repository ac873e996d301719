using FastSignal.Log;
using Microsoft.Data.Sqlite;

namespace FastSignal.Leads;

/// <summary>Deletes one person, or company, everywhere in a data folder, beside whatever runs on it.</summary>
/// <remarks>
/// First everything is looked at without a lock. Then one transaction of the lead store finds the leads again, deletes, and tombstones the entries of the
/// log, which itself is append-only; whoever shows or works off entries asks <see cref="ForgottenEntries"/>. Whoever consumed meanwhile has done so
/// before that transaction, which reads on to the checkpoint, or does so after it, and sees the tombstones. Last the files are written anew: in the free
/// space of a database stands what was there before. Killed anywhere, it is simply run again; the store says if only that last part is left to do.
/// </remarks>
public sealed class Forgetting
{
    /// <summary>How often it begins again because leads of the person were made or merged while it was looking.</summary>
    private const int MaxTries = 20;

    private readonly string _leadsPath;
    private readonly string _rejectionsPath;
    private readonly IEntrySource? _source;
    private readonly IReadOnlyDictionary<long, Signal> _signals;
    private readonly TimeProvider _time;

    /// <summary>Opens nothing yet.</summary>
    /// <param name="dataDirectory">The data folder, for <c>leads.db</c> and <c>rejections.db</c>.</param>
    /// <param name="source">The log, which the caller disposes; null if there is none.</param>
    /// <param name="signals">All signals.</param>
    /// <param name="time">The clock.</param>
    public Forgetting(string dataDirectory, IEntrySource? source, IEnumerable<Signal> signals, TimeProvider time)
    {
        _leadsPath = Path.Combine(dataDirectory, LeadStore.FileName);
        _rejectionsPath = Path.Combine(dataDirectory, RejectionStore.FileName);
        _source = source;
        _signals = signals.ToDictionary(signal => signal.Id);
        _time = time;
    }

    /// <summary>For tests: told after each step; what it throws ends the deletion there.</summary>
    internal Action<ForgettingStep> Reached { get; set; } = static _ => { };

    /// <summary>Deletes the person.</summary>
    /// <param name="given">The keys that name them.</param>
    /// <param name="leadIds">The leads that name them; one that is not there is passed over.</param>
    /// <param name="isDryRun">Only say what would be deleted.</param>
    /// <param name="progress">Told what is read, and the part of it that is done, from 0 to 1; may be null.</param>
    /// <exception cref="ForgettingException">The log is damaged, or the person's leads change all the time. Nobody was deleted.</exception>
    /// <exception cref="ConsumerStoppedException">Log and leads do not belong together.</exception>
    /// <exception cref="StoreException">A database cannot be used.</exception>
    public ForgettingReport Run(PersonKeys given, IReadOnlyCollection<long> leadIds, bool isDryRun, Action<string, double>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(given);
        try
        {
            var report = Delete(given, leadIds, isDryRun, progress ?? (static (_, _) => { }));
            return isDryRun ? report : report with { DoOctetsRemainInDatabases = !Finish() };
        }
        catch (SqliteException fault)
        {
            throw StoreFaults.Named(_leadsPath, fault);
        }
    }

    private ForgettingReport Delete(PersonKeys given, IReadOnlyCollection<long> leadIds, bool isDryRun, Action<string, double> progress)
    {
        using var store = LeadStoreWriter.Open(_leadsPath);
        _source?.Refresh();
        var end = _source?.CommittedUntil ?? 0;
        var rejectionCount = 0L;
        for (var triesLeft = MaxTries; triesLeft > 0; triesLeft--)
        {
            Consumed(store);
            var person = PersonFinder.Find(store, given, leadIds);
            if (person.IsNobody)
                return new ForgettingReport { Keys = [] };

            using var search = new PersonSearch(store, _source, _signals, person);
            search.ReadLog(end, part => progress("reading the log", part));
            Reached(ForgettingStep.LogSearched);
            search.ReadStore();
            Reached(ForgettingStep.StoreSearched);
            rejectionCount = DeleteRejections(store, search.Texts, isDryRun) + (isDryRun ? 0 : rejectionCount);
            if (DeleteRows(store, search, given, leadIds, isDryRun) is { } report)
                return report with { Rejections = rejectionCount };
        }

        throw new ForgettingException(
            "Leads of the person are made or merged faster than they can be looked at: pause the signals that they come from, and run it again.");
    }

    private long DeleteRejections(LeadStoreWriter store, TextSearch texts, bool isDryRun)
    {
        using var rejections = RejectionStore.OpenIfThere(_rejectionsPath);
        if (rejections is null)
            return 0;

        var count = rejections.List().Count(IsTheirs);
        if (count == 0 || isDryRun)
            return count;

        store.Begin();
        store.Forgetting.Announce(Now);
        store.Commit();
        Reached(ForgettingStep.Announced);
        var deleted = rejections.Delete(IsTheirs);
        Reached(ForgettingStep.RejectionsDeleted);
        return deleted;

        bool IsTheirs(KeptRejection rejection) => texts.IsSuspect(rejection.Content.Span);
    }

    /// <summary>The one transaction.</summary>
    /// <returns>Null if others have changed meanwhile who the person is: nothing is done then.</returns>
    private ForgettingReport? DeleteRows(LeadStoreWriter store, PersonSearch search, PersonKeys given, IReadOnlyCollection<long> leadIds, bool isDryRun)
    {
        store.Begin();
        try
        {
            if (Consumed(store) is { } consumed)
                search.ReadLog(consumed.Address, static _ => { });
            if (!PersonFinder.Find(store, given, leadIds).IsSameAs(search.Person))
                return null;

            Reached(ForgettingStep.TransactionBegun);
            var report = DeleteRows(store, search);
            if (!isDryRun)
            {
                if (report.HasFound)
                    store.Forgetting.Announce(Now);
                store.Commit();
                Reached(ForgettingStep.Committed);
            }

            return report;
        }
        finally
        {
            store.Rollback();
        }
    }

    private ForgettingReport DeleteRows(LeadStoreWriter store, PersonSearch search)
    {
        var table = store.Forgetting;
        var begin = _source?.Begin.Sequence ?? long.MaxValue;
        search.NoteEntries();
        var (first, last) = table.Span(begin);
        var tombstonedBefore = table.DropTombstoned();
        var (entries, mentions) = table.Tombstone(begin, Now);
        Reached(ForgettingStep.EntriesTombstoned);

        var report = new ForgettingReport
        {
            Keys = search.Person.Keys.All,
            CleanedLeads = search.CleanLeadsOfOthers(),
            Samples = table.DeleteSamples(),
            Held = table.DeleteHeld(),
            Outcomes = table.DeleteOutcomes(reason => search.Texts.Find(reason, isOfCompany: false) is not Mention.None),
            Leads = table.DeleteLeads(),
            LogEntries = entries,
            Mentions = mentions,
            TombstonedBefore = tombstonedBefore,
            FirstInLog = first,
            LastInLog = last,
            UntilSequence = _source is { Position.Sequence: > 1 and var next } ? next - 1 : null,
        };
        Reached(ForgettingStep.RowsDeleted);
        return report;
    }

    /// <summary>Where the consumer goes on.</summary>
    /// <exception cref="ConsumerStoppedException">Its checkpoint belongs to another log.</exception>
    private LogPosition? Consumed(LeadStoreWriter store)
    {
        _source?.Refresh();
        return _source is null ? null : CheckpointCheck.Resume(store.Checkpoint.Get(), _source);
    }

    /// <summary>Writes the files anew if a deletion, this one or one that was killed, has left that to do.</summary>
    /// <returns>Whether nothing is left. What hinders it passes: a reader, a writer, a full disk.</returns>
    private bool Finish()
    {
        using var leads = Database.Open(_leadsPath, LeadSchema.Scripts);
        if (!ForgettingTable.IsAnnounced(leads))
            return true;

        try
        {
            var isDone = new WriterTurn(_leadsPath).Run(leads.Rewrite);
            Reached(ForgettingStep.LeadsRewritten);
            using var rejections = RejectionStore.OpenIfThere(_rejectionsPath);
            isDone &= rejections?.Rewrite() ?? true;
            Reached(ForgettingStep.RejectionsRewritten);
            if (isDone)
                ForgettingTable.Finish(leads);
            return isDone;
        }
        catch (Exception fault) when (StoreFaults.WillPass(fault))
        {
            return false;
        }
    }

    private long Now => UtcMicroseconds.From(_time.GetUtcNow());
}
