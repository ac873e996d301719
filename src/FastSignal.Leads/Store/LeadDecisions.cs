using Microsoft.Data.Sqlite;

namespace FastSignal.Leads;

/// <summary>Writes down what people decide about leads; the one way to change the status of a lead.</summary>
/// <remarks>Works beside a running consumer, whose batch it waits for and which waits for it. Belongs to one thread, and its calls block.</remarks>
public sealed class LeadDecisions : IDisposable
{
    /// <summary>The unknown leads that a message names.</summary>
    private const int MaxNamed = 20;

    private readonly Database _database;
    private readonly string _path;
    private readonly TimeProvider _time;
    private readonly WriterTurn _turn;
    private readonly DecisionTable _decisions;
    private readonly EntryLeadTable _merges;
    private readonly NoticeTable _notices;

    private LeadDecisions(Database database, string path, TimeProvider time)
    {
        _database = database;
        _path = path;
        _time = time;
        _turn = new WriterTurn(path);
        _decisions = new DecisionTable(database);
        _merges = new EntryLeadTable(database);
        _notices = new NoticeTable(database);
    }

    /// <summary>Opens the store and makes it if it is not there.</summary>
    /// <param name="path">The file <c>leads.db</c>; its folder exists.</param>
    /// <param name="time">The clock that says when a decision was taken.</param>
    /// <exception cref="StoreException">The file cannot be opened, is no database, or a newer version wrote it.</exception>
    public static LeadDecisions Open(string path, TimeProvider time) => new(Database.Open(path, LeadSchema.Scripts), path, time);

    /// <summary>Decides about leads: all of them or, if it throws, none. A number of a lead that was merged means the lead that it has become.</summary>
    /// <param name="leadIds">The leads; of any signals.</param>
    /// <param name="decision">What is decided.</param>
    /// <returns>How many leads changed; of the others the same was decided before.</returns>
    /// <exception cref="LeadException">One of the leads is not there.</exception>
    /// <exception cref="StoreException">The store cannot be written.</exception>
    public int Decide(IEnumerable<long> leadIds, LeadDecision decision)
    {
        ArgumentNullException.ThrowIfNull(leadIds);
        ArgumentNullException.ThrowIfNull(decision);
        try
        {
            return _turn.Run(() => _database.Write(() => DecideAll(leadIds.Distinct(), decision)));
        }
        catch (SqliteException fault)
        {
            throw StoreFaults.Named(_path, fault);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _database.Dispose();

    private int DecideAll(IEnumerable<long> leadIds, LeadDecision decision)
    {
        var now = UtcMicroseconds.From(_time.GetUtcNow());
        var unknown = new List<long>();
        var changed = 0;
        foreach (var id in leadIds)
        {
            var lead = _merges.Resolve(id);
            if (_decisions.Find(lead) is not { } before)
                unknown.Add(id);
            else if (_decisions.Set(lead, before, decision, now))
                changed += Told(lead);
        }

        return unknown.Count == 0 ? changed : throw new LeadException($"There is no lead {Named(unknown)}: nothing was changed.");
    }

    private int Told(long leadId)
    {
        _notices.Add(leadId);
        return 1;
    }

    private static string Named(List<long> unknown) =>
        string.Join(", ", unknown.Take(MaxNamed)) + (unknown.Count > MaxNamed ? $" and {unknown.Count - MaxNamed} more" : "");
}
