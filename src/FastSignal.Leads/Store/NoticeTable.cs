namespace FastSignal.Leads;

/// <summary>The statements on the notices of leads that change otherwise than by the newest entry.</summary>
/// <param name="database">The connection of the consumer, of a replay, or of who decides.</param>
internal sealed class NoticeTable(Database database)
{
    /// <summary>The newest notices that are kept. // a replay writes some 25,000 a second at most, and followers look four times a second</summary>
    internal const int MaxKept = 10_000;

    private readonly Statement _add = database.Prepare("INSERT INTO lead_notices (lead_id) VALUES (?)");
    private readonly Statement _trim = database.Prepare("DELETE FROM lead_notices WHERE id <= ?");

    /// <summary>Notes that a lead has changed; nothing without a lead.</summary>
    internal void Add(long? leadId)
    {
        if (leadId is not { } lead)
            return;

        _add.Bind(lead).Run();
        _trim.Bind(database.LastInsertedId - MaxKept).Run();
    }
}
